package io.recurrence.sequence;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A date as people write it, and by ISO 8601. With slashes or points the day comes first; two
 * digits of a year mean 1950 to 2049.
 */
record WrittenDate(String written, String standard) {
  private static final List<DateTimeFormatter> FOUR_DIGITS =
      formats(
          "d MMMM yyyy",
          "d MMM yyyy",
          "MMMM d, yyyy",
          "MMM d, yyyy",
          "EEE, d MMM yyyy",
          "dd/MM/yyyy",
          "d/M/yyyy",
          "d.M.yyyy",
          "dd.MM.yyyy",
          "yyyy/MM/dd",
          "yyyy-MM-dd",
          "dd-MMM-yyyy");
  private static final List<DateTimeFormatter> TWO_DIGITS =
      formats("dd/MM/yy", "d/M/yy", "d.M.yy", "d MMM yy");

  static final int FIRST_YEAR = 1900;
  static final int YEARS = 200;
  static final int FIRST_OF_TWO_DIGITS = 1950;
  static final int YEARS_OF_TWO_DIGITS = 100;

  private static final long FIRST = LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay();
  private static final int DAYS =
      (int) (LocalDate.of(FIRST_YEAR + YEARS, 1, 1).toEpochDay() - FIRST);
  private static final int HELD_OUT = 10; // one date of so many

  private static List<DateTimeFormatter> formats(String... patterns) {
    return Arrays.stream(patterns)
        .map(each -> DateTimeFormatter.ofPattern(each, Locale.ENGLISH))
        .toList();
  }

  /** A date of 1900 to 2099, held out or not, in one of the formats. */
  static WrittenDate random(boolean heldOut, SplittableRandom random) {
    int which = random.nextInt(FOUR_DIGITS.size() + TWO_DIGITS.size());
    boolean brief = which >= FOUR_DIGITS.size();
    DateTimeFormatter format =
        brief ? TWO_DIGITS.get(which - FOUR_DIGITS.size()) : FOUR_DIGITS.get(which);
    while (true) {
      LocalDate date = LocalDate.ofEpochDay(FIRST + random.nextInt(DAYS));
      boolean readable =
          !brief || Math.floorDiv(date.getYear() - FIRST_OF_TWO_DIGITS, YEARS_OF_TWO_DIGITS) == 0;
      if (readable && heldOut == isHeldOut(date)) {
        return new WrittenDate(format.format(date), date.toString());
      }
    }
  }

  /** By a hash, so that what is held out has no pattern of its own. */
  static boolean isHeldOut(LocalDate date) {
    return isHeldOut(date.toEpochDay());
  }

  static boolean isHeldOut(long hash) {
    return new SplittableRandom(hash).nextInt(HELD_OUT) == 0;
  }
}
