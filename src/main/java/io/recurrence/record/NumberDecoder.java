package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose value is a number as text; series and time are the key and the timestamp of
 * the record.
 */
public final class NumberDecoder implements Decoder {

  @Override
  public void decode(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, Measurement into)
      throws BadRecordException {
    into.begin(FieldNames.of(key), key, timestamp);
    byte[] content = Fields.content(value);
    try {
      Fields.value(Fields.text(content, Reason.NOT_A_NUMBER), into);
    } catch (BadRecordException e) {
      throw e.with(Signature.hint(content, "number"));
    }
  }
}
