package io.recurrence.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * Tells a time that was read in the wrong unit: seconds read as milliseconds all lie in January
 * 1970, milliseconds read as seconds in the year 56000. A time is judged wrong only where another
 * unit makes it plausible, so that series of 1975 and counters from zero are what they say;
 * minutes, hours and days, which such counters look like, must be those of the week before the
 * latest.
 */
public final class TimePlausibility {
  /** The latest time that is plausible where nothing says when the data were written: 2100. */
  public static final long LATEST = 4_102_444_800_000L;

  /** The earliest: 1980; little was recorded before. */
  public static final long EARLIEST = 315_532_800_000L;

  private static final List<TimeUnit> UNITS =
      List.of(TimeUnit.S, TimeUnit.MS, TimeUnit.US, TimeUnit.NS);

  /** Units in which counters from zero, too, are times of our days. */
  private static final List<TimeUnit> COARSE = List.of(TimeUnit.MIN, TimeUnit.H, TimeUnit.D);

  private static final long WEEK = 7 * 86_400_000L;

  private static final int LONGEST_NUMBER = 40; // digits

  private TimePlausibility() {}

  /**
   * The unit that a time was likely written in, where that is another one.
   *
   * @param millis the time as it was read
   * @param unit in which it was read
   * @param latest the latest time that is plausible, in milliseconds since 1970
   */
  public static Optional<TimeUnit> likelier(long millis, TimeUnit unit, long latest) {
    if (unit == TimeUnit.ISO || unit == TimeUnit.AUTO || (millis >= EARLIEST && millis <= latest)) {
      return Optional.empty();
    }
    BigDecimal number = number(millis, unit);
    return UNITS.stream()
        .filter(other -> plausible(number.multiply(other.inMillis()), EARLIEST, latest))
        .findFirst()
        .or(() -> coarse(number, latest));
  }

  private static Optional<TimeUnit> coarse(BigDecimal number, long latest) {
    return COARSE.stream()
        .filter(other -> plausible(number.multiply(other.inMillis()), latest - WEEK, latest))
        .findFirst();
  }

  /**
   * The unit of a time by its size: that in which a number is a time from 1980 to 2100, of which
   * there is at most one; otherwise {@link TimeUnit#ISO}.
   */
  public static TimeUnit unit(String time) {
    if (time.length() > LONGEST_NUMBER) {
      return TimeUnit.ISO;
    }
    try {
      BigDecimal number = new BigDecimal(time.strip());
      return UNITS.stream()
          .filter(unit -> plausible(number.multiply(unit.inMillis()), EARLIEST, LATEST))
          .findFirst()
          .orElse(TimeUnit.ISO);
    } catch (NumberFormatException e) {
      return TimeUnit.ISO;
    }
  }

  /** Whether a time was written as a date of our days without separators, such as 20260105. */
  public static boolean isDate(long millis, TimeUnit unit) {
    String digits = number(millis, unit).toPlainString();
    if (unit == TimeUnit.ISO || unit == TimeUnit.AUTO || digits.length() != 8) {
      return false;
    }
    try {
      long start = Times.millis(digits);
      return start >= EARLIEST && start <= LATEST;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether a time is one at which machines wrote records: 1980 or later. */
  public static boolean isRecent(long millis) {
    return millis >= EARLIEST;
  }

  private static boolean plausible(BigDecimal millis, long earliest, long latest) {
    return millis.compareTo(BigDecimal.valueOf(earliest)) >= 0
        && millis.compareTo(BigDecimal.valueOf(latest)) <= 0;
  }

  private static BigDecimal number(long millis, TimeUnit unit) {
    return BigDecimal.valueOf(millis).divide(unit.inMillis(), 0, RoundingMode.FLOOR);
  }

  /** What was found, for people: {@code 1779000000 looks like seconds, not milliseconds}. */
  public static String shown(long millis, TimeUnit unit, TimeUnit likelier) {
    boolean rounded = unit == TimeUnit.US || unit == TimeUnit.NS;
    return "%s%s looks like %s, not %s"
        .formatted(
            rounded ? "about " : "",
            number(millis, unit).toPlainString(),
            likelier.shown(),
            unit.shown());
  }
}
