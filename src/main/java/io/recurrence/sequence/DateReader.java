package io.recurrence.sequence;

import static io.recurrence.sequence.WrittenDate.FIRST_OF_TWO_DIGITS;
import static io.recurrence.sequence.WrittenDate.FIRST_YEAR;
import static io.recurrence.sequence.WrittenDate.YEARS;
import static io.recurrence.sequence.WrittenDate.YEARS_OF_TWO_DIGITS;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the dates that {@link WrittenDate} writes, in large or small letters, by rules. A day of
 * the week is not compared with the date.
 */
final class DateReader {
  static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private static final String DAY = "(?<d>\\d{1,2})";
  private static final String MONTH =
      "(?<m>" + String.join("|", MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)";
  private static final String NUMBER = "(?<m>\\d{1,2})";
  private static final String YEAR = "(?<y>\\d{4}|\\d{2})";
  private static final String LONG_YEAR = "(?<y>\\d{4})";
  private static final List<Pattern> FORMS =
      List.of(
          pattern(DAY + "(?<s>[/.])" + NUMBER + "\\k<s>" + YEAR),
          pattern(LONG_YEAR + "(?<s>[/-])" + NUMBER + "\\k<s>" + DAY),
          pattern("(?:(?:mon|tue|wed|thu|fri|sat|sun), )?" + DAY + " " + MONTH + " " + YEAR),
          pattern(DAY + "-" + MONTH + "-" + LONG_YEAR),
          pattern(MONTH + " " + DAY + ", " + LONG_YEAR));

  private DateReader() {}

  private static Pattern pattern(String form) {
    return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
  }

  /**
   * The date that a text says; empty where it says none of the years known, or one that is none.
   */
  static Optional<LocalDate> read(String text) {
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        return date(matcher.group("y"), month(matcher.group("m")), matcher.group("d"));
      }
    }
    return Optional.empty();
  }

  private static int month(String text) {
    return Character.isDigit(text.charAt(0))
        ? Integer.parseInt(text)
        : 1
            + IntStream.range(0, MONTHS.size())
                .filter(m -> MONTHS.get(m).regionMatches(true, 0, text, 0, 3))
                .findFirst()
                .orElseThrow();
  }

  private static Optional<LocalDate> date(String digits, int month, String dayOfMonth) {
    int year = Integer.parseInt(digits);
    if (digits.length() == 2) {
      year = FIRST_OF_TWO_DIGITS + Math.floorMod(year - FIRST_OF_TWO_DIGITS, YEARS_OF_TWO_DIGITS);
    }
    int day = Integer.parseInt(dayOfMonth);
    boolean exists =
        year >= FIRST_YEAR
            && year < FIRST_YEAR + YEARS
            && month >= 1
            && month <= MONTHS.size()
            && day >= 1
            && day <= YearMonth.of(year, month).lengthOfMonth();
    return exists ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
  }
}
