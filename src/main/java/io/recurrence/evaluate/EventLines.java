package io.recurrence.evaluate;

import io.recurrence.config.InputFormat;
import io.recurrence.config.InputSpec;
import io.recurrence.record.CsvDecoder;
import io.recurrence.record.RecordReader;
import io.recurrence.record.TimeField;
import io.recurrence.record.TimeUnit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the records of a file are read as those of a pipeline: JSON documents, one a line, as they
 * would be on the topic; or CSV, whose header names the columns {@code series}, {@code timestamp}
 * and those that the input of the pipeline reads.
 *
 * @param reader of a record
 */
record EventLines(QuotedLines records, RecordReader reader) {
  private static final String DELIMITERS = ",;\t|";

  /**
   * Looks at the beginning of a file; a header is read.
   *
   * @throws InputException where it is neither JSON nor CSV with such a header
   */
  static EventLines of(QuotedLines records, InputSpec input) throws IOException {
    String first = records.next();
    if (first == null) {
      throw new InputException("is empty");
    }
    if (first.startsWith("{") || first.startsWith("[")) {
      if (input.format() != InputFormat.JSON || !input.time().given()) {
        throw new InputException(
            "line 1 is JSON, which needs input.format: json and input.time.field: the line has no"
                + " timestamp of its own");
      }
      records.again();
      return new EventLines(records, input.reader());
    }
    if (!input.single()) {
      throw new InputException(
          "is CSV, of which where and names put together are not read for a task; JSON documents, one a line, are read by them");
    }
    for (char delimiter : (input.delimiter() + DELIMITERS).toCharArray()) {
      Optional<EventLines> csv = csv(first, records, input, delimiter);
      if (csv.isPresent()) {
        return csv.get();
      }
    }
    throw new InputException(
        "line 1: the header is '%s', but it must name the columns %s (or timestamp) and %s, and may name series; is input.delimiter right?"
            .formatted(first, String.join(", ", times(input)), String.join(", ", values(input))));
  }

  private static Optional<EventLines> csv(
      String line, QuotedLines records, InputSpec input, char delimiter) throws IOException {
    List<String> header =
        RowLayout.fields(line, delimiter).stream()
            .map(column -> column.strip().toLowerCase(Locale.ROOT))
            .toList();
    List<Integer> time =
        times(input).stream().map(name -> column(header, name, "timestamp")).distinct().toList();
    String only = input.values().size() > 1 ? "" : input.symbols() ? "symbol" : "value";
    int[] values = values(input).stream().mapToInt(name -> column(header, name, only)).toArray();
    if (values.length == 1 && values[0] == 0) {
      values[0] = column(header, "value", "value"); // the usual name, whatever is read
    }
    if (time.contains(0) || IntStream.of(values).anyMatch(value -> value == 0)) {
      return Optional.empty();
    }
    records.quoted(delimiter);
    String second = records.next();
    records.again();
    List<String> row = second == null ? List.of() : RowLayout.fields(second, delimiter);
    int first = time.get(0);
    boolean number = row.size() < first || row.get(first - 1).strip().matches("[-+]?[0-9.eE+]+");
    TimeField written =
        input
            .time()
            .at(time.stream().map(String::valueOf).toList())
            .in(number ? input.time().unit() : TimeUnit.ISO);
    int series = column(header, name(input.series(), "series"), "series");
    CsvDecoder decoder =
        new CsvDecoder(series, values, input.symbols(), written, delimiter).rules(input.rules());
    return Optional.of(new EventLines(records, RecordReader.of(decoder.columns(header.size()))));
  }

  /** The number of a column, counted from 1; 0 where there is none. */
  private static int column(List<String> header, String name, String fallback) {
    int own = header.indexOf(name);
    return 1 + (own < 0 ? header.indexOf(fallback) : own);
  }

  private static List<String> times(InputSpec input) {
    List<String> places = input.time().places();
    return places.isEmpty()
        ? List.of("timestamp")
        : places.stream().map(place -> name(place, "timestamp")).toList();
  }

  private static List<String> values(InputSpec input) {
    String fallback = input.symbols() ? "symbol" : "value";
    return input.values().stream().map(place -> name(place, fallback)).toList();
  }

  /** The last part of a JSON pointer, as a column may be called. */
  private static String name(String place, String fallback) {
    return place.startsWith("/")
        ? place.substring(place.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT)
        : fallback;
  }
}
