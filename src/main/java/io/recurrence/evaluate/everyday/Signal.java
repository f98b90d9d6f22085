package io.recurrence.evaluate.everyday;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** A series while it is being written: values over a calendar, random numbers, events. */
final class Signal {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MONDAY = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final double LARGE_MEAN = 30; // from which a Poisson count is nearly normal

  private final Random random;
  private final long start;
  private final long step;
  private final double[] x;
  private final List<Event> events = new ArrayList<>();

  Signal(long seed, long step, int rows) {
    this.random = new Random(seed);
    this.start = MONDAY + random.nextInt(7) * DAY;
    this.step = step;
    this.x = new double[rows];
  }

  LabelledSeries labelled(String scenario, int number) {
    events.sort(Comparator.comparingInt(Event::first));
    return new LabelledSeries(scenario, number, start, step, x, events);
  }

  // The calendar.

  int rows() {
    return x.length;
  }

  /** Rows in a time, at least one. */
  int rows(Duration time) {
    return (int) Math.max(1, time.toMillis() / step);
  }

  /** The hour of the day, with its fraction. */
  double hour(int row) {
    return Math.floorMod(start + row * step, DAY) / 3_600_000.0;
  }

  boolean weekend(int row) {
    return weekday(row).compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  private DayOfWeek weekday(int row) {
    return DayOfWeek.MONDAY.plus((start + row * step - MONDAY) / DAY);
  }

  /** A wave of one day that peaks at an hour, in [-1, 1]. */
  double wave(int row, double peak) {
    return StrictMath.cos(2 * Math.PI * (hour(row) - peak) / 24);
  }

  /** The first row from a share of the rows on at an hour of the day. */
  int at(double share, double hour) {
    int row = (int) (share * rows());
    while (Math.abs(hour(row) - hour) > 1e-9) {
      row++;
    }
    return row;
  }

  /** The first row from a share of the rows on at an hour of a day of the week. */
  int at(double share, DayOfWeek day, double hour) {
    int row = at(share, hour);
    while (weekday(row) != day) {
      row += rows(Duration.ofDays(1));
    }
    return row;
  }

  // Random numbers.

  double noise() {
    return random.nextGaussian();
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  int integer(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  int sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  /** A Poisson count: the method of Knuth, and for a large mean a rounded normal. */
  double poisson(double mean) {
    if (mean > LARGE_MEAN) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * noise()));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  // Values.

  double get(int row) {
    return x[row];
  }

  void set(int row, double value) {
    x[row] = value;
  }

  /** Sets all rows. */
  void fill(IntToDoubleFunction value) {
    Arrays.setAll(x, value);
  }

  /** Sets all rows to a level with autoregressive noise of a standard deviation. */
  void noisy(IntToDoubleFunction level, double deviation, double memory) {
    double innovation = deviation * Math.sqrt(1 - memory * memory);
    double error = deviation * noise();
    for (int i = 0; i < x.length; i++) {
      x[i] = level.applyAsDouble(i) + error;
      error = memory * error + innovation * noise();
    }
  }

  /** Sets some rows. */
  void fill(int first, int rows, IntToDoubleFunction value) {
    for (int i = first; i < Math.min(x.length, first + rows); i++) {
      x[i] = value.applyAsDouble(i);
    }
  }

  /** Takes values from other rows. */
  void copy(int first, int rows, IntUnaryOperator from) {
    double[] before = x.clone();
    fill(first, rows, i -> before[from.applyAsInt(i)]);
  }

  void round(double unit) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.rint(x[i] / unit) * unit;
    }
  }

  void bound(double low, double high) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.min(high, Math.max(low, x[i]));
    }
  }

  // Events.

  /** An event that is to be found while it lasts. */
  void event(String name, int first, int rows) {
    event(name, first, rows, rows);
  }

  /** An event that is to be found within some rows, and lasts longer. */
  void event(String name, int first, int rows, int length) {
    events.add(new Event(name, first, rows, length, true));
  }

  /** Something at which a flag is right, but not asked for. */
  void tolerated(String name, int first, int rows) {
    events.add(new Event(name, first, rows, rows, false));
  }
}
