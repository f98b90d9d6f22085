package io.recurrence.evaluate.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.benchmark.NabScorer.Window;
import io.recurrence.record.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of the Numenta Anomaly Benchmark and its labelled windows.
 *
 * @param name {@code category/file.csv}
 */
record NabFile(String name, Series series, List<Window> windows) {
  static final String LAYOUT =
      "the layout of the Numenta Anomaly Benchmark: data/<category>/<file>.csv (timestamp,value; .gz"
          + " too) and combined_windows.json, there or in labels/";

  /** The category, which is the directory of the file. */
  String category() {
    return name.substring(0, name.indexOf('/'));
  }

  /**
   * Reads the labelled files that are there.
   *
   * @throws InputException where there are none, or where one is not as it should be
   */
  static List<NabFile> read(Path directory) {
    DataFiles files = new DataFiles(directory, LAYOUT);
    Path labels = files.require("combined_windows\\.json", "combined_windows.json");
    JsonNode root = json(labels);
    List<NabFile> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      Path plain = directory.resolve("data").resolve(entry.getKey());
      Path zipped = Path.of(plain + ".gz");
      if (Files.exists(plain) || Files.exists(zipped)) {
        Path file = Files.exists(plain) ? plain : zipped;
        found.add(read(entry.getKey(), file, entry.getValue(), labels));
      }
    }
    if (found.isEmpty()) {
      throw files.missing("data/<category>/<file>.csv that " + labels.getFileName() + " names");
    }
    found.sort((a, b) -> a.name.compareTo(b.name));
    return found;
  }

  private static JsonNode json(Path file) {
    try {
      JsonNode root = new ObjectMapper().readTree(file.toFile());
      if (!root.isObject()) {
        throw new InputException(file + " must be a map from files to lists of windows");
      }
      return root;
    } catch (IOException e) {
      throw new InputException(file + " is not JSON: " + e.getMessage());
    }
  }

  private static NabFile read(String name, Path file, JsonNode spans, Path labels) {
    CsvTable table = CsvTable.read(file, ',', true);
    int time = table.column("timestamp");
    long[] times = new long[table.rows()];
    Map<Long, Integer> rows = new HashMap<>();
    for (int i = 0; i < times.length; i++) {
      times[i] = table.time(i, time);
      rows.putIfAbsent(times[i], i);
    }
    List<Window> windows = new ArrayList<>();
    for (JsonNode span : spans) {
      windows.add(
          new Window(row(rows, span.path(0), name, labels), row(rows, span.path(1), name, labels)));
    }
    double[] values = table.numbers(table.column("value"));
    return new NabFile(name, Series.at(name, times, values), windows);
  }

  private static int row(Map<Long, Integer> rows, JsonNode time, String name, Path labels) {
    try {
      Integer row = rows.get(Times.millis(time.asText()));
      if (row != null) {
        return row;
      }
    } catch (DateTimeException e) {
      // reported below: what is not a time is not the time of a row either
    }
    throw new InputException(
        "%s: a window of %s begins or ends at '%s', which is not the time of a row"
            .formatted(labels, name, time.asText()));
  }
}
