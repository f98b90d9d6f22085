package io.recurrence.streams;

import io.recurrence.core.EventContent;
import io.recurrence.core.Sequencer;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The records that have moved a state since it was last written whole. What a series remembers is a
 * function of what it remembered before and of the record alone, {@code h_t = f(h_{t-1}, x_t)}; so
 * the state as it was written and the records since are the state as it is, bit for bit. A commit
 * writes some ten bytes per record instead of the whole state, and every so often the state.
 *
 * <pre>
 *  format : byte | id of the settings that were in force : int32 (big-endian)
 *  offset and steps of the state that was written : varint, varint
 *  then per record
 *    4 · (offset − the one before) + kind : varint | time − the one before : zigzag varint | value
 *  kind 0: no value, 1: float32, 2: float64 (big-endian), the shorter one where it is exact
 *  kind 3, at the same offset, with neither time nor value: all records that were held back were
 *    released
 *  kind 3, at a later offset: several numbers; how many, then how they are written and each:
 *    0: varint, 1: float32, 2: float64
 * </pre>
 *
 * Format 1, which is read too, has no settings and no kind 3.
 *
 * <p>A varint has seven bits a byte, the lowest first. The first offset and time follow those of
 * the state that was written.
 */
final class Journal {
  /** Records after which the state is written whole. */
  static final int LIMIT = 16;

  /** Bytes on the heap, about. */
  static final int HEAP_BYTES = 300;

  private static final byte FORMAT = 2;
  private static final byte WITHOUT_SETTINGS = 1; // a format
  private static final int SHARE = 4; // a journal longer than such a part of the state saves little
  private static final int MISSING = 0;
  private static final int SINGLE = 1;
  private static final int DOUBLE = 2;
  private static final int RELEASE = 3;
  private static final int SEVERAL = 3; // with a later offset
  private static final int WHOLE = 0; // a form of several numbers
  private static final int SHIFT = 4; // of the offset, above the kind
  private static final int LONGEST = 1 + 4 * 10; // bytes of a header or of a record, at most
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private final int settings;
  private byte[] bytes = new byte[0];
  private int length; // 0 where no state has been written that records could follow
  private int records;
  private final EventContent content = new EventContent(); // that is read
  private long offset;
  private long time;

  /**
   * A journal of records that are applied with certain settings.
   *
   * @param settings their id
   */
  Journal(int settings) {
    this.settings = settings;
  }

  /** The id of the settings that written records were applied with; empty where it is not known. */
  static OptionalInt settings(byte[] written) {
    return written.length >= 1 + Integer.BYTES && written[0] == FORMAT
        ? OptionalInt.of(ByteBuffer.wrap(written).getInt(1))
        : OptionalInt.empty();
  }

  /** Begins anew, after a state that has been written. */
  void begin(State written) {
    length = 0;
    records = 0;
    room(LONGEST);
    bytes[length++] = FORMAT;
    ByteBuffer.wrap(bytes).putInt(length, settings);
    length += Integer.BYTES;
    varint(written.offset());
    varint(written.index());
    offset = written.offset();
    time = written.index() == 0 ? 0 : written.time();
  }

  /** No records can follow until a state has been written. */
  void end() {
    length = 0;
  }

  /** Notes a record that has moved the state. */
  void add(long offset, long time, EventContent content) {
    if (length == 0 || records > LIMIT) {
      return;
    }
    records++;
    room(LONGEST);
    boolean one = content.present() && content.count() == 1;
    double value = one ? content.number(0) : 0;
    boolean exact = (float) value == value;
    int kind = !content.present() ? MISSING : !one ? SEVERAL : exact ? SINGLE : DOUBLE;
    varint(SHIFT * (offset - this.offset) + kind);
    long later = time - this.time;
    varint((later << 1) ^ (later >> 63));
    if (kind == SEVERAL) {
      several(content);
    } else if (kind == SINGLE) {
      ByteBuffer.wrap(bytes).putFloat(length, (float) value);
      length += Float.BYTES;
    } else if (kind == DOUBLE) {
      ByteBuffer.wrap(bytes).putDouble(length, value);
      length += Double.BYTES;
    }
    this.offset = offset;
    this.time = time;
  }

  private void several(EventContent content) {
    int form = form(content);
    room(LONGEST + LONGEST * content.count());
    varint(content.count());
    varint(form);
    for (int i = 0; i < content.count(); i++) {
      double x = content.number(i);
      if (form == WHOLE) {
        varint((long) x);
      } else if (form == SINGLE) {
        ByteBuffer.wrap(bytes).putFloat(length, (float) x);
        length += Float.BYTES;
      } else {
        ByteBuffer.wrap(bytes).putDouble(length, x);
        length += Double.BYTES;
      }
    }
  }

  /** The shortest form that is exact for all numbers. */
  private static int form(EventContent content) {
    boolean whole = true;
    boolean single = true;
    for (int i = 0; i < content.count(); i++) {
      double x = content.number(i);
      whole &= x >= 0 && x <= Integer.MAX_VALUE && x == (int) x && 1 / x > 0;
      single &= (float) x == x;
    }
    return whole ? WHOLE : single ? SINGLE : DOUBLE;
  }

  /** Notes that the records that were held back have been released, without a record. */
  void release() {
    if (length == 0 || records > LIMIT) {
      return;
    }
    records++;
    room(LONGEST);
    varint(RELEASE);
  }

  private void room(int more) {
    if (bytes.length < length + more) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  private void varint(long value) {
    long rest = value;
    for (; (rest & -MORE) != 0; rest >>>= BITS) {
      bytes[length++] = (byte) (rest | MORE);
    }
    bytes[length++] = (byte) rest;
  }

  /**
   * Whether the records, at most {@code atMost} of them, can be written in the place of the state.
   */
  boolean serves(int atMost, int stateBytes) {
    return length > 0 && records <= atMost && length <= stateBytes / SHARE;
  }

  int records() {
    return records;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Whether a state has been written that records can follow. */
  boolean begun() {
    return length > 0;
  }

  /**
   * Takes a journal that was written, and moves the state by its records; where they follow another
   * state than this one, the journal is older than the state, and begins anew.
   *
   * @throws StateFormatException where the bytes are damaged
   */
  void replay(byte[] written, State state, Sequencer sequencer) {
    begin(state);
    ByteBuffer in = ByteBuffer.wrap(written);
    try {
      byte format = in.get();
      if (format != FORMAT && format != WITHOUT_SETTINGS) {
        throw new StateFormatException(
            "journal has format %d, this version reads formats %d and %d"
                .formatted(format, WITHOUT_SETTINGS, FORMAT));
      }
      if (format == FORMAT) {
        in.getInt(); // settings
      }
      if (varint(in) != state.offset() || varint(in) != state.index()) {
        return;
      }
      while (in.hasRemaining()) {
        long head = varint(in);
        if (head == RELEASE) {
          sequencer.drain(state, out -> {});
          release();
          continue;
        }
        long zigzag = varint(in);
        int kind = (int) (head & 3);
        read(in, kind, content);
        long at = offset + (head >>> 2);
        long when = time + ((zigzag >>> 1) ^ -(zigzag & 1));
        sequencer.accept(state, at, when, content, out -> {});
        add(at, when, content);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StateFormatException("journal of " + written.length + " bytes is damaged");
    }
  }

  private static void read(ByteBuffer in, int kind, EventContent content) {
    content.clear();
    int count = kind == MISSING ? 0 : kind == SEVERAL ? (int) varint(in) : 1;
    int form = kind == SEVERAL ? (int) varint(in) : kind;
    if (kind == SEVERAL) {
      content.text(""); // there may be no numbers
    }
    for (int i = 0; i < count; i++) {
      content.add(
          form == SINGLE ? in.getFloat() : form == DOUBLE ? in.getDouble() : (double) varint(in));
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += BITS) {
      byte b = in.get();
      value |= (long) (b & (MORE - 1)) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
