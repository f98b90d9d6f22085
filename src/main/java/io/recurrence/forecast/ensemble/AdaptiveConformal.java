package io.recurrence.forecast.ensemble;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.Interval;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adaptive conformal quantiles. For each knot it keeps the mean size s of the errors and, in units
 * of s, one quantile per level τ, moved by {@code q <- q + η (τ - 1[e < q s])} at each error e:
 * whatever the series does, the share of errors below q goes to τ (Gibbs and Candès, 2021;
 * Angelopoulos, Candès and Tibshirani, 2023). Between levels it interpolates on the scale of normal
 * scores, between knots linearly; a knot that has seen no actual value yet takes the nearest one
 * before it, widened by the square root of the time.
 */
public final class AdaptiveConformal implements Interval {
  static final double[] LEVELS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.995
  };
  static final double[] SCORES = Arrays.stream(LEVELS).map(NormalQuantile::of).toArray();

  private static final double NORMAL =
      Math.sqrt(Math.PI / 2); // deviation over mean size, of a normal
  private static final double MEMORY_ERRORS = 100; // errors over which s is averaged
  private static final double RATE = 0.03; // η once many errors have been seen
  private static final int COUNT = 0;
  private static final int SIZE = 1;
  private static final int QUANTILES = 2;
  private static final int STRIDE = QUANTILES + LEVELS.length;

  private final HorizonGrid horizonGrid;
  private final Storage storage;
  private final double[] offsets; // per knot, the quantile asked for

  public AdaptiveConformal(HorizonGrid horizonGrid, boolean single) {
    this.horizonGrid = horizonGrid;
    this.storage =
        Storage.of(single ? Precision.SINGLE : Precision.DOUBLE, STRIDE * horizonGrid.count());
    this.offsets = new double[horizonGrid.count()];
  }

  @Override
  public int size() {
    return STRIDE * horizonGrid.count();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public void round(double[] h) {
    storage.round(h);
  }

  @Override
  public void start(double[] h) {
    for (int at = 0; at < h.length; at += STRIDE) {
      for (int i = 0; i < LEVELS.length; i++) {
        h[at + QUANTILES + i] = NORMAL * SCORES[i];
      }
    }
  }

  @Override
  public void learn(double[] h, int knot, double forecast, double actual) {
    int at = STRIDE * knot;
    double error = actual - forecast;
    double count = Math.min(h[at + COUNT] + 1, MEMORY_ERRORS);
    double rate = Math.max(RATE, 1 / (count + 2));
    if (h[at + SIZE] > 0) {
      for (int i = 0; i < LEVELS.length; i++) {
        boolean below = error < h[at + QUANTILES + i] * h[at + SIZE];
        h[at + QUANTILES + i] += rate * (LEVELS[i] - (below ? 1 : 0));
      }
      order(h, at + QUANTILES);
    }
    h[at + COUNT] = count;
    h[at + SIZE] += (Math.abs(error) - h[at + SIZE]) / count;
  }

  /** Neighbours that crossed change places (Chernozhukov, Fernández-Val and Galichon, 2010). */
  static void order(double[] h, int from) {
    for (int i = from + 1; i < from + LEVELS.length; i++) {
      for (int j = i; j > from && h[j] < h[j - 1]; j--) {
        double lower = h[j];
        h[j] = h[j - 1];
        h[j - 1] = lower;
      }
    }
  }

  @Override
  public void quantile(double[] h, double level, double[] path, double[] out) {
    place(h, level);
    for (int k = 1; k <= path.length; k++) {
      int below = horizonGrid.below(k);
      int above = Math.min(below + 1, offsets.length - 1);
      double offset = offsets[below] + horizonGrid.fraction(k) * (offsets[above] - offsets[below]);
      out[k - 1] = path[k - 1] + offset;
    }
  }

  /** Writes the offset of {@code level} at each knot. */
  private void place(double[] h, double level) {
    double score = NormalQuantile.of(level);
    int above = above(level);
    int known = -1;
    for (int knot = 0; knot < offsets.length; knot++) {
      int at = STRIDE * knot;
      if (h[at + COUNT] == 0) {
        offsets[knot] =
            known < 0
                ? 0
                : offsets[known]
                    * Math.sqrt((double) horizonGrid.steps(knot) / horizonGrid.steps(known));
        continue;
      }
      known = knot;
      offsets[knot] = h[at + SIZE] * unit(h, at + QUANTILES, above, level, score);
    }
  }

  static int above(double level) {
    int above = 0;
    while (above < LEVELS.length - 1 && LEVELS[above] < level) {
      above++;
    }
    return above;
  }

  /** The quantile of a level from those kept; {@code above} is the first kept at or above it. */
  static double unit(double[] h, int from, int above, double level, double score) {
    int last = LEVELS.length - 1;
    if (level <= LEVELS[0]) {
      return h[from] - Math.abs(h[from]) * (score / SCORES[0] - 1);
    }
    if (level >= LEVELS[last]) {
      return h[from + last] + Math.abs(h[from + last]) * (score / SCORES[last] - 1);
    }
    double share = (score - SCORES[above - 1]) / (SCORES[above] - SCORES[above - 1]);
    return h[from + above - 1] + share * (h[from + above] - h[from + above - 1]);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    for (int knot = 0; knot < horizonGrid.count(); knot++) {
      fields.put("mean_error_" + horizonGrid.steps(knot), h[STRIDE * knot + SIZE]);
    }
    return fields;
  }
}
