package io.recurrence.forecast.mixture;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.OutcomeListener;
import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * Makes one distribution of the experts' paths: weighs them, puts a spread around them, keeps what
 * was forecast, and learns from it when the actual value comes.
 */
final class ExpertMixture {
  private static final double DECAYED = .2; // of the count, once a new season can be seen
  private static final double MAX_SEEN = 1e6;
  private static final double SHIFT = 12; // an error of so many S is a level shift
  private static final int SHIFT_APART = 200; // steps
  private static final int SHIFT_MIN_SEEN = 30;

  private final HorizonGrid bands;
  private final int reported; // steps ahead of which outcomes are reported
  private final Experts experts;
  private final ExpertWeights weights;
  private final Closures closures;
  private final Spread spread;
  private final PendingForecasts pending;
  private final Combination combination;
  private final PendingWriter writer;
  private final int seen; // outcomes per band

  ExpertMixture(
      MemoryAllocator allocator,
      TierConfig config,
      HorizonGrid bands,
      Experts experts,
      int reported) {
    this.bands = bands;
    this.reported = reported;
    this.experts = experts;
    int count = experts.count();
    this.seen = allocator.take(Precision.SINGLE, bands.count());
    this.weights = new ExpertWeights(allocator, bands.count(), count, config.hasBoa());
    this.closures = new Closures(allocator, config);
    this.spread = new Spread(allocator, bands, config.volatilityBins(), closures);
    this.pending = new PendingForecasts(allocator, bands.slots(), count, reported > 0);
    this.combination = new Combination(bands, experts, weights, seen);
    this.writer = new PendingWriter(bands, experts, combination, spread, pending, seen, reported);
  }

  void start(double[] h) {
    Arrays.fill(h, seen, seen + bands.count(), 0);
    weights.clear(h, bands.count());
    spread.start(h);
    pending.clear(h);
  }

  /**
   * Goes on with the memory of another one. Pending forecasts are given up where they would be
   * misread.
   *
   * @param other how many steps ahead the other one's outcomes are reported
   */
  void takeOver(int other, double[] h) {
    if (other < reported || (other > 0) != (reported > 0)) {
      pending.clear(h);
    }
  }

  /** An expert begins anew. */
  void restart(double[] h, int expert) {
    for (int band = 0; band < bands.count(); band++) {
      weights.restart(h, band, expert);
    }
  }

  /** Outcomes seen of one step ahead. */
  double seen(double[] h) {
    return h[seen];
  }

  /** How many times wider a step is than others, because the series was closed before it. */
  double widening(SeriesView view, long step) {
    double baseline = error(view.h);
    return closures.widening(view, step, 1, baseline, baseline);
  }

  /** Mean absolute error of one step ahead. */
  double error(double[] h) {
    return spread.size(h, 0);
  }

  /** The largest mean absolute error of all bands. */
  double largestError(double[] h) {
    double largest = 0;
    for (int band = 0; band < bands.count(); band++) {
      largest = Math.max(largest, spread.size(h, band));
    }
    return largest;
  }

  /** Admits the experts that have something of their own to say from the newest step on. */
  void admit(SeriesView view) {
    experts.bind(view);
    for (int e = 0; e < experts.count(); e++) {
      for (int band = 0; view.t == experts.since(e) && band < bands.count(); band++) {
        weights.admit(view.h, band, e);
      }
    }
  }

  /**
   * Learns every forecast whose actual value is {@code z}, that of step {@code t}. Of values that
   * are held back, only that the first of them was far.
   */
  void learn(SeriesView view, double z, Scale scale, OutcomeListener outcomes) {
    boolean held = Excursion.lasts(view.h);
    for (int band = 0; band < bands.count(); band++) {
      int stride = bands.stride(band);
      long newest = Math.floorDiv(view.t - 1, stride) * stride;
      for (int i = 0; i < bands.pending(band); i++) {
        long origin = newest - (long) i * stride;
        if (origin >= view.h[MemoryIndex.FIRST_ORIGIN]
            && origin + bands.step(band, origin) == view.t
            && pending.waits(view.h, bands.slot(band, origin))) {
          if (!held) {
            learn(view, band, origin, z);
          } else if (band == 0 && view.h[MemoryIndex.HELD_BACK] == 1) {
            learnHeld(view, origin, z);
          }
          if (view.t - origin <= reported) {
            report(view.h, bands.slot(band, origin), (int) (view.t - origin), scale, outcomes);
          }
        }
      }
    }
  }

  private void learnHeld(SeriesView view, long origin, double z) {
    int slot = bands.slot(0, origin);
    double error = z - mixed(view.h, 0, slot);
    spread.learn(view, seen, 0, 1, error, pending.scale(view.h, slot));
  }

  private void learn(SeriesView view, int band, long origin, double z) {
    double[] h = view.h;
    int slot = bands.slot(band, origin);
    double count = h[seen + band];
    double baseline = spread.size(h, band);
    double boaError = pending.boa(h, slot) - z;
    double recentError = pending.recent(h, slot) - z;
    double error = mixed(h, band, slot) - z;
    double size = Math.abs(error);
    if (band == 0) {
      noteShift(view, size, count);
    }
    boolean across = origin < h[MemoryIndex.SHIFTED] && view.t > h[MemoryIndex.SHIFTED];
    if (across) {
      return; // a forecast from before a level shift says nothing of what is usual
    }
    spread.learn(view, seen, band, (int) (view.t - origin), -error, pending.scale(h, slot));
    double unit = count < 1 ? size : baseline;
    for (int e = 0; e < experts.count(); e++) {
      double missed = pending.expert(h, slot, e) - z;
      if (origin >= experts.since(e)) {
        weights.learnBoa(h, band, e, missed, boaError, unit);
      }
      weights.learnRecent(h, band, count, e, missed);
    }
    weights.dropGains(h, band);
    weights.learnShare(h, band, count, boaError, recentError, view.seasons.course.settled);
    h[seen + band] = (float) Math.min(count + 1, MAX_SEEN);
  }

  private void noteShift(SeriesView view, double size, double count) {
    double[] h = view.h;
    boolean far = size > SHIFT * spread.scale(view, seen, view.t, 1);
    if (far && count > SHIFT_MIN_SEEN && view.t - h[MemoryIndex.SHIFTED] > SHIFT_APART) {
      h[MemoryIndex.SHIFTED] = Precision.single((double) view.t);
    }
  }

  /** What both mixtures together had forecast. */
  private double mixed(double[] h, int band, int slot) {
    double boa = pending.boa(h, slot);
    double share = weights.recentShare(h, band, h[seen + band]);
    return boa + (pending.recent(h, slot) - boa) * share;
  }

  /** The level moves: pending forecasts are still of the values that were. */
  void move(double[] h, double shift) {
    pending.transform(h, 1, shift);
  }

  private void report(double[] h, int slot, int steps, Scale scale, OutcomeListener outcomes) {
    outcomes.outcome(
        steps,
        scale.real(h, pending.mean(h, slot)),
        scale.real(h, pending.lower(h, slot)),
        scale.real(h, pending.upper(h, slot)));
  }

  /** Trusts less in what was learned before a season could be seen. */
  void decay(double[] h) {
    for (int band = 0; band < bands.count(); band++) {
      h[seen + band] = (float) (DECAYED * h[seen + band]);
      weights.decay(h, band);
    }
  }

  void resetVolatility(double[] h) {
    spread.resetVolatility(h);
  }

  /** How many steps ahead outcomes are reported. */
  int reported() {
    return reported;
  }

  /** The experts' paths, combined. */
  Combination combination() {
    return combination;
  }

  /** Prepares {@link #spread} for a step so many ahead, and returns the scale there. */
  double scale(SeriesView view, int step) {
    int ahead = step + Excursion.unseen(view.h);
    spread.look(view.h, seen, ahead);
    return spread.scale(view, seen, view.t + step, ahead);
  }

  /** The quantiles of the error in units of the scale. */
  Spread spread() {
    return spread;
  }

  /** What keeps a forecast until it is scored. */
  PendingWriter writer() {
    return writer;
  }

  void transform(double[] h, double factor, double shift) {
    pending.transform(h, factor, shift);
    if (factor != 1) {
      weights.rescale(h, bands.count(), factor);
      spread.rescale(h, factor);
    }
  }
}
