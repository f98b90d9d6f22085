package io.recurrence.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** The unit in which a record gives its time. */
public enum TimeUnit {
  D("86400000", "days"),
  H("3600000", "hours"),
  MIN("60000", "minutes"),
  S("1000", "seconds"),
  MS("1", "milliseconds"),
  US("0.001", "microseconds"),
  NS("0.000001", "nanoseconds"),
  /** A date and time as text. */
  ISO("1", "text"),
  /** A date and time as text, or a number whose size says its unit: of a time from 1980 to 2100. */
  AUTO("1", "seconds to nanoseconds");

  private static final int DIGITS = 12; // a millisecond is 1.2e-8 days

  private final BigDecimal inMillis;
  private final String shown;

  TimeUnit(String inMillis, String shown) {
    this.inMillis = new BigDecimal(inMillis);
    this.shown = shown;
  }

  /** A time in this unit, as a number; a date and time in UTC where it may be text. */
  public String text(long millis) {
    return this == ISO || this == AUTO
        ? Instant.ofEpochMilli(millis).toString()
        : number(millis).toPlainString();
  }

  /** A time as a number of this unit, which is read as the same millisecond. */
  public BigDecimal number(long millis) {
    return BigDecimal.valueOf(millis)
        .divide(inMillis, DIGITS, RoundingMode.CEILING)
        .stripTrailingZeros();
  }

  BigDecimal inMillis() {
    return inMillis;
  }

  /** For people, such as {@code seconds}. */
  public String shown() {
    return shown;
  }
}
