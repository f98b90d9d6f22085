package io.recurrence.sequence;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Texts to learn dates from: two in three are dates; the others are days that do not exist, dates
 * with slips of the pen, parts of dates in disorder, and words and numbers. What a text means is
 * what {@link DateReader} reads; what it does not read is {@value #NONE}.
 */
final class DateText {
  /** The translation of what is no date. */
  static final String NONE = "?";

  static final String LETTERS =
      " ,-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int MAX_LENGTH = 28;
  private static final Pattern PARTS = Pattern.compile("(?<=[ ,./-])");
  private static final List<String> WORDS =
      List.of(
          "today",
          "tomorrow",
          "yesterday",
          "now",
          "never",
          "monday",
          "week",
          "next",
          "last",
          "the",
          "of",
          "hello",
          "world",
          "unknown",
          "null",
          "none",
          "n/a",
          "date",
          "day",
          "month",
          "year");

  private final SplittableRandom random;

  private DateText(SplittableRandom random) {
    this.random = random;
  }

  /** A text and what it means, held out or not. */
  static WrittenDate random(boolean heldOut, SplittableRandom random) {
    DateText texts = new DateText(random);
    int kind = random.nextInt(60); // the same until one is found, held out or not
    while (true) {
      String text = texts.next(kind, heldOut);
      Optional<LocalDate> date = DateReader.read(text);
      if (heldOut == date.map(WrittenDate::isHeldOut).orElseGet(() -> isHeldOut(text))) {
        return new WrittenDate(text, date.map(LocalDate::toString).orElse(NONE));
      }
    }
  }

  /** By the letters and digits, so that days that do not exist are held out in most formats. */
  private static boolean isHeldOut(String text) {
    return WrittenDate.isHeldOut(text.toLowerCase(Locale.ROOT).hashCode());
  }

  private String next(int kind, boolean heldOut) {
    String text =
        kind < 40
            ? date(heldOut)
            : kind < 47
                ? impossible()
                : kind < 54 ? slip(date(heldOut)) : kind < 57 ? disorder() : words();
    int letters = random.nextInt(5);
    return letters == 0
        ? text.toLowerCase(Locale.ROOT)
        : letters == 1 && random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text;
  }

  private String date(boolean heldOut) {
    return WrittenDate.random(heldOut, random).written();
  }

  /** A date of which day or month are replaced, so that it may not exist. */
  private String impossible() {
    String[] months = {"February", "April", "June", "September", "November"};
    int which = random.nextInt(months.length);
    boolean leap = random.nextInt(3) == 0;
    String month = leap ? months[0] : months[which];
    int number = leap ? 2 : new int[] {2, 4, 6, 9, 11}[which];
    int day = leap ? 29 : number == 2 ? 30 + random.nextInt(2) : 31;
    int year = WrittenDate.FIRST_YEAR + random.nextInt(WrittenDate.YEARS);
    if (leap) {
      int step =
          random.nextInt(8) == 0
              ? 100
              : 1 + 3 * random.nextInt(2); // so that years with the day are not rare
      year -= Math.floorMod(year, step);
    }
    switch (leap ? 3 : random.nextInt(6)) {
      case 0 -> day = 32 + random.nextInt(68);
      case 1 -> {
        number = 13 + random.nextInt(87);
        day = 1 + random.nextInt(31);
      }
      case 2 -> {
        if (random.nextInt(3) == 0) {
          day = 0;
        } else {
          year = random.nextInt(10_000);
        }
      }
      default -> {}
    }
    String shortMonth = month.substring(0, 3);
    return switch (random.nextInt(12)) {
      case 0 -> "%d %s %04d".formatted(day, month, year);
      case 1 -> "%d %s %04d".formatted(day, shortMonth, year);
      case 2 -> "%s %d, %04d".formatted(month, day, year);
      case 3 -> "%s %d, %04d".formatted(shortMonth, day, year);
      case 4 -> "%s, %d %s %04d".formatted(weekday(), day, shortMonth, year);
      case 5 -> "%02d-%s-%04d".formatted(day, shortMonth, year);
      case 6 -> "%d %s %02d".formatted(day, shortMonth, year % 100);
      case 7 -> "%02d/%02d/%02d".formatted(day, number, year % 100);
      case 8 -> "%d.%d.%02d".formatted(day, number, year % 100);
      case 9 -> "%02d/%02d/%04d".formatted(day, number, year);
      case 10 -> "%d.%d.%04d".formatted(day, number, year);
      default ->
          "%04d%s%02d%s%02d".formatted(year, "-", number, "-", day).replace('-', separator());
    };
  }

  private String weekday() {
    return List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").get(random.nextInt(7));
  }

  private char separator() {
    return random.nextBoolean() ? '-' : '/';
  }

  /** One to three letters too many, missing, or others. */
  private String slip(String text) {
    StringBuilder slipped = new StringBuilder(text);
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(slipped.length());
      switch (random.nextInt(4)) {
        case 0 -> slipped.insert(at, letter());
        case 1 -> slipped.setCharAt(at, letter());
        case 2 -> slipped.setLength(Math.max(1, at));
        default -> {
          if (slipped.length() > 1) {
            slipped.deleteCharAt(at);
          }
        }
      }
    }
    return slipped.substring(0, Math.min(MAX_LENGTH, slipped.length()));
  }

  private char letter() {
    return LETTERS.charAt(random.nextInt(LETTERS.length()));
  }

  /** Words, numbers and parts of a date, in any order. */
  private String disorder() {
    List<String> parts = PARTS.splitAsStream(date(false)).toList();
    StringBuilder text = new StringBuilder(parts.get(random.nextInt(parts.size())));
    for (int n = random.nextInt(4); n > 0; n--) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.substring(0, Math.min(MAX_LENGTH, text.length()));
  }

  private String words() {
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      text.append(text.isEmpty() ? "" : " ").append(word());
    }
    return text.substring(0, Math.min(MAX_LENGTH, text.length()));
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    switch (random.nextInt(4)) {
      case 0 -> word.append(WORDS.get(random.nextInt(WORDS.size())));
      case 1 -> word.append(random.nextInt(1 << (1 + random.nextInt(30))));
      case 2 -> word.append(DateReader.MONTHS.get(random.nextInt(12)));
      default -> {
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
          word.append(letter());
        }
      }
    }
    return word.toString();
  }
}
