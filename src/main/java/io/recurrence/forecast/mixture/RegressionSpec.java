package io.recurrence.forecast.mixture;

import java.util.List;

/**
 * What a regression reads. Where the series has a season, the lags {@code 1 … dense} and windows
 * around one season, two seasons and a week; where it has none, the lags {@code free}.
 *
 * @param name of the expert
 * @param parameters how many weights there is room for
 * @param forgetting λ in (0, 1]: how much a pair counts one step later
 * @param shortSeason whether a season within the hour is read too
 * @param deviation pairs of harmonics by which the distance from the profile is multiplied
 * @param fourier pairs of harmonics that stand alone
 */
record RegressionSpec(
    String name,
    int parameters,
    double forgetting,
    int dense,
    List<Integer> free,
    Window season,
    Window twice,
    Window longSeason,
    boolean shortSeason,
    int deviation,
    int fourier) {

  static final int COURSE = 3; // terms that read the usual course

  /** The lags from {@code season + from} to {@code season + to}; none where to is below from. */
  record Window(int from, int to) {
    static final Window NONE = new Window(0, -1);

    boolean isEmpty() {
      return to < from;
    }
  }

  /** The same name with room for so many weights. */
  RegressionSpec sized(int weights) {
    return new RegressionSpec(
        name,
        weights,
        forgetting,
        dense,
        free,
        season,
        twice,
        longSeason,
        shortSeason,
        deviation,
        fourier);
  }

  /** Whether there are terms beside the lags. */
  boolean extras() {
    return deviation > 0;
  }

  /** How many terms beside the lags a series with or without a season, or a usual course, has. */
  int extras(boolean seasonal, boolean course) {
    int harmonics = seasonal ? 2 * (deviation + fourier) : Averages.COUNT;
    return extras() ? (course ? COURSE : 0) + harmonics : 0;
  }
}
