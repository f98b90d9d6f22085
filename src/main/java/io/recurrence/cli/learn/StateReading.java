package io.recurrence.cli.learn;

import io.recurrence.symbol.GaussianHiddenMarkov;
import java.util.Arrays;

/** What states a model gives the values of a series, while it learns from them. */
final class StateReading {
  /** Where the model has not begun. */
  static final int NONE = -1;

  private final int[] now;
  private final int[] later;

  /**
   * Feeds a series.
   *
   * @param h the memory of the model, moved on
   * @param values NaN where there is none
   */
  StateReading(GaussianHiddenMarkov model, double[] h, double[] values) {
    now = new int[values.length];
    later = new int[values.length];
    Arrays.fill(now, NONE);
    Arrays.fill(later, NONE);
    double[] p = new double[model.max()];
    for (int t = 0; t < values.length; t++) {
      if (Double.isNaN(values[t])) {
        model.miss(h);
      } else {
        model.step(h, values[t]);
      }
      if (model.started(h)) {
        now[t] = model.state(h);
        int oldest = t == values.length - 1 ? 0 : model.lag();
        for (int lag = Math.min(model.lag(), t); lag >= oldest; lag--) {
          model.smoothed(h, lag, p);
          later[t - lag] = largest(p);
        }
      }
    }
  }

  private static int largest(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }

  /** The most probable state of each value when it came. */
  int[] now() {
    return now;
  }

  /** The same by the values up to a lag later too. */
  int[] later() {
    return later;
  }

  /** The share of the values that are of this state, read later. */
  double share(int state) {
    return Arrays.stream(later).filter(k -> k == state).count() / (double) later.length;
  }
}
