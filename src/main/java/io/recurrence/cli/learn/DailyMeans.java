package io.recurrence.cli.learn;

import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.Row;
import io.recurrence.evaluate.RowReceiver;
import java.util.SortedMap;
import java.util.TreeMap;

/** The means of the days of a series, by UTC. */
final class DailyMeans implements RowReceiver {
  private static final long DAY = 86_400_000;

  private final SortedMap<Long, Integer> counts = new TreeMap<>();
  private final SortedMap<Long, Double> means = new TreeMap<>();

  private String series = "";

  @Override
  public void row(Row row) {
    series = means.isEmpty() ? row.series() : series;
    if (!series.equals(row.series())) {
      throw new InputException(
          "the file has more than one series, %s and %s; give one".formatted(series, row.series()));
    }
    if (row.present()) {
      add(row.time(), row.value());
    }
  }

  void add(long time, double value) {
    long day = Math.floorDiv(time, DAY);
    int count = counts.merge(day, 1, Integer::sum);
    double mean = means.getOrDefault(day, 0.0);
    means.put(day, mean + (value - mean) / count);
  }

  boolean isEmpty() {
    return means.isEmpty();
  }

  /** The first day that has a value, counted from 1970-01-01. */
  long first() {
    return means.firstKey();
  }

  /** A value per day from the first to the last; NaN where there is none. */
  double[] values() {
    double[] values = new double[(int) (means.lastKey() - first() + 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = means.getOrDefault(first() + i, Double.NaN);
    }
    return values;
  }
}
