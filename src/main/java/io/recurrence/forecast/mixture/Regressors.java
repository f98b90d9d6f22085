package io.recurrence.forecast.mixture;

/**
 * What a {@link Regression} reads at a step: differences to lagged values; where there is a usual
 * course, the distance from it and its slope; and both of them times harmonics of the season or,
 * without one, differences to exponential averages.
 */
final class Regressors {
  private static final int SHORT_LAG = 4; // up to which a lag is of no season

  private final int index; // of the regression
  private final RegressionSpec spec;
  private final Ring ring;
  private final double[] phi;

  Regressors(int index, RegressionSpec spec, Ring ring) {
    this.index = index;
    this.spec = spec;
    this.ring = ring;
    this.phi = new double[spec.parameters()];
  }

  /** How many a series has. */
  int count(Seasons s) {
    return lags(s) + s.extras[index];
  }

  /** How many of them, the first ones, are lags. */
  int lags(Seasons s) {
    return s.lags[index].length;
  }

  /** How many of them, the first ones, have the unit of the series. */
  int linear(Seasons s) {
    int constant = s.main > 0 && s.extras[index] > 0 ? 2 * spec.fourier() : 0;
    return count(s) - constant;
  }

  /** What was read last. */
  double[] latest() {
    return phi;
  }

  /** Reads them as they are {@code ahead} steps from the newest value. */
  double[] read(SeriesView view, int ahead) {
    Seasons s = view.seasons;
    int[] lags = s.lags[index];
    double[] values = view.values;
    int at = view.now + ahead;
    double present = values[at];
    long now = view.t + ahead;
    if (s.blocks == 0 && now >= s.longest) {
      for (int i = 0; i < lags.length; i++) {
        phi[i] = values[at - lags[i]] - present;
      }
    } else {
      for (int i = 0; i < lags.length; i++) {
        phi[i] = lags[i] > now ? 0 : ring.back(view, lags[i], ahead) - present;
      }
    }
    if (s.extras[index] > 0) {
      readExtras(view, ahead, lags.length);
    }
    return phi;
  }

  private void readExtras(SeriesView view, int ahead, int from) {
    Seasons s = view.seasons;
    int at = view.now + ahead;
    double present = view.values[at];
    double deviation = 0;
    int i = from;
    if (s.course.exists()) {
      boolean known = view.known;
      double[] baseline = view.baseline;
      deviation = known ? present - baseline[at] : 0;
      phi[i++] = known ? baseline[at + 1] - present : 0;
      phi[i++] = deviation;
      phi[i++] =
          known && view.t + ahead > 0 ? deviation - view.values[at - 1] + baseline[at - 1] : 0;
    }
    if (s.main == 0) {
      for (int j = 0; j < Averages.COUNT; j++) {
        phi[i++] = view.averages[j] - present;
      }
      return;
    }
    int phase = view.phase(view.t + ahead + 1);
    i = harmonics(s, phase, spec.deviation(), deviation, i);
    harmonics(s, phase, spec.fourier(), 1, i);
  }

  private int harmonics(Seasons s, int phase, int pairs, double factor, int from) {
    int i = from;
    for (int k = 1, angle = phase; k <= pairs; k++, angle = (angle + phase) % s.main) {
      phi[i++] = factor * s.cos[angle];
      phi[i++] = factor * s.sin[angle];
    }
    return i;
  }

  /** Whether a season of lags can be read for the first time at step {@code t}. */
  boolean opens(Seasons s, long t) {
    int[] lags = s.lags[index];
    for (int i = 0; i < lags.length; i++) {
      boolean ends =
          i == lags.length - 1 || lags[i + 1] > lags[i] + s.width || lags[i + 1] < lags[i];
      if (lags[i] == t && lags[i] > SHORT_LAG && ends) {
        return true;
      }
    }
    return false;
  }
}
