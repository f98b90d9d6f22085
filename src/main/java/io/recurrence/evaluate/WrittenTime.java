package io.recurrence.evaluate;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Fields;
import io.recurrence.record.TimeUnit;
import io.recurrence.record.Times;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Times as files have them: dates, as {@link Times} reads them, or numbers in a unit. */
final class WrittenTime {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?");

  private WrittenTime() {}

  /** Whether a text is a number of a unit, and not a date. */
  static boolean isNumber(String time) {
    return NUMBER.matcher(time.strip()).matches();
  }

  /**
   * Reads a time as milliseconds since 1970.
   *
   * @param zone of a date without an offset
   * @throws DateTimeException where it is none
   */
  static long millis(String written, TimeUnit unit, ZoneId zone) throws BadRecordException {
    String text = written.strip();
    if (unit == TimeUnit.ISO || !isNumber(text)) {
      return Times.millis(text, zone);
    }
    return Fields.time(text, unit, zone);
  }

  /** Whether a text is a time of some kind. */
  static boolean isTime(String text) {
    try {
      millis(text, TimeUnit.MS, ZoneOffset.UTC);
      return true;
    } catch (BadRecordException | DateTimeException e) {
      return false;
    }
  }
}
