package io.recurrence.forecast.model;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;

/**
 * The value one season ago: {@code x_{t+k} = x_{t+k-m}}. With several seasons the product {@code (1
 * - L^{m1})(1 - L^{m2}) … x = 0}, L being the lag, so that a week's season keeps today's level of
 * the day.
 *
 * <p>Seasons are given in steps, or in time; then their length in steps follows from the sampling
 * step of the series. A season that is not known, not a whole number of steps, or not yet seen
 * whole leaves its place to the shorter ones, and these at last to the last value. Reads the
 * window; keeps no memory of its own.
 */
public final class SeasonalNaive implements Model {
  private static final long LONGEST_BRIDGE = 100_000; // steps

  private final int[] fixed; // in steps
  private final long[] periods; // in milliseconds, where the clock decides
  private final int window;
  private final int[] seasons; // those usable now, in steps, ascending

  private SeasonalNaive(int[] fixed, long[] periods, int window) {
    this.fixed = fixed;
    this.periods = periods;
    this.window = window;
    this.seasons = new int[Math.max(fixed.length, periods.length)];
  }

  /**
   * Seasons of fixed length.
   *
   * @param seasons lengths in steps, ascending, each at least 2
   */
  public static SeasonalNaive ofSteps(int... seasons) {
    int sum = 0;
    for (int season : seasons) {
      sum += season;
    }
    return new SeasonalNaive(seasons.clone(), new long[0], sum);
  }

  /**
   * Seasons by the clock.
   *
   * @param window the longest reach, in steps, for which memory is kept
   * @param millis lengths in milliseconds, ascending
   */
  public static SeasonalNaive ofPeriods(int window, long... millis) {
    return new SeasonalNaive(new int[0], millis.clone(), window);
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public int lags() {
    return window;
  }

  @Override
  public void step(double[] h, Observation x) {}

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    int usable = usable(past);
    for (int k = 1; k <= path.length; k++) {
      double sum = usable == 0 ? past.back(0) : 0;
      for (int subset = 1; subset < 1 << usable; subset++) {
        int at = k;
        for (int i = 0; i < usable; i++) {
          at -= (subset >> i & 1) * seasons[i];
        }
        double value = at > 0 ? path[at - 1] : past.back(-at);
        sum += Integer.bitCount(subset) % 2 == 1 ? value : -value;
      }
      path[k - 1] = Bounded.of(sum);
    }
  }

  /** The least common multiple of the seasons in use; the longest where that is very long. */
  @Override
  public int season(Past past) {
    int usable = usable(past);
    long all = usable > 0 ? 1 : 0;
    for (int i = 0; i < usable && all <= LONGEST_BRIDGE; i++) {
      all *= seasons[i] / divisor(all, seasons[i]);
    }
    return all <= LONGEST_BRIDGE ? (int) all : seasons[usable - 1];
  }

  /** The greatest common divisor. */
  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  /**
   * Gathers the seasons that the window reaches over together, shortest first, and returns how many
   * they are.
   */
  private int usable(Past past) {
    int usable = 0;
    int reach = 0;
    for (int i = 0; i < seasons.length; i++) {
      long steps = fixed.length > 0 ? fixed[i] : inSteps(periods[i], past.step());
      if (steps >= 2 && reach + steps <= past.length()) {
        seasons[usable++] = (int) steps;
        reach += (int) steps;
      }
    }
    return usable;
  }

  private static long inSteps(long period, long step) {
    return step > 0 && period % step == 0 ? period / step : 0;
  }
}
