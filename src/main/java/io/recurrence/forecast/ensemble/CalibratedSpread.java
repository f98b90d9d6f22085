package io.recurrence.forecast.ensemble;

import static io.recurrence.forecast.ensemble.AdaptiveConformal.LEVELS;
import static io.recurrence.forecast.ensemble.AdaptiveConformal.SCORES;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.Interval;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model's own quantiles, kept calibrated. Scores z are errors in units of the spread that the
 * model gave with its forecast, z = e / (forecast - q0.1) below it and e / (q0.9 - forecast) above,
 * so that width, lean and horizon are the model's. Per knot and level τ one quantile of z is kept;
 * it begins as if the model were right and errors normal, and moves by {@code q <- q + η w (τ - 1[z
 * < q])}, w being the width of these quantiles, which keeps the share of scores below it at τ in
 * the long run (Gibbs and Candès, 2021; Angelopoulos, Candès and Tibshirani, 2023). η is small: it
 * mends what is wrong of the model, and does not have to learn what the model knows.
 */
public final class CalibratedSpread implements Interval {
  private static final double RATE = 0.003;
  private static final double MIN_WIDTH = 0.1; // width for which it still learns in proportion
  private static final double SPREAD = NormalQuantile.of(0.9); // of a standard normal

  private final HorizonGrid horizonGrid;
  private final Storage storage;
  private final double[] offsets; // per knot, the quantile asked for

  public CalibratedSpread(HorizonGrid horizonGrid, boolean single) {
    this.horizonGrid = horizonGrid;
    this.storage =
        Storage.of(
            single ? Precision.SINGLE : Precision.DOUBLE, LEVELS.length * horizonGrid.count());
    this.offsets = new double[horizonGrid.count()];
  }

  @Override
  public boolean relative() {
    return true;
  }

  @Override
  public int size() {
    return LEVELS.length * horizonGrid.count();
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
    for (int i = 0; i < h.length; i++) {
      h[i] = SCORES[i % LEVELS.length] / SPREAD;
    }
  }

  @Override
  public void learn(double[] h, int knot, double forecast, double actual) {
    int at = LEVELS.length * knot;
    double score = actual - forecast;
    double rate = RATE * Math.max(MIN_WIDTH, width(h, at));
    for (int i = 0; i < LEVELS.length; i++) {
      h[at + i] += rate * (LEVELS[i] - (score < h[at + i] ? 1 : 0));
    }
    AdaptiveConformal.order(h, at);
  }

  @Override
  public void quantile(double[] h, double level, double[] path, double[] out) {
    double score = NormalQuantile.of(level);
    int above = AdaptiveConformal.above(level);
    for (int knot = 0; knot < offsets.length; knot++) {
      offsets[knot] = AdaptiveConformal.unit(h, LEVELS.length * knot, above, level, score);
    }
    for (int k = 1; k <= path.length; k++) {
      int below = horizonGrid.below(k);
      int next = Math.min(below + 1, offsets.length - 1);
      double offset = offsets[below] + horizonGrid.fraction(k) * (offsets[next] - offsets[below]);
      out[k - 1] = path[k - 1] + offset;
    }
  }

  /** Half the distance of the quantiles at 0.1 and 0.9: 1 where the model is right. */
  private static double width(double[] h, int at) {
    return (h[at + 11] - h[at + 3]) / 2;
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    for (int knot = 0; knot < horizonGrid.count(); knot++) {
      int at = LEVELS.length * knot;
      fields.put("width_" + horizonGrid.steps(knot), width(h, at));
    }
    return fields;
  }
}
