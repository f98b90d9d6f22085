package io.recurrence.forecast.mixture;

import io.recurrence.core.HorizonGrid;

/**
 * The paths of the experts combined: weights per band of the horizon as they stand, interpolated
 * between the centres of bands.
 */
final class Combination {
  private final HorizonGrid bands;
  private final Experts experts;
  private final ExpertWeights weighing;
  private final int seen; // where the number of outcomes per band begins
  private final boolean[] active;
  private final double[][] boa; // [band][expert]
  private final double[][] recent;
  private final double[][] weights;
  private int weighed; // bands whose weights have been taken

  Combination(HorizonGrid bands, Experts experts, ExpertWeights weighing, int seen) {
    this.bands = bands;
    this.experts = experts;
    this.weighing = weighing;
    this.seen = seen;
    int count = experts.count();
    this.active = new boolean[count];
    this.boa = new double[bands.count()][count];
    this.recent = new double[bands.count()][count];
    this.weights = new double[bands.count()][count];
  }

  /** Takes the weights as they stand, as far as they are needed for so many steps. */
  void weigh(SeriesView view, int steps) {
    experts.bind(view);
    int ahead = steps + Excursion.unseen(view.h);
    int last = bands.below(ahead);
    last += bands.fraction(ahead) > 0 ? 1 : 0;
    for (weighed = 0; weighed <= last; weighed++) {
      weighBand(view, weighed);
    }
  }

  /** Takes the BOA weights and those by recent errors of a band, if they have not been taken. */
  void weighAlso(SeriesView view, int band) {
    if (band >= weighed) {
      weighBand(view, band);
    }
  }

  private void weighBand(SeriesView view, int band) {
    double[] h = view.h;
    double count = h[seen + band];
    experts.active(view, band, active);
    weighing.recent(h, band, count, active, recent[band]);
    weighing.boa(h, band, count, active, boa[band]);
    if (count < 1 && band > 0) {
      System.arraycopy(weights[band - 1], 0, weights[band], 0, active.length);
      return;
    }
    double share = weighing.recentShare(h, band, count);
    for (int e = 0; e < active.length; e++) {
      weights[band][e] = boa[band][e] + (recent[band][e] - boa[band][e]) * share;
    }
  }

  /** The weight of an expert at the first step. */
  double weight(int expert) {
    return weights[0][expert];
  }

  /** The BOA weights of a band. */
  double[] boa(int band) {
    return boa[band];
  }

  /** The weights by recent errors of a band. */
  double[] recent(int band) {
    return recent[band];
  }

  /** The combined path so many steps ahead; paths and weights must have been taken. */
  double mean(SeriesView view, int step) {
    int ahead = step + Excursion.unseen(view.h);
    int band = bands.below(ahead);
    double fraction = bands.fraction(ahead);
    double[] below = weights[band];
    double[] above = weights[Math.min(band + 1, bands.count() - 1)];
    double sum = 0;
    for (int e = 0; e < below.length; e++) {
      sum += (below[e] + (above[e] - below[e]) * fraction) * experts.path(e, step);
    }
    return sum;
  }
}
