package io.recurrence.forecast.ensemble;

import io.recurrence.core.Transform;
import java.util.Arrays;

/**
 * {@code z_t = x_t - x_{t-lag}}: lag 1 takes a trend out, a season's length takes the season out
 * (Box and Jenkins, 1970). Until {@code lag} values have been seen, what stands in for {@code
 * x_{t-lag}} is the first value.
 */
public final class Difference implements Transform {
  private static final int NEXT = 0; // where the oldest value stands, which x_t will replace
  private static final int STARTED = 1;
  private static final int RING = 2;

  private final int lag;

  /**
   * @param lag in steps, at least 1
   */
  public Difference(int lag) {
    this.lag = lag;
  }

  @Override
  public int size() {
    return RING + lag;
  }

  @Override
  public boolean sound(double[] h) {
    return h[NEXT] >= 0 && h[NEXT] < lag;
  }

  @Override
  public double apply(double[] h, double x) {
    if (h[STARTED] == 0) {
      h[STARTED] = 1;
      Arrays.fill(h, RING, RING + lag, x);
    }
    int next = (int) h[NEXT];
    double difference = x - h[RING + next];
    h[RING + next] = x;
    h[NEXT] = next + 1 == lag ? 0 : next + 1;
    return difference;
  }

  @Override
  public void skip(double[] h, long steps) {
    h[NEXT] = (h[NEXT] + steps % lag) % lag;
  }

  @Override
  public void invert(double[] h, double[] path) {
    int next = (int) h[NEXT];
    for (int k = 0; k < path.length; k++) {
      path[k] += k < lag ? h[RING + (next + k) % lag] : path[k - lag];
    }
  }
}
