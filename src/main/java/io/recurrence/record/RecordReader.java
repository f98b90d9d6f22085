package io.recurrence.record;

/** Reads what records say: of one series, or of many. Serves one thread. */
public interface RecordReader {

  /**
   * Reads one record.
   *
   * @param into what it says is added, in its order; a part that cannot be used is added as {@link
   *     Measurement#refuse refused}
   * @throws BadRecordException where the record as a whole cannot be used
   */
  void read(SourceRecord record, Measurements into) throws BadRecordException;

  /** Reads records that say one thing each. */
  static RecordReader of(Decoder decoder) {
    return (record, into) ->
        decoder.decode(record.key(), record.value(), record.timestamp(), into.add());
  }
}
