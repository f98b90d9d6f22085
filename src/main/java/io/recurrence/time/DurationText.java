package io.recurrence.time;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as text: short ({@code 5m}, {@code 1h30m}, {@code 7d}, {@code 500ms}), from the largest
 * unit to the smallest, each at most once; or in ISO-8601 ({@code PT5M}, {@code P7D}, {@code P2W}).
 * {@code m} is a minute; months are no duration.
 */
public final class DurationText {
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);
  private static final Pattern ISO_WEEKS = Pattern.compile("P\\d{1,4}W");
  private static final Pattern SHORT =
      Pattern.compile(part("w") + part("d") + part("h") + part("m(?!s)") + part("s") + part("ms"));
  private static final String[] SECONDS = {"604800", "86400", "3600", "60", "1", "0.001"};
  private static final int NANOS = 9; // decimals of a second

  private DurationText() {}

  private static String part(String unit) {
    return "(?:(\\d{1,12}(?:\\.\\d{1,9})?)" + unit + "(?: (?=\\d)|(?! )))?";
  }

  /**
   * Reads a duration; null where the text is none, or one too long to be counted in milliseconds.
   */
  public static @Nullable Duration parse(String text) {
    try {
      Duration duration =
          ISO_WEEKS.matcher(text).matches()
              ? Duration.ofDays(7L * Integer.parseInt(text.substring(1, text.length() - 1)))
              : text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '9'
                  ? Duration.parse(text)
                  : brief(text);
      return duration == null || duration.abs().compareTo(LONGEST) > 0 ? null : duration;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Duration brief(String text) {
    Matcher parts = SHORT.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    BigDecimal seconds = BigDecimal.ZERO;
    for (int i = 0; i < SECONDS.length; i++) {
      String number = parts.group(i + 1);
      if (number != null) {
        seconds = seconds.add(new BigDecimal(number).multiply(new BigDecimal(SECONDS[i])));
      }
    }
    long whole = seconds.longValue();
    BigDecimal nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(NANOS);
    return Duration.ofSeconds(whole, nanos.longValue());
  }
}
