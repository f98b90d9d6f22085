package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.benchmark.NabScorer.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A file of the Skoltech Anomaly Benchmark: eight sensors, the rows of a fault, and its changes.
 */
final class SkabFile {
  static final int SENSORS = 8;
  static final String LAYOUT =
      "the layout of SKAB: data/{valve1,valve2,other}/<n>.csv, separated by semicolons, with the columns datetime,"
          + " eight sensors, anomaly and changepoint (.gz too)";

  private final String name;
  private final List<Series> sensors;
  private final BitSet bad;
  private final List<Integer> changes;
  private final int rows;

  private SkabFile(String name, List<Series> sensors, BitSet bad, List<Integer> changes, int rows) {
    this.name = name;
    this.sensors = sensors;
    this.bad = bad;
    this.changes = changes;
    this.rows = rows;
  }

  /**
   * Reads the labelled files that are there, valve1 before valve2 before other.
   *
   * @throws io.recurrence.evaluate.InputException where there are none, or one is not as it should
   *     be
   */
  static List<SkabFile> read(Path directory) {
    DataFiles files = new DataFiles(directory, LAYOUT);
    List<SkabFile> found = new ArrayList<>();
    List<Path> all = files.all("\\d+\\.csv");
    for (String part : List.of("valve1", "valve2", "other")) {
      for (Path file : all) {
        if (file.getName(file.getNameCount() - 2).toString().equals(part)) {
          found.add(read(part, file));
        }
      }
    }
    if (found.isEmpty()) {
      throw files.missing("data/{valve1,valve2,other}/<n>.csv");
    }
    return found;
  }

  private static SkabFile read(String part, Path file) {
    CsvTable table = CsvTable.read(file, ';', true);
    int time = table.column("datetime");
    int anomaly = table.column("anomaly");
    int change = table.column("changepoint");
    int rows = table.rows();
    long[] times = new long[rows];
    BitSet bad = new BitSet(rows);
    List<Integer> changes = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      times[i] = table.time(i, time);
      bad.set(i, table.number(i, anomaly) > 0);
      if (table.number(i, change) > 0) {
        changes.add(i);
      }
    }
    List<Series> sensors = new ArrayList<>();
    for (int column = time + 1; column <= time + SENSORS; column++) {
      sensors.add(Series.at(table.header().get(column), times, table.numbers(column)));
    }
    String name = part + "/" + file.getFileName().toString().replace(".gz", "");
    return new SkabFile(name, sensors, bad, changes, rows);
  }

  String name() {
    return name;
  }

  int rows() {
    return rows;
  }

  List<Series> sensors() {
    return sensors;
  }

  /** Whether a row is part of a fault. */
  boolean bad(int row) {
    return bad.get(row);
  }

  /** The rows of faults, as windows. */
  List<Window> faults() {
    List<Window> faults = new ArrayList<>();
    for (int from = bad.nextSetBit(0); from >= 0; ) {
      int end = bad.nextClearBit(from);
      faults.add(new Window(from, end - 1));
      from = bad.nextSetBit(end);
    }
    return faults;
  }

  /** Windows of at most {@code length} rows from each change point on, apart from each other. */
  List<Window> changes(int length) {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      int next = i + 1 < changes.size() ? changes.get(i + 1) : rows;
      windows.add(new Window(changes.get(i), Math.min(changes.get(i) + length, next) - 1));
    }
    return windows;
  }
}
