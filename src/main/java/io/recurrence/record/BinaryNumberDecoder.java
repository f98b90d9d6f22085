package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose value is a number in bytes, the highest first, as Kafka's serializers of
 * doubles, floats, longs and integers write it; series and time are the key and the timestamp of
 * the record. NaN is a missing value.
 */
public final class BinaryNumberDecoder implements Decoder {

  /** Types of numbers. */
  public enum Type {
    DOUBLE(Double.BYTES),
    FLOAT(Float.BYTES),
    LONG(Long.BYTES),
    INT(Integer.BYTES);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    private double read(ByteBuffer number) {
      return switch (this) {
        case DOUBLE -> number.getDouble();
        case FLOAT -> number.getFloat();
        case LONG -> number.getLong();
        case INT -> number.getInt();
      };
    }
  }

  private static final double EXACT = 0x1p53; // to which a double has each whole number

  private final Type type;
  private final ValueRules rules;

  /** Makes a decoder of values by these rules. */
  public BinaryNumberDecoder(Type type, ValueRules rules) {
    this.type = type;
    this.rules = rules;
  }

  @Override
  public void decode(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, Measurement into)
      throws BadRecordException {
    into.begin(FieldNames.of(key), key, timestamp);
    byte[] content = Fields.content(value);
    if (content.length != type.bytes) {
      String format = type.name().toLowerCase(Locale.ROOT);
      throw new BadRecordException(
          Reason.NOT_A_NUMBER,
          "the value has %d bytes, but input.format: %s reads %d%s"
              .formatted(content.length, format, type.bytes, Signature.hint(content, format)));
    }
    double number = type.read(ByteBuffer.wrap(content));
    String other = mistaken(content, number);
    if (!other.isEmpty()) {
      throw new BadRecordException(
          Reason.NOT_A_NUMBER,
          "the value is %s as a %s; it looks like %s"
              .formatted(number, type.name().toLowerCase(Locale.ROOT), other));
    }
    into.optional(rules.value(number));
  }

  /** What the bytes are where no number of this type is written so; empty where it may be one. */
  private String mistaken(byte[] content, double number) {
    if (isText(content)) {
      return "a number as text, which input.format: number reads";
    }
    boolean real = type == Type.DOUBLE || type == Type.FLOAT;
    double least = type == Type.DOUBLE ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    if (real && number != 0 && Math.abs(number) < least) {
      return "a whole number, which input.format: %s reads, or has its lowest byte first"
          .formatted(type == Type.DOUBLE ? "long" : "int");
    }
    return type == Type.LONG && Math.abs(number) > EXACT
        ? "a double, which input.format: double reads; larger numbers than 2^53 have no exact value"
        : "";
  }

  /** Whether the bytes are the digits of a number. */
  private static boolean isText(byte[] content) {
    for (byte b : content) {
      if ((b < '0' || b > '9') && b != '.' && b != '-' && b != '+') {
        return false;
      }
    }
    return true;
  }
}
