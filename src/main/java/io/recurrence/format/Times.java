package io.recurrence.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Times as people write them. */
public final class Times {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .optionalStart()
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .appendPattern("[XXX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

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
    try {
      return parsed(text);
    } catch (ArithmeticException e) {
      throw new DateTimeException("the year is out of range", e);
    }
  }

  private static long parsed(String text) {
    TemporalAccessor parsed =
        FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (parsed instanceof OffsetDateTime time) {
      return time.toInstant().toEpochMilli();
    }
    LocalDateTime time =
        parsed instanceof LocalDateTime t ? t : ((LocalDate) parsed).atStartOfDay();
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** Whether it has the form {@code dddd-dd-dd dd:dd:dd}, which needs no formatter. */
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
