package io.recurrence.evaluate;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.TimeField;
import io.recurrence.record.TimeUnit;
import io.recurrence.record.Times;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/** Times as files have them: dates, as {@link Times} reads them, or numbers in a unit. */
final class WrittenTime {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?");

  private static final TimeField ANY = TimeField.of("", TimeUnit.MS);

  private WrittenTime() {}

  /** Whether a text is a number of a unit, and not a date. */
  static boolean isNumber(String time) {
    return NUMBER.matcher(time.strip()).matches();
  }

  /**
   * Reads a time as milliseconds since 1970.
   *
   * @throws DateTimeException where it is none
   */
  static long millis(String written, TimeField time) throws BadRecordException {
    String text = written.strip();
    boolean date = time.unit() == TimeUnit.ISO || !isNumber(text);
    return date && time.pattern() == null ? Times.millis(text, time.zone()) : time.millis(text);
  }

  /** Whether a text is a time of some kind. */
  static boolean isTime(String text) {
    return isTime(text, ANY);
  }

  /** Whether a text is a time as it is written in a file, or of some kind. */
  static boolean isTime(String text, TimeField time) {
    try {
      millis(text, time);
      return true;
    } catch (BadRecordException | DateTimeException e) {
      return false;
    }
  }
}
