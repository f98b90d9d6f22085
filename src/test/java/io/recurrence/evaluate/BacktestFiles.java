package io.recurrence.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.recurrence.config.SpecLoader;
import io.recurrence.testing.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The files of backtests in a directory: made, and read again. */
record BacktestFiles(Path directory) {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  static final String PIPELINE = "horizon: 6\nmodels: [naive, holt, {type: ar, order: 3}]\n";

  Path csv(String name, List<String> lines) throws IOException {
    List<String> all = new ArrayList<>(List.of("series,timestamp,value"));
    all.addAll(lines);
    return Files.write(directory.resolve(name), all);
  }

  /** Two series in turn, minute by minute, with a missing value now and then. */
  static List<String> twoSeries(int rows) {
    double[] x = Signals.lifelike(171, rows);
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < rows; t++) {
      lines.add("a,%s,%s".formatted(time(t), t % 23 == 7 ? "" : x[t]));
      if (t % 2 == 0) {
        lines.add("\"b, c\",%s,%s".formatted(time(t), -100 * x[t]));
      }
    }
    return lines;
  }

  /** A series that rises by 3 each minute. */
  static List<String> line(int rows) {
    return Arrays.stream(Signals.of(rows, t -> t))
        .mapToObj(t -> "a,%s,%s".formatted(time((int) t), 3 * t))
        .toList();
  }

  static Instant time(int minute) {
    return Instant.ofEpochMilli(START + minute * 60_000L);
  }

  Summary run(String yaml, Path input, String origins, String output) {
    return new Backtest(SpecLoader.parse(yaml), BacktestOptions.of(Origins.parse(origins), 1))
        .run(input, directory.resolve(output), rows -> {});
  }

  List<NamedCsvRecord> table(String name) throws IOException {
    try (Stream<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve(name)).stream()) {
      return rows.toList();
    }
  }

  List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name));
  }

  JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(name).toFile());
  }
}
