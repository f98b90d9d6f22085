package io.recurrence.record;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people write them: ISO-8601, extended ({@code 2026-03-01T12:30:15.250+01:00}) or basic
 * ({@code 20260301T123015Z}), with slashes or dots ({@code 2026/03/01 12:30:15}), as Go prints them
 * ({@code 2026-03-01 12:30:15 +0100 CET}), and those of {@link EnglishTimes}. A form in which days
 * and months may be taken for each other is refused.
 */
public final class Times {
  private static final Pattern ISO =
      Pattern.compile(
          "(?<year>\\d{4})(?<dash>[-/.]?)(?<month>\\d{2})\\k<dash>(?<day>\\d{2})"
              + "(?:[T ](?<hour>\\d{2})"
              + "(?:(?<colon>:?)(?<minute>\\d{2})"
              + "(?:\\k<colon>(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,18}))?)?)?"
              + "(?:(?: ?(?<offset>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)| (?<zone>[A-Z]{3,5}|[A-Z]{2,32}(?:/[\\w+-]{1,32}){1,2}))"
              + "(?:(?<=[\\dZCT])\\[[\\w/+-]{1,64}])?"
              + "(?:(?<=\\d) [A-Z]{3,5}(?: M=[+-]\\d{1,12}\\.\\d{1,9})?)?)?)?",
          Pattern.CASE_INSENSITIVE);

  private Times() {}

  /**
   * Reads a date, or a date and time with {@code T} or a space between them, in UTC unless it has
   * an offset, as milliseconds since 1970.
   *
   * @throws DateTimeException where it is none
   */
  public static long millis(String text) {
    return millis(text, ZoneOffset.UTC);
  }

  /**
   * Reads the same, by the clocks of a zone unless it has an offset. Of a time that these show
   * twice, when they are put back, the first is meant.
   *
   * @throws SkippedTimeException where the clocks of the zone never show it
   * @throws DateTimeException where it is no time at all
   */
  public static long millis(String text, ZoneId zone) {
    if (text.length() == 19 && isPlain(text)) {
      return TimeParts.millis(
          time(
              digits(text, 0, 4),
              digits(text, 5, 7),
              digits(text, 8, 10),
              digits(text, 11, 13),
              digits(text, 14, 16),
              digits(text, 17, 19)),
          zone);
    }
    Matcher iso = ISO.matcher(text);
    return iso.matches() ? millis(iso, zone) : EnglishTimes.millis(text, zone);
  }

  private static long millis(Matcher iso, ZoneId zone) {
    LocalDateTime time =
        time(
            TimeParts.number(iso.group("year")),
            TimeParts.number(iso.group("month")),
            TimeParts.number(iso.group("day")),
            TimeParts.number(iso.group("hour")),
            TimeParts.number(iso.group("minute")),
            TimeParts.number(iso.group("second")));
    if (iso.group("hour") == null) { // a day begins when the clocks of it do
      return time.toLocalDate().atStartOfDay(zone).toInstant().toEpochMilli();
    }
    String offset = iso.group("offset");
    return TimeParts.millis(time, offset == null ? iso.group("zone") : offset, zone)
        + TimeParts.fraction(iso.group("fraction"));
  }

  /** A date and time; 24:00:00 is the end of a day. */
  private static LocalDateTime time(
      int year, int month, int day, int hour, int minute, int second) {
    return hour == 24 && minute == 0 && second == 0
        ? LocalDateTime.of(year, month, day, 0, 0).plusDays(1)
        : LocalDateTime.of(year, month, day, hour, minute, second);
  }

  /** Whether it has the form {@code dddd-dd-dd dd:dd:dd}, which needs no pattern. */
  private static boolean isPlain(String text) {
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
