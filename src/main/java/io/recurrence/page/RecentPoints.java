package io.recurrence.page;

import java.util.Arrays;

/**
 * The last points of one series, oldest first. Points are numbered from 0 on as they come; a number
 * that has fallen out is below {@link #first()}.
 */
final class RecentPoints {
  private static final int TIME = 0; // in milliseconds, which a double holds exactly

  /** The columns beside the time; NaN where there is nothing. */
  static final int VALUE = 1;

  static final int EXPECTED = 2;
  static final int LOWER = 3;
  static final int UPPER = 4;
  static final int SCORE = 5;
  private static final int ROW = 6;
  private static final int MIN_POINTS = 2;

  private double[] rows = new double[0];
  private int head; // the row of the oldest point
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
    if (size == capacity() || capacity() > 2 * limit) {
      resize(Math.max(MIN_POINTS, Math.min(limit, 2 * size)));
    }
    int at = row(size);
    rows[at + TIME] = time;
    rows[at + VALUE] = value;
    rows[at + EXPECTED] = expected;
    rows[at + LOWER] = lower;
    rows[at + UPPER] = upper;
    rows[at + SCORE] = score;
    size++;
  }

  /** How many points it has memory for. */
  int capacity() {
    return rows.length / ROW;
  }

  /** Lets go of all but the last points, and of their memory. */
  void trim(int limit) {
    if (size > limit) {
      drop(size - limit);
    }
    if (capacity() > limit) {
      resize(limit);
    }
  }

  private void drop(int count) {
    head = (head + count) % capacity();
    size -= count;
    first += count;
  }

  private void resize(int points) {
    double[] grown = new double[points * ROW];
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows, row(i), grown, i * ROW, ROW);
    }
    rows = grown;
    head = 0;
  }

  /** Where the point stands that is the {@code i}-th of those held. */
  private int row(int i) {
    return (head + i) % capacity() * ROW;
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
    return (long) get(TIME, number);
  }

  double get(int column, long number) {
    if (number < first || number >= next()) {
      throw new IndexOutOfBoundsException(
          "point " + number + " of " + first + " to " + (next() - 1));
    }
    return rows[row((int) (number - first)) + column];
  }

  /** The last values, at most {@code count}, oldest first. */
  double[] last(int column, int count) {
    int length = Math.min(count, size);
    double[] values = new double[length];
    Arrays.setAll(values, i -> get(column, next() - length + i));
    return values;
  }
}
