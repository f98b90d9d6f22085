package io.recurrence.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/** The unit in which a record gives its time. */
public enum TimeUnit {
  S("1000", "seconds"),
  MS("1", "milliseconds"),
  US("0.001", "microseconds"),
  NS("0.000001", "nanoseconds"),
  /** A date and time as text. */
  ISO("1", "text"),
  /** A date and time as text, or a number whose size says its unit: of a time from 1980 to 2100. */
  AUTO("1", "seconds to nanoseconds");

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
        : BigDecimal.valueOf(millis)
            .divide(inMillis, MathContext.UNLIMITED)
            .stripTrailingZeros()
            .toPlainString();
  }

  BigDecimal inMillis() {
    return inMillis;
  }

  /** For people, such as {@code seconds}. */
  public String shown() {
    return shown;
  }
}
