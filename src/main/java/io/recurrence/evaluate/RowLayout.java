package io.recurrence.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.recurrence.config.InputFormat;
import io.recurrence.config.InputSpec;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.DocumentPlace;
import io.recurrence.record.FieldNames;
import io.recurrence.record.Signature;
import io.recurrence.record.TimeField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the fields of a row stand. The header names the columns {@code timestamp} and {@code
 * value}, and may name {@code series}; where it has the fields that the input of the pipeline
 * reads, those are meant. A pipeline that reads CSV may count its columns instead.
 *
 * @param delimiter between columns
 * @param columns in each row
 * @param header whether the first line is one
 * @param series the column, counted from 0; negative where there is none
 * @param time the columns of its parts, counted from 0
 * @param values the columns
 * @param label the column, counted from 0; negative where there is none
 */
record RowLayout(
    char delimiter,
    int columns,
    boolean header,
    int series,
    List<Integer> time,
    List<ValueColumn> values,
    int label) {
  private static final String DELIMITERS = ",;\t|";
  private static final Set<String> LINES = Set.of("influx", "telegraf", "otlp-json");
  private static final Set<String> NO_LABELS =
      Set.of("", "0", "0.0", "false", "no", "n", "none", "normal", "ok", "nan", "null");

  /**
   * A column of values.
   *
   * @param series that they are of, in a file with a series a column; else empty
   * @param at counted from 0
   */
  record ValueColumn(String series, int at) {}

  /**
   * The layout of a file, read off its first line; the delimiter is the one by which the line is a
   * header.
   *
   * @throws InputException where the line is none, and columns are not counted
   */
  static RowLayout of(String line, InputSpec input, CsvForm form) {
    boolean counts = input.format() == InputFormat.CSV && input.time().given();
    for (char delimiter : delimiters(input)) {
      Optional<RowLayout> named = named(fields(line, delimiter), input, form, delimiter);
      if (named.isPresent()) {
        return counts ? named.get().agreed(input) : named.get();
      }
    }
    if (!counts) {
      throw unknown(line);
    }
    return counted(fields(line, input.delimiter()), input, form);
  }

  /** By which columns may be parted; first that which was said. */
  static char[] delimiters(InputSpec input) {
    return (input.delimiter() + DELIMITERS).toCharArray();
  }

  /** The names of columns in lower case. */
  static List<String> header(String line, char delimiter) {
    return lower(fields(line, delimiter));
  }

  private static List<String> lower(List<String> fields) {
    return fields.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  private static Optional<RowLayout> named(
      List<String> fields, InputSpec input, CsvForm form, char delimiter) {
    List<String> header = lower(fields);
    List<Integer> time = time(header, input.time().places());
    boolean timed = !time.contains(-1);
    int value = column(header, input.value(), "value");
    int series = column(header, input.series(), "series");
    int label = label(header, form.label());
    if (form.wide() && header.size() > 1) {
      List<Integer> first = timed ? time : List.of(0);
      return Optional.of(wide(fields, delimiter, first, label, form.texts()));
    }
    if (timed && value >= 0) {
      List<ValueColumn> values = List.of(new ValueColumn("", value));
      return Optional.of(
          new RowLayout(delimiter, header.size(), true, series, time, values, label));
    }
    boolean others = header.size() > (label < 0 ? 1 : 2);
    boolean usual = input.value().isEmpty() || input.value().equals("/value");
    return timed && series < 0 && usual && others
        ? Optional.of(wide(fields, delimiter, time, label, form.texts()))
        : Optional.empty();
  }

  /** A file with a series a column. */
  private static RowLayout wide(
      List<String> header, char delimiter, List<Integer> time, int label, Set<String> texts) {
    List<ValueColumn> values = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip();
      if (!time.contains(i) && i != label && !texts.contains(name)) {
        if (!names.add(name)) {
          throw new InputException("line 1: the header names the series " + name + " twice");
        }
        try {
          values.add(new ValueColumn(FieldNames.of(name), i));
        } catch (BadRecordException e) {
          throw new InputException("line 1: column %d: %s".formatted(i + 1, e.getMessage()));
        }
      }
    }
    return new RowLayout(delimiter, header.size(), true, -1, time, List.copyOf(values), label);
  }

  /** Whether a label says that something is wrong. */
  static boolean isAnomalous(String label) {
    return !NO_LABELS.contains(label.strip().toLowerCase(Locale.ROOT));
  }

  /** The column of labels; negative where there is none. */
  static int label(List<String> header, String name) {
    int at = header.indexOf(name.isEmpty() ? "label" : name.strip().toLowerCase(Locale.ROOT));
    if (at < 0 && !name.isEmpty() && header.size() > 1) {
      throw new InputException("line 1: the header has no column " + name + " of labels");
    }
    return at;
  }

  /** The columns of the parts of the time, as {@link #column} finds them. */
  static List<Integer> time(List<String> header, List<String> places) {
    return places.isEmpty()
        ? List.of(column(header, "", "timestamp"))
        : places.stream().map(place -> column(header, place, "timestamp")).distinct().toList();
  }

  /** The column that has the name of a field of JSON, or else the usual name; -1 without either. */
  private static int column(List<String> header, String pointer, String fallback) {
    String own =
        pointer.startsWith("/") || pointer.startsWith("../")
            ? DocumentPlace.last(pointer).toLowerCase(Locale.ROOT)
            : fallback;
    String name = header.contains(own) ? own : fallback;
    if (header.indexOf(name) != header.lastIndexOf(name)) {
      throw new InputException("line 1: the header names the column " + name + " twice");
    }
    return header.indexOf(name);
  }

  private static RowLayout counted(List<String> first, InputSpec input, CsvForm form) {
    if (!form.label().isEmpty()) {
      throw new InputException(
          "line 1 names no column " + form.label() + " of labels, since input counts the columns");
    }
    int series = number(input.series());
    List<Integer> time = counted(input.time());
    int value = number(input.value());
    int last = Math.max(Math.max(series, value), Collections.max(time));
    if (last >= first.size()) {
      throw new InputException(
          "line 1 has %d columns, but input names column %d; is input.delimiter right?"
              .formatted(first.size(), 1 + last));
    }
    String written = time.stream().map(first::get).collect(Collectors.joining(" "));
    boolean header = !WrittenTime.isTime(written, input.time());
    List<ValueColumn> values = List.of(new ValueColumn("", value));
    return new RowLayout(input.delimiter(), first.size(), header, series, time, values, -1);
  }

  /** These columns, unless the input counts others. */
  private RowLayout agreed(InputSpec input) {
    int value = values.get(0).at();
    if (!time.equals(counted(input.time())) || value != number(input.value())) {
      throw new InputException(
          "line 1: the header names timestamp and value in columns %d and %d, but input reads %s and %s"
              .formatted(
                  time.get(0) + 1,
                  value + 1,
                  String.join(" and ", input.time().places()),
                  input.value()));
    }
    return this;
  }

  private static List<Integer> counted(TimeField time) {
    return time.places().stream().map(RowLayout::number).toList();
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
      String format = found.get().format();
      return new InputException(
          "line 1 looks like %s; %s"
              .formatted(
                  found.get().name(),
                  LINES.contains(format)
                      ? "--set input.format=" + format + " reads it"
                      : "a file is CSV with a header such as series,timestamp,value"));
    }
    boolean data = fields(line, ',').stream().anyMatch(WrittenTime::isTime);
    return new InputException(
        data
            ? "line 1 is '%s', but the first line must name the columns timestamp and value; count them where there is no header: --set input.format=csv --set input.time.field=1 --set input.value=2"
                .formatted(shown)
            : "line 1: the header is '%s', but it must name the columns timestamp and value, and may name series; say what they are called: --set input.time.field=/NAME --set input.value=/NAME; or --wide, where each column is a series"
                .formatted(shown));
  }

  /** The fields of one line; none where it is no CSV. */
  static List<String> fields(String line, char delimiter) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(line)) {
      return reader.iterator().next().getFields();
    } catch (CsvParseException | NoSuchElementException | IOException e) {
      return List.of();
    }
  }
}
