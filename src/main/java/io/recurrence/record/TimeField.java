package io.recurrence.record;

import java.time.ZoneId;

/**
 * Where the time of a record stands, and how it is written.
 *
 * @param place empty where the timestamp of the record is it
 * @param zone of dates and times without an offset
 */
public record TimeField(String place, TimeUnit unit, ZoneId zone) {
  boolean given() {
    return !place.isEmpty();
  }

  long millis(String text) throws BadRecordException {
    return Fields.time(text, unit, zone);
  }
}
