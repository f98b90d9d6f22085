package io.recurrence.evaluate.benchmark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The figures that others published, each with its source. */
final class Published {
  private static final String FILE = "published.csv";

  private record Key(String method, Source source, String scope) {}

  private record Figure(String task, Key key, String measure, double value) {}

  private final List<Figure> figures = new ArrayList<>();

  private Published() {}

  /** Reads the figures of all benchmarks. */
  static Published load() {
    Published published = new Published();
    try (InputStream in = Objects.requireNonNull(Published.class.getResourceAsStream(FILE), FILE);
        CsvReader<NamedCsvRecord> reader =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : reader) {
        published.figures.add(
            new Figure(
                row.getField("task"),
                new Key(
                    row.getField("method"),
                    Source.valueOf(row.getField("kind").toUpperCase(Locale.ROOT)),
                    row.getField("scope")),
                row.getField("measure"),
                Double.parseDouble(row.getField("value"))));
      }
      return published;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a row per method of which a task has figures, in the order of the file.
   *
   * @param task as the file names it
   * @param comparable whether all that they were measured on was run here
   * @return whether there was any
   */
  boolean addTo(Table table, String task, boolean comparable) {
    Map<Key, double[]> rows = new LinkedHashMap<>();
    List<String> measures = table.measures().stream().map(Table.Measure::name).toList();
    for (Figure figure : figures) {
      int column = measures.indexOf(figure.measure());
      if (figure.task().equals(task) && column >= 0) {
        double[] values = rows.computeIfAbsent(figure.key(), key -> blank(measures.size()));
        values[column] = figure.value();
      }
    }
    rows.forEach(
        (key, values) -> table.row(key.method(), key.source(), key.scope(), comparable, values));
    return !rows.isEmpty();
  }

  private static double[] blank(int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
