package io.recurrence.testing;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.Arrays;

/** A model of one's own: the median of the last values. Its memory counts them. */
public final class Median implements Model {
  private final double[] values;

  /** Of so many values. */
  public Median(int window) {
    this.values = new double[window];
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public int lags() {
    return values.length;
  }

  @Override
  public void step(double[] h, Observation x) {
    h[0] = Math.min(h[0] + 1, values.length);
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    int known = (int) h[0];
    for (int i = 0; i < known; i++) {
      values[i] = past.back(i);
    }
    Arrays.sort(values, 0, known);
    Arrays.fill(path, values[known / 2]);
  }
}
