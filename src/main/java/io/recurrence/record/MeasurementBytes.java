package io.recurrence.record;

import io.recurrence.core.EventContent;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A measurement as bytes, so that a record is read once even where its series meet elsewhere:
 *
 * <pre>
 *  format 1 : byte | kind : byte | time : int64 | numbers : float64 …            of kind 1
 *                                               | text in UTF-8                   of kinds 2 and 3
 *                                               | reason : byte length, text | series : int16 length, text | message   of kind 4
 *  format 2 : the same, with the group of the series behind the time: int16 length, text
 * </pre>
 *
 * The name of the series is not among them, but for one that is refused: it has no key to stand in.
 */
public final class MeasurementBytes {
  private static final byte FORMAT = 1;
  private static final byte GROUPED = 2; // a format
  private static final int HEADER = 2 * Byte.BYTES + Long.BYTES;

  private static final byte MISSING = 0; // kinds
  private static final byte NUMBERS = 1;
  private static final byte TEXT = 2;
  private static final byte BLANK = 3;
  private static final byte REFUSED = 4;

  private MeasurementBytes() {}

  /** The bytes of a measurement. */
  public static byte[] of(Measurement m) {
    BadRecordException fault = m.fault();
    if (fault != null) {
      byte[] reason = utf8(fault.reason().name());
      byte[] series = utf8(m.series());
      byte[] message = utf8(String.valueOf(fault.getMessage()));
      int more = 1 + reason.length + Short.BYTES + series.length + message.length;
      byte[] bytes = begin(REFUSED, m, more);
      rest(bytes, more)
          .put((byte) reason.length)
          .put(reason)
          .putShort((short) series.length)
          .put(series)
          .put(message);
      return bytes;
    }
    EventContent content = m.content();
    if (content.count() > 0) {
      int more = content.count() * Double.BYTES;
      byte[] bytes = begin(NUMBERS, m, more);
      ByteBuffer out = rest(bytes, more);
      for (int i = 0; i < content.count(); i++) {
        out.putDouble(content.number(i));
      }
      return bytes;
    }
    byte[] text = utf8(content.text());
    byte kind = content.present() ? TEXT : text.length > 0 ? BLANK : MISSING;
    byte[] bytes = begin(kind, m, text.length);
    rest(bytes, text.length).put(text);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] begin(byte kind, Measurement m, int more) {
    byte[] group = utf8(m.group());
    boolean grouped = group.length > 0;
    byte[] bytes = new byte[HEADER + (grouped ? Short.BYTES + group.length : 0) + more];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.put(grouped ? GROUPED : FORMAT).put(kind).putLong(m.time());
    if (grouped) {
      out.putShort((short) group.length).put(group);
    }
    return bytes;
  }

  private static ByteBuffer rest(byte[] bytes, int more) {
    return ByteBuffer.wrap(bytes, bytes.length - more, more);
  }

  /** The time of the measurement; negative where it has none. */
  public static long time(byte[] bytes) {
    return bytes.length < HEADER || bytes[1] == REFUSED ? -1 : ByteBuffer.wrap(bytes).getLong(2);
  }

  /**
   * Reads a measurement.
   *
   * @param key the name of its series, in UTF-8
   * @return whether the bytes are those of one
   */
  public static boolean read(byte[] bytes, byte[] key, Measurement into) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte format = in.get();
      if (format != FORMAT && format != GROUPED) {
        return false;
      }
      byte kind = in.get();
      String series = new String(key, StandardCharsets.UTF_8);
      into.begin(series, key, in.getLong());
      into.group(format == GROUPED ? text(in, in.getShort()) : "");
      switch (kind) {
        case MISSING -> {}
        case NUMBERS -> {
          while (in.hasRemaining()) {
            into.value(in.getDouble());
          }
        }
        case TEXT -> into.text(text(in));
        case BLANK -> into.blank(text(in));
        case REFUSED -> {
          String reason = text(in, in.get());
          String named = text(in, in.getShort());
          into.refuse(named, new BadRecordException(Reason.valueOf(reason), text(in)));
        }
        default -> {
          return false;
        }
      }
      return true;
    } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
      return false; // not written by this program, or by a later version of it
    }
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer in) {
    return StandardCharsets.UTF_8.decode(in).toString();
  }
}
