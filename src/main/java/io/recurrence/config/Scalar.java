package io.recurrence.config;

import io.recurrence.time.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One value of a specification, read from its text; null where the text is none. */
final class Scalar {
  private Scalar() {}

  /** A whole number in {@code [min, max]}. */
  static @Nullable Integer integer(String text, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      return number >= min && number <= max ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A finite number that passes a test. */
  static @Nullable Double number(String text, Predicate<Double> allowed) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) && allowed.test(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A duration, not negative, and at least 1 ms where {@code positive}. */
  static @Nullable Duration duration(String text, boolean positive) {
    Duration duration = duration(text);
    boolean allowed =
        duration != null && !duration.isNegative() && !(positive && duration.toMillis() == 0);
    return allowed ? duration : null;
  }

  /** A duration; null where it is none, or too long to be counted in milliseconds. */
  static @Nullable Duration duration(String text) {
    return DurationText.parse(text);
  }

  /** The constant that is written so. */
  static <E extends Enum<E>> @Nullable E constant(String text, E[] constants) {
    return Arrays.stream(constants).filter(c -> written(c).equals(text)).findFirst().orElse(null);
  }

  /** How the constants are written, in a row. */
  static String written(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Scalar::written).collect(Collectors.joining(", "));
  }

  /** In lower case with hyphens. */
  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
