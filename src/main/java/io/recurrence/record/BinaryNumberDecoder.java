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
    into.optional(rules.value(type.read(ByteBuffer.wrap(content))));
  }
}
