package io.recurrence.core;

import java.util.Map;

/**
 * The one rule that keeps a spike out of all memories: a flagged value is learned as the nearer end
 * of its wide band, unless it is the last of {@value #PATIENCE} or more in a row on the same side,
 * which is a shift of level, and learned as it is.
 */
final class OutlierClipping implements Recurrence {
  private static final int RUN = 0;
  private static final int SIDE = 1; // 1 above, -1 below

  static final int PATIENCE = 3;
  private static final double EDGE = 0.005;

  @Override
  public int size() {
    return 2;
  }

  /** What the models are to learn in place of {@code x}. */
  double clip(double[] h, Expectation expected, double x, Verdict verdict) {
    if (!verdict.anomaly()) {
      h[RUN] = 0;
      return x;
    }
    double side = x >= expected.mean() ? 1 : -1;
    h[RUN] = side == h[SIDE] ? Math.min(h[RUN] + 1, PATIENCE) : 1;
    h[SIDE] = side;
    if (h[RUN] >= PATIENCE) {
      return x;
    }
    double edge = expected.quantile(side > 0 ? 1 - EDGE : EDGE);
    return side > 0 ? Math.min(x, edge) : Math.max(x, edge);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return Map.of("flagged_in_a_row", h[RUN]);
  }
}
