package io.recurrence.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times by a pattern of {@link DateTimeFormatter}, such as {@code dd.MM.yyyy HH:mm:ss}:
 * with English names in letters of either case, and none that do not exist, such as 30 February.
 */
public final class TimePattern {
  private static final ZonedDateTime EXAMPLE =
      LocalDateTime.of(2026, 3, 1, 15, 30, 15).atZone(ZoneId.of("Europe/Berlin"));

  private final String text;
  private final DateTimeFormatter formatter;

  /**
   * Takes a pattern.
   *
   * @throws IllegalArgumentException where it is none, or does not say which day and time is meant;
   *     the message goes on where the pattern has been named
   */
  public TimePattern(String text) {
    this.text = text;
    String letters = text.replaceAll("'[^']*'", "");
    if (letters.matches(".*[zv].*")) {
      throw new IllegalArgumentException(
          "has abbreviations of zones (z, v), which stand for several; XXX reads offsets, VV names such as Europe/Berlin");
    }
    try {
      this.formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(letters.contains("G") ? text : proleptic(text))
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is no pattern of Java's DateTimeFormatter: " + e.getMessage(), e);
    }
    check(letters);
  }

  private void check(String letters) {
    LocalDateTime read;
    try {
      read = local(formatter.parse(formatter.format(EXAMPLE)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("does not say which year, month and day is meant", e);
    }
    if (letters.matches("(?s).*[hKkH].*") && read.getHour() != EXAMPLE.getHour()) {
      throw new IllegalArgumentException("has hours from 1 to 12 (h) without AM or PM (a)");
    }
    if (!read.toLocalDate().equals(EXAMPLE.toLocalDate())) {
      throw new IllegalArgumentException("does not say which year, month and day is meant");
    }
  }

  /** With years as {@code u}: those of an era, {@code y}, are none without the era. */
  private static String proleptic(String pattern) {
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      out.append(c == 'y' && !quoted ? 'u' : c);
    }
    return out.toString();
  }

  /**
   * Reads a time as milliseconds since 1970.
   *
   * @param zone by whose clocks a time without an offset was written
   * @throws DateTimeException where it is none of the pattern
   */
  public long millis(String time, ZoneId zone) {
    TemporalAccessor parsed = formatter.parse(time);
    ZoneId own = parsed.query(TemporalQueries.zone());
    LocalDateTime local = local(parsed);
    return own == null && parsed.query(TemporalQueries.localTime()) == null
        ? local.toLocalDate().atStartOfDay(zone).toInstant().toEpochMilli()
        : TimeParts.millis(local, own == null ? zone : own);
  }

  private static LocalDateTime local(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  /**
   * Writes a time.
   *
   * @param zone by whose clocks
   */
  public String text(long millis, ZoneId zone) {
    return formatter.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimePattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
