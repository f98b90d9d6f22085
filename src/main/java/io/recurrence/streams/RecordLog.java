package io.recurrence.streams;

import static io.recurrence.streams.GrowingBytes.varint;
import static io.recurrence.streams.GrowingBytes.zigzag;

import io.recurrence.core.EventContent;
import io.recurrence.core.Reorderer;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
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
 *    4 · (offset − the one before) + kind : varint | time − the one before : zigzag varint |
 *    what it holds, as its {@linkplain ContentFormat kind} says
 *  kind 3, at the same offset, with neither time nor content: all records that were held back were
 *    released
 * </pre>
 *
 * Format 1, which is read too, has no settings and no kind 3.
 *
 * <p>The first offset and time follow those of the state that was written.
 */
final class RecordLog {
  /** Records after which the state is written whole. */
  static final int MAX_RECORDS = 16;

  /** Bytes on the heap, about. */
  static final int HEAP_BYTES = 300;

  private static final byte FORMAT = 2;
  private static final byte WITHOUT_SETTINGS = 1; // a format
  private static final int STATE_SHARE =
      4; // a record log longer than such a part of the state saves little
  private static final int RELEASE = 3; // a kind, where the offset is the same
  private static final int KIND_BITS = 2; // below the offset

  private final int settings;
  private final GrowingBytes bytes = new GrowingBytes(); // none before a state has been written
  private int records;
  private long offset;
  private long time;

  /**
   * A record log of records that are applied with certain settings.
   *
   * @param settings their id
   */
  RecordLog(int settings) {
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
    begin(written.offset(), written.index(), written.time());
  }

  /** The same after one of such an offset, with so many steps, the last of them at a time. */
  void begin(long offset, long index, long time) {
    bytes.clear();
    records = 0;
    bytes.add(FORMAT);
    bytes.addInt(settings);
    bytes.addVarint(offset);
    bytes.addVarint(index);
    this.offset = offset;
    this.time = index == 0 ? 0 : time;
  }

  /** No records can follow until a state has been written. */
  void end() {
    bytes.clear();
  }

  /** Notes a record that has moved the state. */
  void add(long offset, long time, EventContent content) {
    if (!begun() || records > MAX_RECORDS) {
      return;
    }
    records++;
    int kind = ContentFormat.kind(content);
    bytes.addVarint((offset - this.offset) << KIND_BITS | kind);
    bytes.addZigzag(time - this.time);
    ContentFormat.write(kind, content, bytes);
    this.offset = offset;
    this.time = time;
  }

  /** Notes that the records that were held back have been released, without a record. */
  void release() {
    if (!begun() || records > MAX_RECORDS) {
      return;
    }
    records++;
    bytes.addVarint(RELEASE);
  }

  /**
   * Whether the records, at most {@code atMost} of them, can be written in the place of the state.
   */
  boolean serves(int atMost, int stateBytes) {
    return begun() && records <= atMost && bytes.length() <= stateBytes / STATE_SHARE;
  }

  int records() {
    return records;
  }

  byte[] toBytes() {
    return bytes.toArray();
  }

  /** Whether a state has been written that records can follow. */
  boolean begun() {
    return bytes.length() > 0;
  }

  /**
   * Takes a record log that was written, and moves the state by its records; where they follow
   * another state than this one, the record log is older than the state, and begins anew.
   *
   * @throws StateFormatException where the bytes are damaged
   */
  void replay(byte[] written, State state, Reorderer reorderer) {
    begin(state);
    EventContent content = new EventContent();
    ByteBuffer in = ByteBuffer.wrap(written);
    try {
      byte format = in.get();
      if (format != FORMAT && format != WITHOUT_SETTINGS) {
        throw new StateFormatException(
            "record log has format %d, this version reads formats %d and %d"
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
          reorderer.drain(state, out -> {});
          release();
          continue;
        }
        long at = offset + (head >>> KIND_BITS);
        long when = time + zigzag(in);
        ContentFormat.read((int) head & (1 << KIND_BITS) - 1, in, content);
        reorderer.accept(state, at, when, content, out -> {});
        add(at, when, content);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StateFormatException("record log of " + written.length + " bytes is damaged");
    }
  }
}
