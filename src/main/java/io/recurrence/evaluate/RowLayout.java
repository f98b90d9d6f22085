package io.recurrence.evaluate;

import io.recurrence.config.InputSpec;
import io.recurrence.record.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the fields of a row stand. The header names the columns {@code timestamp} and {@code
 * value}, and may name {@code series}; where it has the fields that the input of the pipeline
 * reads, those are meant. A pipeline that reads CSV may count its columns instead.
 *
 * @param delimiter between columns
 * @param columns in each row
 * @param header whether the first line is one
 * @param series the column, counted from 0; negative where there is none
 * @param time the column, counted from 0
 * @param value the column, counted from 0
 */
record RowLayout(char delimiter, int columns, boolean header, int series, int time, int value) {
  private static final String DELIMITERS = ",;\t|";

  /**
   * The layout of a file, told by its first line; the delimiter is the one by which the line is a
   * header.
   *
   * @throws InputException where the line is none, and columns are not counted
   */
  static RowLayout of(String line, InputSpec input) {
    boolean counts = input.format() == InputSpec.Format.CSV && !input.time().isEmpty();
    for (char delimiter : (input.delimiter() + DELIMITERS).toCharArray()) {
      Optional<RowLayout> named = named(Rows.fields(line, delimiter), input, delimiter);
      if (named.isPresent()) {
        return counts ? named.get().agreed(input) : named.get();
      }
    }
    if (!counts) {
      throw unknown(line);
    }
    return counted(Rows.fields(line, input.delimiter()), input);
  }

  private static Optional<RowLayout> named(List<String> fields, InputSpec input, char delimiter) {
    List<String> header =
        fields.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    int time = column(header, input.time(), "timestamp");
    int value = column(header, input.value(), "value");
    return time < 0 || value < 0
        ? Optional.empty()
        : Optional.of(
            new RowLayout(
                delimiter,
                header.size(),
                true,
                column(header, input.series(), "series"),
                time,
                value));
  }

  /** The column that has the name of a field of JSON, or else the usual name; -1 without either. */
  private static int column(List<String> header, String pointer, String fallback) {
    String own = pointer.startsWith("/") ? pointer.substring(1).toLowerCase(Locale.ROOT) : fallback;
    String name = header.contains(own) ? own : fallback;
    if (header.indexOf(name) != header.lastIndexOf(name)) {
      throw new InputException("line 1: the header names the column " + name + " twice");
    }
    return header.indexOf(name);
  }

  private static RowLayout counted(List<String> first, InputSpec input) {
    int series = number(input.series());
    int time = number(input.time());
    int value = number(input.value());
    if (Math.max(series, Math.max(time, value)) >= first.size()) {
      throw new InputException(
          "line 1 has %d columns, but input names column %d; is input.delimiter right?"
              .formatted(first.size(), 1 + Math.max(series, Math.max(time, value))));
    }
    boolean header = !Rows.isTime(first.get(time));
    return new RowLayout(input.delimiter(), first.size(), header, series, time, value);
  }

  /** These columns, unless the input counts others. */
  private RowLayout agreed(InputSpec input) {
    if (time != number(input.time()) || value != number(input.value())) {
      throw new InputException(
          "line 1: the header names timestamp and value in columns %d and %d, but input reads %s and %s"
              .formatted(time + 1, value + 1, input.time(), input.value()));
    }
    return this;
  }

  private static int number(String column) {
    return column.isEmpty() ? -1 : Integer.parseInt(column) - 1;
  }

  private static InputException unknown(String line) {
    String shown = line.length() <= 80 ? line : line.substring(0, 80) + "…";
    Optional<Signature> found =
        Signature.of(line.getBytes(StandardCharsets.UTF_8))
            .filter(signature -> !signature.format().equals("csv"));
    if (found.isPresent() && !found.get().format().equals("number")) {
      return new InputException(
          "line 1 looks like %s; a file is CSV with a header such as series,timestamp,value"
              .formatted(found.get().name()));
    }
    boolean data = Rows.fields(line, ',').stream().anyMatch(Rows::isTime);
    return new InputException(
        data
            ? "line 1 is '%s', but the first line must name the columns timestamp and value; count them where there is no header: --set input.format=csv --set input.time.field=1 --set input.value=2"
                .formatted(shown)
            : "line 1: the header is '%s', but it must name the columns timestamp and value, and may name series; say what they are called: --set input.time.field=/NAME --set input.value=/NAME"
                .formatted(shown));
  }
}
