package io.recurrence.page;

import java.util.Arrays;

/**
 * The last points of one series, column by column, oldest first. Points are numbered from 0 on as
 * they come; a number that has fallen out is below {@link #first()}.
 */
final class History {
  /** The columns beside the time; NaN where there is nothing. */
  static final int VALUE = 0;

  static final int EXPECTED = 1;
  static final int LOWER = 2;
  static final int UPPER = 3;
  static final int SCORE = 4;
  private static final int COLUMNS = 5;
  private static final int SMALLEST = 32;

  private long[] times = new long[SMALLEST];
  private double[][] columns = new double[COLUMNS][SMALLEST];
  private int head; // where the oldest point stands
  private int size;
  private long first;

  /** Adds a point; where more than {@code limit} would be held, the oldest fall out. */
  void add(
      long time,
      double value,
      double expected,
      double lower,
      double upper,
      double score,
      int limit) {
    if (size >= limit) {
      drop(size - limit + 1);
    }
    if (size == times.length || (times.length > 2 * limit && times.length > SMALLEST)) {
      resize(Math.max(SMALLEST, Math.min(limit, 2 * size)));
    }
    int at = (head + size) % times.length;
    times[at] = time;
    columns[VALUE][at] = value;
    columns[EXPECTED][at] = expected;
    columns[LOWER][at] = lower;
    columns[UPPER][at] = upper;
    columns[SCORE][at] = score;
    size++;
  }

  private void drop(int count) {
    head = (head + count) % times.length;
    size -= count;
    first += count;
  }

  private void resize(int capacity) {
    long[] grown = new long[capacity];
    for (int i = 0; i < size; i++) {
      grown[i] = times[(head + i) % times.length];
    }
    for (int c = 0; c < columns.length; c++) {
      double[] column = new double[capacity];
      for (int i = 0; i < size; i++) {
        column[i] = columns[c][(head + i) % times.length];
      }
      columns[c] = column;
    }
    times = grown;
    head = 0;
  }

  /** The number of the oldest point held. */
  long first() {
    return first;
  }

  /** The number that the next point will have. */
  long next() {
    return first + size;
  }

  int size() {
    return size;
  }

  long time(long number) {
    return times[at(number)];
  }

  double get(int column, long number) {
    return columns[column][at(number)];
  }

  private int at(long number) {
    if (number < first || number >= next()) {
      throw new IndexOutOfBoundsException(
          "point " + number + " of " + first + " to " + (next() - 1));
    }
    return (int) ((head + (number - first)) % times.length);
  }

  /** The last values, at most {@code count}, oldest first. */
  double[] last(int column, int count) {
    int length = Math.min(count, size);
    double[] values = new double[length];
    Arrays.setAll(values, i -> get(column, next() - length + i));
    return values;
  }
}
