package io.recurrence.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times that name the month in English. With the day first: RFC 1123 ({@code Sun, 01 Mar 2026
 * 12:30:15 GMT}), RFC 850 ({@code Sunday, 01-Mar-26 12:30:15 GMT}), logs of web servers ({@code
 * 01/Mar/2026:12:30:15 +0100}), Oracle. With the month first: C's asctime ({@code Sun Mar 1
 * 12:30:15 2026}), Java's and JavaScript's Date, SQL Server ({@code Mar 1 2026 12:30PM}).
 */
final class EnglishTimes {
  private static final String WEEKDAY = "(?:(?<weekday>[A-Z]{3})(?:[A-Z]{3,6})?,? )?";
  private static final String MONTH = "(?<month>[A-Z]{3})[A-Z]{0,6}";
  private static final String TIME =
      "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,18}))?)?"
          + "(?: ?(?<half>[AP])M)?(?: ?(?<zone>[A-Z]{1,5}|(?:GMT|UTC)?[+-]\\d{2}:?\\d{2}))?";
  private static final String COMMENT = "(?: \\([\\w +-]{1,64}\\))?"; // the zone in words

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          WEEKDAY
              + "(?<day>\\d{1,2})(?<gap>[-/ ])"
              + MONTH
              + "\\k<gap>(?<year>\\d{4}|\\d{2})(?:,?[: ]"
              + TIME
              + ")?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          WEEKDAY
              + MONTH
              + " {1,2}(?<day>\\d{1,2}),?(?: (?<year>\\d{4}),?)?(?: {1,2}"
              + TIME
              + ")?(?: (?<last>\\d{4}))?"
              + COMMENT,
          Pattern.CASE_INSENSITIVE);

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int PIVOT = 69; // two digits from here on are of the last century (POSIX)

  private EnglishTimes() {}

  /**
   * Reads a time, by the clocks of a zone unless it has an offset.
   *
   * @throws DateTimeException where it is none
   */
  static long millis(String text, ZoneId zone) {
    Matcher found = DAY_FIRST.matcher(text);
    if (found.matches()) {
      return millis(found, year(found.group("year"), found.group("weekday") != null), zone);
    }
    found = MONTH_FIRST.matcher(text);
    if (!found.matches()) {
      throw new DateTimeException("no date and time");
    }
    String year = found.group("year");
    String last = found.group("last");
    if ((year == null) == (last == null)) {
      throw new DateTimeException(year == null ? "it has no year" : "it has two years");
    }
    return millis(found, TimeParts.number(year == null ? last : year), zone);
  }

  /** A year of two digits is one only where a weekday must agree with it. */
  private static int year(String digits, boolean checked) {
    int year = TimeParts.number(digits);
    if (digits.length() == 4) {
      return year;
    }
    if (!checked) {
      throw new DateTimeException("its year has two digits");
    }
    return year + (year < PIVOT ? 2000 : 1900);
  }

  private static long millis(Matcher found, int year, ZoneId zone) {
    int month = 1 + MONTHS.indexOf(found.group("month").toLowerCase(Locale.ROOT));
    LocalDate day = LocalDate.of(year, month, TimeParts.number(found.group("day")));
    String weekday = found.group("weekday");
    String own = day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    if (weekday != null && !weekday.equalsIgnoreCase(own)) {
      throw new DateTimeException("the day is a " + own);
    }
    if (found.group("hour") == null) {
      return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
    LocalDateTime local =
        day.atTime(
            hour(found),
            TimeParts.number(found.group("minute")),
            TimeParts.number(found.group("second")));
    return TimeParts.millis(local, found.group("zone"), zone)
        + TimeParts.fraction(found.group("fraction"));
  }

  private static int hour(Matcher found) {
    int hour = TimeParts.number(found.group("hour"));
    @Nullable String half = found.group("half");
    if (half == null) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("there is no hour " + hour + ' ' + half + 'M');
    }
    return hour % 12 + (half.equalsIgnoreCase("P") ? 12 : 0);
  }
}
