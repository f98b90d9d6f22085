package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;

/**
 * What a series moves while it is closed. A step over closed hours, such as the first of a trading
 * day, takes part in a change that no reading shows; its variance is added to that of the forecast
 * for each closure between origin and target. Takes no memory where the calendar never closes.
 */
final class Closures {
  private static final double RATE = .05; // of the mean, once there are enough
  private static final double FIRST_RATE_SPAN = 3; // young errors are averaged over the last third
  private static final double MAX_ERROR = 5; // an error counts as at most so many means
  private static final double MAX_SEEN = 1000;

  private final boolean any;
  private final int size; // mean absolute error of one step over closed hours, in units
  private final int count;

  Closures(MemoryAllocator allocator, TierConfig config) {
    this.any = config.calendar().closes();
    this.size = allocator.take(Precision.SINGLE, any ? 2 : 0);
    this.count = size + 1;
  }

  void start(double[] h) {
    if (any) {
      h[size] = 0;
      h[count] = 0;
    }
  }

  /** Whether the series is closed just before a step. */
  boolean before(SeriesView view, long step) {
    return any && view.closures(step - 1, step) > 0;
  }

  /**
   * How many times wider closures make a forecast.
   *
   * @param target the step that is forecast
   * @param ahead how many steps its origin is before it
   * @param scale mean absolute error without closures
   * @param baseline mean absolute error of one step
   */
  double widening(SeriesView view, long target, int ahead, double scale, double baseline) {
    if (!any || !(scale > 0)) {
      return 1;
    }
    int closures = view.closures(target - ahead, target);
    double moved = Math.max(0, square(view.h[size]) - square(baseline));
    return closures == 0 ? 1 : Math.sqrt(1 + closures * moved / square(scale));
  }

  /** Learns the error of one step over closed hours. */
  void learn(double[] h, double error) {
    double now = h[size];
    double seen = h[count];
    double bounded = seen > FIRST_RATE_SPAN ? Math.min(error, MAX_ERROR * now) : error;
    h[size] =
        (float)
            (now + Math.max(RATE, FIRST_RATE_SPAN / (FIRST_RATE_SPAN + seen)) * (bounded - now));
    h[count] = Math.min(seen + 1, MAX_SEEN);
  }

  void rescale(double[] h, double factor) {
    Numbers.transform(h, size, any ? 1 : 0, factor, 0);
  }

  private static double square(double x) {
    return x * x;
  }
}
