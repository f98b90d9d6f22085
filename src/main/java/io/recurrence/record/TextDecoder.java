package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose value is a symbol, or a sequence of them, as text; series and time are the
 * key and the timestamp of the record. A blank one is a step that is missing.
 */
public final class TextDecoder implements Decoder {

  @Override
  public void decode(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, Measurement into)
      throws BadRecordException {
    into.begin(FieldNames.of(key), key, timestamp);
    Fields.symbol(Fields.text(Fields.content(value), Reason.MALFORMED), into);
  }
}
