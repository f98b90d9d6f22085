package io.recurrence.evaluate.benchmark;

/** A series in memory, as a data set holds it. */
final class Series {
  private final String name;
  private final long[] times; // ms since 1970; empty where they are even
  private final long start;
  private final long step;
  private final double[] values; // NaN where missing

  private Series(String name, long[] times, long start, long step, double[] values) {
    this.name = name;
    this.times = times;
    this.start = start;
    this.step = step;
    this.values = values;
  }

  /** A series whose values come every {@code step} milliseconds. */
  static Series even(String name, long start, long step, double[] values) {
    return new Series(name, new long[0], start, step, values);
  }

  /** A series whose values come at {@code times}. */
  static Series at(String name, long[] times, double[] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(times.length + " times for " + values.length + " values");
    }
    return new Series(name, times, 0, 0, values);
  }

  String name() {
    return name;
  }

  int length() {
    return values.length;
  }

  long time(int row) {
    return times.length > 0 ? times[row] : start + row * step;
  }

  double value(int row) {
    return values[row];
  }

  /** The values themselves; not to be written to. */
  double[] values() {
    return values;
  }
}
