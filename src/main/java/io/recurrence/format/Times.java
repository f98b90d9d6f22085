package io.recurrence.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as people write them: ISO-8601, extended ({@code 2026-03-01T12:30:15.250+01:00}) or basic
 * ({@code 20260301T123015Z}), and as mail and HTTP have them (RFC 1123). A form in which days and
 * months may be taken for each other is refused.
 */
public final class Times {
  private static final Pattern ISO =
      Pattern.compile(
          "(?<year>\\d{4})(?<dash>-?)(?<month>\\d{2})\\k<dash>(?<day>\\d{2})"
              + "(?:[T ](?<hour>\\d{2})"
              + "(?:(?<colon>:?)(?<minute>\\d{2})"
              + "(?:\\k<colon>(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,18}))?)?)?"
              + "(?: ?(?<offset>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)(?:\\[[\\w/+-]{1,64}])?)?)?");
  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  private Times() {}

  /**
   * Reads a date, or a date and time with {@code T} or a space between them, in UTC unless it has
   * an offset, as milliseconds since 1970.
   *
   * @throws DateTimeException where it is none
   */
  public static long millis(String text) {
    if (text.length() == 19 && usual(text)) {
      return LocalDateTime.of(
              digits(text, 0, 4),
              digits(text, 5, 7),
              digits(text, 8, 10),
              digits(text, 11, 13),
              digits(text, 14, 16),
              digits(text, 17, 19))
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();
    }
    Matcher iso = ISO.matcher(text.toUpperCase(Locale.ROOT));
    return iso.matches()
        ? millis(iso)
        : OffsetDateTime.parse(text, RFC_1123).toInstant().toEpochMilli();
  }

  private static long millis(Matcher iso) {
    LocalDateTime time =
        LocalDateTime.of(
            number(iso.group("year")),
            number(iso.group("month")),
            number(iso.group("day")),
            number(iso.group("hour")),
            number(iso.group("minute")),
            number(iso.group("second")));
    String fraction = iso.group("fraction");
    int millis = fraction == null ? 0 : number((fraction + "00").substring(0, 3));
    return time.toInstant(offset(iso.group("offset"))).toEpochMilli() + millis;
  }

  private static ZoneOffset offset(@Nullable String text) {
    return text == null || Character.isLetter(text.charAt(0))
        ? ZoneOffset.UTC
        : ZoneOffset.of(text);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** Whether it has the form {@code dddd-dd-dd dd:dd:dd}, which needs no pattern. */
  private static boolean usual(String text) {
    String form = "dddd-dd-dd*dd:dd:dd";
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (form.charAt(i)) {
            case 'd' -> c >= '0' && c <= '9';
            case '*' -> c == ' ' || c == 'T';
            default -> c == form.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int digits(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
