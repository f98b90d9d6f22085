package io.recurrence.forecast.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Series that were observed: random parts of them, some summed up to a coarser step, some turned
 * upside down, so that few series teach more than themselves.
 */
public final class Recorded implements Example.Source {
  private static final int MIN_VALUES = 160;
  private static final int MAX_VALUES = 1500;
  private static final int GAP = 24;
  private static final int[] FACTORS = {1, 1, 2, 3, 6, 12};

  private final List<Example> series = new ArrayList<>();

  /**
   * @param series of which those shorter than 160 values are passed over
   * @throws IllegalArgumentException where none is left
   */
  public Recorded(List<Example> series) {
    for (Example each : series) {
      if (each.length() >= MIN_VALUES) {
        this.series.add(each);
      }
    }
    if (this.series.isEmpty()) {
      throw new IllegalArgumentException(
          "no series has " + MIN_VALUES + " values, the fewest to learn from");
    }
  }

  /**
   * The evenly spaced stretches of a series. Where most records follow each other at one distance,
   * that is the step: records are put on its grid, a place without one holds the value before it,
   * and a gap of more than {@value #GAP} steps begins a new stretch. Elsewhere the records are
   * taken one by one, without a step.
   *
   * @param times in milliseconds, rising
   */
  public static List<Example> evenly(long[] times, double[] values) {
    long step = step(times);
    if (step == 0) {
      return List.of(new Example(values.clone(), 0, times.length == 0 ? 0 : times[0]));
    }
    List<Example> stretches = new ArrayList<>();
    double[] grid = new double[16];
    int n = 0;
    long start = 0;
    for (int i = 0; i < times.length; i++) {
      long place = n == 0 ? 0 : Math.round((double) (times[i] - start) / step);
      if (n == 0 || place - n > GAP) {
        if (n > 0) {
          stretches.add(new Example(Arrays.copyOf(grid, n), step, start));
        }
        start = times[i];
        place = 0;
        n = 0;
      }
      if (place + 1 > grid.length) {
        grid = Arrays.copyOf(grid, (int) (2 * place + 2));
      }
      for (; n < place; n++) {
        grid[n] = grid[n - 1];
      }
      grid[(int) place] = values[i];
      n = (int) Math.max(n, place + 1);
    }
    stretches.add(new Example(Arrays.copyOf(grid, n), step, start));
    return stretches;
  }

  /** The distance of at least nine in ten neighbours, or 0. */
  private static long step(long[] times) {
    if (times.length < 2) {
      return 0;
    }
    long[] distances = new long[times.length - 1];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = times[i + 1] - times[i];
    }
    Arrays.sort(distances);
    long median = distances[distances.length / 2];
    long same = Arrays.stream(distances).filter(d -> d == median).count();
    return same >= 0.9 * distances.length ? Math.max(0, median) : 0;
  }

  /** Puts the first four fifths of each series into one list, the last fifth into the other. */
  public static void split(List<Example> all, List<Example> first, List<Example> last) {
    for (Example each : all) {
      int at = each.length() - each.length() / 5;
      first.add(each.part(0, at));
      last.add(each.part(at, each.length()));
    }
  }

  @Override
  public Example next(SplittableRandom random) {
    Example whole = series.get(random.nextInt(series.size()));
    int factor = FACTORS[random.nextInt(FACTORS.length)];
    if (whole.length() / factor < MIN_VALUES) {
      factor = 1;
    }
    int n = whole.length() / factor;
    int length = (int) Math.min(n, SeriesPrimitives.scale(random, MIN_VALUES, MAX_VALUES));
    int from = random.nextInt(n - length + 1);
    double sign = random.nextInt(8) == 0 ? -1 : 1;
    double[] values = new double[length];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < factor; i++) {
        values[t] += sign * whole.value((from + t) * factor + i) / factor;
      }
    }
    return new Example(
        values, whole.step() * factor, whole.start() + (long) from * factor * whole.step());
  }

  /** This source for a share of the series, another for the rest. */
  public Example.Source mixedWith(Example.Source other, double share) {
    return random -> random.nextDouble() < share ? next(random) : other.next(random);
  }
}
