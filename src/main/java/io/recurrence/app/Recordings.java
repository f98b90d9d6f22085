package io.recurrence.app;

import io.recurrence.evaluate.Rows;
import io.recurrence.neural.forecast.Example;
import io.recurrence.neural.forecast.Recorded;
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
final class Recordings {
  private Recordings() {}

  /** What tells a file from any other: the SHA-256 of its bytes. */
  static String digest(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every virtual machine has it
    }
  }

  /** The evenly spaced stretches of each series of a file, in the order in which series begin. */
  static List<Example> read(Path file) {
    Map<String, Column> columns = new LinkedHashMap<>();
    try (Rows rows = Rows.open(file)) {
      boolean more = true;
      while (more) {
        more =
            rows.next(
                (series, timestamp, time, present, value) -> {
                  if (present) {
                    columns.computeIfAbsent(series, unused -> new Column()).add(time, value);
                  }
                });
      }
    }
    List<Example> examples = new ArrayList<>();
    columns.values().forEach(column -> examples.addAll(column.examples()));
    return examples;
  }

  /** A series as it is read; records that do not come later than the one before are left out. */
  private static final class Column {
    private long[] times = new long[1024];
    private double[] values = new double[1024];
    private int n;

    void add(long time, double value) {
      if (n > 0 && time <= times[n - 1]) {
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
