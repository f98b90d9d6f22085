package example;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.Arrays;

/**
 * Forecasts the median of the last values, for all steps to come. Its memory is one number, how
 * many values have been seen, as far as they are asked for; the values themselves are in the window
 * that all models share.
 */
public final class Median implements Model {
  private static final int SEEN = 0;

  private final double[] sorted; // scratch

  /** Of so many values. */
  public Median(int window) {
    this.sorted = new double[window];
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public int lags() {
    return sorted.length;
  }

  @Override
  public void step(double[] h, Observation x) {
    h[SEEN] = Math.min(h[SEEN] + 1, sorted.length);
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    int seen = (int) h[SEEN];
    for (int i = 0; i < seen; i++) {
      sorted[i] = past.back(i);
    }
    Arrays.sort(sorted, 0, seen);
    Arrays.fill(path, sorted[seen / 2]);
  }
}
