package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose value is a number as text; series and time are the key and the timestamp of
 * the record.
 */
public final class NumberDecoder implements Decoder {
  private final ValueRules rules;

  /** Makes a decoder of plain numbers. */
  public NumberDecoder() {
    this(ValueRules.NONE);
  }

  /** Makes a decoder of values by these rules. */
  public NumberDecoder(ValueRules rules) {
    this.rules = rules;
  }

  @Override
  public void decode(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, Measurement into)
      throws BadRecordException {
    into.begin(FieldNames.of(key), key, timestamp);
    byte[] content = Fields.content(value);
    try {
      into.optional(rules.value(Fields.text(content, Reason.NOT_A_NUMBER)));
    } catch (BadRecordException e) {
      throw e.with(Signature.hint(content, "number"));
    }
  }
}
