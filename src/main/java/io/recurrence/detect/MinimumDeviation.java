package io.recurrence.detect;

import io.recurrence.core.Expectation;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far from the expectation a value must lie at least to be worth an alarm.
 *
 * @param amount at least 0, which is no minimum
 * @param confidence of the prediction interval whose width is a unit, in (0, 1)
 */
public record MinimumDeviation(double amount, Unit unit, double confidence) {
  /** What {@link #parse} reads, in words. */
  public static final String FORMS =
      "a number of at least 0, in the unit of the series (5), in per cent of the expected value"
          + " (5 %) or in widths of the prediction interval (2 widths)";

  private static final Pattern FORM = Pattern.compile("([0-9.eE+-]+)\\s*(%|widths?)?");

  /** What an amount counts. */
  public enum Unit {
    /** The unit of the series. */
    SERIES,
    /** Hundredths of the size of the expected value. */
    PER_CENT,
    /** Widths of the prediction interval. */
    WIDTHS
  }

  /** A minimum in the unit of the series. */
  static MinimumDeviation of(double amount) {
    return new MinimumDeviation(amount, Unit.SERIES, .5);
  }

  /**
   * Reads {@code 5}, {@code 5 %} or {@code 2 widths}; null where it is none of them.
   *
   * @param confidence of the prediction interval
   */
  public static @Nullable MinimumDeviation parse(String text, double confidence) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return null;
    }
    double amount;
    try {
      amount = Double.parseDouble(form.group(1));
    } catch (NumberFormatException e) {
      return null;
    }
    String unit = form.group(2);
    return amount >= 0 && Double.isFinite(amount)
        ? new MinimumDeviation(
            amount,
            unit == null ? Unit.SERIES : unit.equals("%") ? Unit.PER_CENT : Unit.WIDTHS,
            confidence)
        : null;
  }

  /** Whether a value lies as far from what was expected of it. */
  boolean reached(Expectation expected, double x) {
    return amount == 0
        || (expected.known() && !(Math.abs(x - expected.mean()) < amount * size(expected)));
  }

  private double size(Expectation expected) {
    return switch (unit) {
      case SERIES -> 1;
      case PER_CENT -> Math.abs(expected.mean()) / 100;
      case WIDTHS ->
          Math.max(expected.mean(), expected.quantile((1 + confidence) / 2))
              - Math.min(expected.mean(), expected.quantile((1 - confidence) / 2));
    };
  }
}
