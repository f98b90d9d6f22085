package io.recurrence.cli;

import io.recurrence.config.InputSpec;
import io.recurrence.evaluate.RowFile;
import io.recurrence.forecast.network.Example;
import io.recurrence.forecast.network.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of recorded series, to learn from. */
public final class Recordings {
  private Recordings() {}

  /** The identity of a file: the SHA-256 of its bytes. */
  public static String digest(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every virtual machine has it
    }
  }

  /**
   * The evenly spaced stretches of each series of a file, in the order in which series begin.
   *
   * @param columns names the columns and the unit of times
   */
  public static List<Example> read(Path file, InputSpec columns) {
    Map<String, Column> series = new LinkedHashMap<>();
    RowFile rows = RowFile.of(file, columns, 0);
    rows.read(
        row -> {
          if (row.present()) {
            series
                .computeIfAbsent(row.series(), unused -> new Column())
                .add(row.time(), row.value());
          }
        });
    long left = series.values().stream().mapToLong(column -> column.left).sum();
    if (left > 0 || !rows.note().isEmpty()) {
      System.err.printf(
          "%s: %s%,d rows not later than the one before them are left out%n",
          file, rows.note().isEmpty() ? "" : rows.note() + "; ", left);
    }
    List<Example> examples = new ArrayList<>();
    series.values().forEach(column -> examples.addAll(column.examples()));
    return examples;
  }

  /** A series as it is read; records that do not come later than the one before are left out. */
  private static final class Column {
    private long[] times = new long[1024];
    private double[] values = new double[1024];
    private int n;
    private long left; // rows that were left out

    void add(long time, double value) {
      if (n > 0 && time <= times[n - 1]) {
        left++;
        return;
      }
      if (n == times.length) {
        times = Arrays.copyOf(times, 2 * n);
        values = Arrays.copyOf(values, 2 * n);
      }
      times[n] = time;
      values[n++] = value;
    }

    List<Example> examples() {
      return Recorded.evenly(Arrays.copyOf(times, n), Arrays.copyOf(values, n));
    }
  }
}
