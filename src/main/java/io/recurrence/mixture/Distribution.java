package io.recurrence.mixture;

import io.recurrence.core.NormalQuantile;

/**
 * The distribution of one step to come. While it is open whether the values of an {@link Excursion}
 * return or stay, it is a mixture of both cases; its mean is then that of the likelier one, which
 * is closer to what comes than any value between them.
 */
final class Distribution {
  private static final double RAREST = 1e-4; // level of a case alone

  private final Blend blend;
  private final Excursion excursion;
  private final Scale scale;
  private boolean open;
  private double width;
  private double mean;
  private double low; // the centres of both cases
  private double high;
  private double lower; // the probability of the lower one

  Distribution(Blend blend, Excursion excursion, Scale scale) {
    this.blend = blend;
    this.excursion = excursion;
    this.scale = scale;
  }

  /** Takes a step ahead, of which the experts say {@code mean}. */
  void look(Scene scene, int step, double mean) {
    double[] h = scene.h;
    this.width = blend.spread(scene, step);
    this.open = Excursion.lasts(h);
    this.mean = mean;
    if (open) {
      double stays = excursion.stays(h, step + h[Field.MISSES]);
      double level = excursion.level(h, mean, scale.of(h, h[Field.LAST]));
      this.low = Math.min(level, mean);
      this.high = Math.max(level, mean);
      this.lower = level < mean ? stays : 1 - stays;
      this.mean = stays > .5 ? level : mean;
    }
  }

  double mean() {
    return mean;
  }

  /** The quantile at a level, given also by that of a standard normal. */
  double quantile(double level, double score) {
    return open ? mixed(level) : mean + width * blend.quantile(score);
  }

  /** The same, its place being known. */
  double quantile(double level, Spread.Places places, int i) {
    return open ? mixed(level) : mean + width * blend.quantile(places, i);
  }

  private double mixed(double level) {
    double middle = (low + high) / 2; // that the cases may not overlap
    return level < lower
        ? Math.min(middle, low + width * alone(level / lower))
        : Math.max(middle, high + width * alone((level - lower) / (1 - lower)));
  }

  private double alone(double level) {
    return blend.quantile(NormalQuantile.of(Math.max(RAREST, Math.min(1 - RAREST, level))));
  }
}
