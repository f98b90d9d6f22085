package io.recurrence.forecast.mixture;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * The distribution around the mixture. In each band of the horizon: the mean absolute error S, and
 * seven quantiles of the error in units of S, moved by the gradient of the pinball loss (adaptive
 * conformal inference: Gibbs and Candès, 2021), so that each level is passed as often as it says
 * whatever the series does. The spread also has a course of its own within the season.
 */
final class Spread {
  static final double[] LEVELS = {.025, .1, .25, .5, .75, .9, .975};
  private static final double[] SCORES = Arrays.stream(LEVELS).map(NormalQuantile::of).toArray();
  private static final double NORMAL = Math.sqrt(Math.PI / 2); // deviation over mean size

  private static final double SIZE_RATE = .02; // of S
  private static final double FIRST_RATE_SPAN = 3; // young errors are averaged over the last third
  private static final double MAX_ERROR = 5; // an error counts as at most so many S,
  private static final double MIN_SIZE =
      .05; // or units, where S is less after values without error
  private static final double QUANTILE_STEP = .04; // of a quantile, in units of S
  private static final double FIRST_QUANTILE_STEP = 1;
  private static final double THOUSANDTH = 1000; // quantiles are stored in thousandths
  private static final double MAX_QUANTILE = 32000;
  private static final double VOLATILITY_RATE = .01;
  private static final double VOLATILITY_UNIT =
      3276; // the volatility of a bin, up to 9.9 times the usual
  private static final double MIN_VOLATILITY = .05;
  private static final double MAX_VOLATILITY = 9.9;

  private final HorizonGrid bands;
  private final int sizes;
  private final int quantiles;
  private final int bins;
  private final int binCount;
  private final Closures closures;
  private final double[] anchors = new double[LEVELS.length];

  Spread(MemoryAllocator allocator, HorizonGrid bands, int bins, Closures closures) {
    this.bands = bands;
    this.binCount = bins;
    this.closures = closures;
    this.sizes = allocator.take(Precision.SINGLE, bands.count());
    this.quantiles = allocator.take(Precision.SHORT, bands.count() * LEVELS.length);
    this.bins = allocator.take(Precision.SHORT, bins);
  }

  void start(double[] h) {
    Arrays.fill(h, sizes, sizes + bands.count(), 0);
    for (int band = 0; band < bands.count(); band++) {
      for (int j = 0; j < LEVELS.length; j++) {
        h[quantiles + band * LEVELS.length + j] = Precision.whole(THOUSANDTH * NORMAL * SCORES[j]);
      }
    }
    resetVolatility(h);
    closures.start(h);
  }

  void resetVolatility(double[] h) {
    Arrays.fill(h, bins, bins + binCount, VOLATILITY_UNIT);
  }

  /** Mean absolute error in a band, 0 before the first. */
  double size(double[] h, int band) {
    return h[sizes + band];
  }

  /** How the spread at a step compares with the usual one. */
  double volatility(SeriesView view, long step) {
    return view.seasons.volatilityBins == 0
        ? 1
        : view.h[bin(view.seasons, view.phase(step))] / VOLATILITY_UNIT;
  }

  private int bin(Seasons s, int phase) {
    return bins + (int) ((long) phase * s.volatilityBins / s.main);
  }

  /**
   * Mean absolute error so many steps ahead: between the centres of bands, and beyond the last band
   * that has seen an outcome as its growth so far says, at most a little faster than a random walk.
   */
  double scale(double[] h, int counts, int ahead) {
    int band = bands.below(ahead);
    if (band < bands.count() - 1 && h[counts + band + 1] >= 1) {
      double next = h[sizes + band + 1];
      return h[sizes + band]
          + (next - h[sizes + band])
              * (ahead - bands.centre(band))
              / (bands.centre(band + 1) - bands.centre(band));
    }
    while (band > 0 && h[counts + band] < 1) {
      band--;
    }
    double size = h[sizes + band];
    double growth = 1;
    if (band > 0 && h[sizes + band - 1] > 0) {
      double root = Math.sqrt(bands.centre(band) / bands.centre(band - 1));
      growth = Math.max(0, Math.min(1.2, (size / h[sizes + band - 1] - 1) / (root - 1)));
    }
    return size * (1 + growth * (Math.sqrt(ahead / bands.centre(band)) - 1));
  }

  /**
   * Learns an error.
   *
   * @param counts where the number of outcomes seen in each band begins
   * @param ahead how many steps ahead the forecast had looked
   * @param error actual value less forecast
   * @param expected the scale of the forecast, 0 if none
   */
  void learn(SeriesView view, int counts, int band, int ahead, double error, double expected) {
    double[] h = view.h;
    double seen = h[counts + band];
    double baseline = h[sizes + band];
    double size = Math.abs(error);
    double within = 1; // of this step, compared with the middle of its band
    if (baseline > 0) {
      within = Math.max(.25, Math.min(4, scale(h, counts, ahead) / baseline));
    }
    if (band == 0 && closures.before(view, view.t)) {
      closures.learn(h, size);
    }
    double open = baseline * volatility(view, view.t) * within;
    double closed = closures.widening(view, view.t, ahead, open, h[sizes]);
    double factor = volatility(view, view.t) * within * closed;
    double unit = expected > 0 ? expected : (baseline > 0 ? baseline : size) * factor;
    if (unit > 0) {
      double step = THOUSANDTH * Math.max(QUANTILE_STEP, FIRST_QUANTILE_STEP / (1 + .2 * seen));
      for (int j = 0; j < LEVELS.length; j++) {
        int at = quantiles + band * LEVELS.length + j;
        boolean below = error / unit * THOUSANDTH < h[at];
        double moved = h[at] + step * (LEVELS[j] - (below ? 1 : 0));
        h[at] = Precision.whole(Math.max(-MAX_QUANTILE, Math.min(MAX_QUANTILE, moved)));
      }
    }
    if (baseline > 0 && view.seasons.volatilityBins > 0) {
      int at = bin(view.seasons, view.phase(view.t));
      double now = h[at] / VOLATILITY_UNIT;
      double ratio = Math.min(size / (baseline * within * closed), 6 * now);
      double moved = now + VOLATILITY_RATE * (ratio - now);
      h[at] =
          Math.rint(VOLATILITY_UNIT * Math.max(MIN_VOLATILITY, Math.min(MAX_VOLATILITY, moved)));
    }
    double plain = size / factor;
    double bounded = seen > 10 ? Math.min(plain, MAX_ERROR * Math.max(baseline, MIN_SIZE)) : plain;
    h[sizes + band] =
        (float)
            (baseline
                + Math.max(SIZE_RATE, FIRST_RATE_SPAN / (FIRST_RATE_SPAN + seen))
                    * (bounded - baseline));
  }

  /**
   * Mean absolute error of a forecast, with the course of the season and closed hours.
   *
   * @param target the step that is forecast
   * @param ahead how many steps its origin is before it
   */
  double scale(SeriesView view, int counts, long target, int ahead) {
    double open = scale(view.h, counts, ahead) * volatility(view, target);
    return open * closures.widening(view, target, ahead, open, view.h[sizes]);
  }

  /** Prepares {@link #quantile} for a step so many ahead. */
  void look(double[] h, int counts, int ahead) {
    int below = bands.below(ahead);
    int above = Math.min(bands.count() - 1, below + 1);
    double fraction = Math.min(1, bands.fraction(ahead));
    while (below > 0 && h[counts + below] < 1) {
      below--;
    }
    if (h[counts + above] < 1) {
      above = below;
    }
    for (int j = 0; j < LEVELS.length; j++) {
      double a = h[quantiles + below * LEVELS.length + j];
      double b = h[quantiles + above * LEVELS.length + j];
      anchors[j] = (a + (b - a) * (above == below ? 0 : fraction)) / THOUSANDTH;
      if (j > 0) {
        anchors[j] = Math.max(anchors[j], anchors[j - 1]);
      }
    }
  }

  /** Where scores stand among the anchors, found once for many steps. */
  static final class Places {
    private final int[] above;
    private final double[] share;

    /** The places of quantiles of a standard normal. */
    Places(double... scores) {
      this.above = new int[scores.length];
      this.share = new double[scores.length];
      for (int i = 0; i < scores.length; i++) {
        int j = above(scores[i]);
        above[i] = j;
        share[i] = (scores[i] - SCORES[j - 1]) / (SCORES[j] - SCORES[j - 1]);
      }
    }
  }

  private static int above(double score) {
    int above = 1;
    while (above < SCORES.length - 1 && SCORES[above] < score) {
      above++;
    }
    return above;
  }

  /**
   * The quantile of the error, in units of the scale: between anchors as a normal would have it.
   *
   * @param score the same quantile of a standard normal
   */
  double quantile(double score) {
    int above = above(score);
    double share = (score - SCORES[above - 1]) / (SCORES[above] - SCORES[above - 1]);
    return between(above, share);
  }

  /** The quantile at the i-th of some places. */
  double quantile(Places places, int i) {
    return between(places.above[i], places.share[i]);
  }

  private double between(int above, double share) {
    double z = anchors[above - 1] + (anchors[above] - anchors[above - 1]) * share;
    return share <= 1
        ? Math.min(z, anchors[above])
        : z; // rounding must not cross the next quantile
  }

  void rescale(double[] h, double factor) {
    Numbers.transform(h, sizes, bands.count(), factor, 0);
    closures.rescale(h, factor);
  }
}
