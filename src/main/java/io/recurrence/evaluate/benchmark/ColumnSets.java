package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.InputException;
import io.recurrence.record.Times;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads files whose columns are series side by side. */
final class ColumnSets {
  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("M/d/uuuu H:mm", Locale.ROOT);
  private static final long MONDAY = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

  private ColumnSets() {}

  /** A file with a header whose first column is {@code date} and all others are series. */
  static List<Series> dated(Path file) {
    CsvTable table = CsvTable.read(file, ',', true);
    int date = table.column("date");
    long[] times = new long[table.rows()];
    for (int i = 0; i < times.length; i++) {
      times[i] = time(file, i, table.text(i, date));
    }
    List<Series> series = new ArrayList<>();
    for (int column = 0; column < table.columns(); column++) {
      if (column != date) {
        series.add(Series.at(table.header().get(column), times, table.numbers(column)));
      }
    }
    return series;
  }

  private static long time(Path file, int row, String text) {
    try {
      return text.indexOf('/') > 0
          ? LocalDateTime.parse(text, AMERICAN).toInstant(ZoneOffset.UTC).toEpochMilli()
          : Times.millis(text);
    } catch (DateTimeException e) {
      throw new InputException(
          "%s row %d: '%s' is not a date such as 2016-07-01 00:00:00"
              .formatted(file, row + 1, text));
    }
  }

  /** A file without header or dates, a value a day. */
  static List<Series> daily(Path file) {
    CsvTable table = CsvTable.read(file, ',', false);
    List<Series> series = new ArrayList<>();
    for (int column = 0; column < table.columns(); column++) {
      series.add(
          Series.even(
              "column " + (column + 1),
              MONDAY,
              Duration.ofDays(1).toMillis(),
              table.numbers(column)));
    }
    return series;
  }

  /** Whether a file holds prices with the columns {@code day,ms_of_day}. */
  static boolean isQuotes(CsvTable table) {
    return table.header().size() > 2
        && table.header().subList(0, 2).equals(List.of("day", "ms_of_day"));
  }

  /**
   * The logarithm of the price: of the middle of {@code bid} and {@code ask}, or of {@code
   * bid_close} and {@code ask_close}, or of {@code close}, whichever the header names.
   */
  static Series quotes(String name, CsvTable table) {
    List<String> header = table.header();
    String suffix = header.contains("bid") ? "" : "_close";
    boolean quoted = header.contains("bid" + suffix);
    String close = header.contains("close_x1e4") ? "close_x1e4" : "close";
    int bid = table.column(quoted ? "bid" + suffix : close);
    int ask = table.column(quoted ? "ask" + suffix : close);
    long[] times = new long[table.rows()];
    double[] values = new double[table.rows()];
    for (int i = 0; i < times.length; i++) {
      String day = table.text(i, 0);
      times[i] =
          Times.millis(day.replaceFirst("(\\d{4})(\\d{2})(\\d{2})", "$1-$2-$3"))
              + (long) table.number(i, 1);
      values[i] = Math.log((table.number(i, bid) + table.number(i, ask)) / 2);
    }
    return Series.at(name, times, values);
  }
}
