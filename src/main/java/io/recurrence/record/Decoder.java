package io.recurrence.record;

import org.jspecify.annotations.Nullable;

/** Reads records of one format. Serves one thread. */
public interface Decoder {

  /**
   * Reads one record.
   *
   * @param key of the record, or null
   * @param value of the record, or null
   * @param timestamp of the record, in milliseconds since 1970
   * @param into overwritten
   * @throws BadRecordException where the record cannot be used
   */
  void decode(byte @Nullable [] key, byte @Nullable [] value, long timestamp, Measurement into)
      throws BadRecordException;
}
