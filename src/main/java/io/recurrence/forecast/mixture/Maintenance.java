package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;

/**
 * What a mixture does now and then, beside learning: keeps unit and base near the series, looks for
 * a season that is none of the calendar, and takes it.
 */
final class Maintenance {
  private static final int FIRST_LOOK = 64; // for a season
  private static final int SECOND_LOOK = 128;
  private static final int NEXT_LOOKS = 171;
  private static final double MIN_GAIN = .2; // correlation that another season must have more
  private static final double MAX_DISTANCE = 4096; // units from the base
  private static final double MAX_DIFFERENCE = 8; // units that a mean difference may have at most
  private static final int STILL_EXPONENT =
      -6; // exponent of the part of an error that a unit may be
  private static final int MIN_CHANGE = -33; // exponent of the part of a unit that a new one may be

  private final SeriesLoader loader;
  private final SeriesView view;
  private final boolean looks; // for seasons
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private final Averages averages;
  private final Regression[] regressions;
  private final ExpertMixture mixture;
  private final PeriodFinder periods = new PeriodFinder();

  Maintenance(Components c) {
    this.loader = c.loader;
    this.view = c.view;
    this.looks = c.config.history().values() >= FIRST_LOOK;
    this.scale = c.scale;
    this.ring = c.ring;
    this.profile = c.profile;
    this.averages = c.averages;
    this.regressions = c.regressions;
    this.mixture = c.mixture;
  }

  /**
   * Does what is due after a value.
   *
   * @return whether the series is now out of all proportion to what was learned of it, so that it
   *     should begin anew
   */
  boolean tend(double[] h) {
    long n = view.t + 1;
    if (n >= 8 && (Long.bitCount(n) == 1 || n % 1024 == 0)) {
      loader.load(h);
      int exponent = change(h);
      if (exponent < MIN_CHANGE) {
        return true;
      }
      if (exponent != 0) {
        rescale(h, exponent);
        loader.load(h);
      }
      if (Math.abs(view.values[view.now]) > MAX_DISTANCE) {
        rebase(h, view.values[view.now]);
      }
    }
    boolean due = n == FIRST_LOOK || n == SECOND_LOOK || n % NEXT_LOOKS == 0;
    if (due && looks) {
      loader.load(h);
      findSeason(h);
    }
    return false;
  }

  /** By which power of 2 the unit should grow; it follows the mean size of the differences. */
  private int change(double[] h) {
    int shown = (int) Math.min(view.seasons.fine, view.t + 1);
    double sum = 0;
    int still = 0;
    for (int i = view.now - shown + 2; i <= view.now; i++) {
      double size = Math.abs(view.values[i] - view.values[i - 1]);
      sum += size;
      still += size == 0 ? 1 : 0;
    }
    double mean = sum / Math.max(1, shown - 1);
    if (mean > MAX_DIFFERENCE) {
      return Math.getExponent(mean);
    }
    if (mean == 0 || mean >= 1 / MAX_DIFFERENCE) {
      return 0;
    }
    int min = scale.finest(h) - (int) h[MemoryIndex.EXPONENT];
    if (2 * still > shown) { // what is left are forecasts in gaps, which vanish
      min = Math.max(min, Math.getExponent(mixture.largestError(h)) + STILL_EXPONENT);
    }
    return Math.min(0, Math.max(Math.getExponent(mean), min));
  }

  /** The unit becomes {@code 2^exponent} times as large. */
  private void rescale(double[] h, int exponent) {
    double factor = Math.scalb(1.0, -exponent);
    h[MemoryIndex.EXPONENT] += exponent;
    transform(h, factor, 0);
    for (Regression regression : regressions) {
      regression.rescale(h, view.seasons, factor);
    }
  }

  private void rebase(double[] h, double shift) {
    h[MemoryIndex.BASE] += shift * scale.unit(h);
    transform(h, 1, shift);
  }

  private void transform(double[] h, double factor, double shift) {
    ring.transform(h, view.seasons, view.t, factor, shift);
    profile.transform(h, factor, shift);
    averages.transform(h, factor, shift);
    mixture.transform(h, factor, shift);
    h[MemoryIndex.EXPECTED] = Numbers.transform(h[MemoryIndex.EXPECTED], factor, shift);
  }

  /** A season that is none of the calendar; unless it is plain, it must be found twice. */
  private void findSeason(double[] h) {
    int found = periods.find(view);
    int before = (int) h[MemoryIndex.CANDIDATE];
    h[MemoryIndex.CANDIDATE] = found;
    if (found == 0 || (!periods.plain() && Math.abs(before - found) > 1)) {
      return;
    }
    Seasons s = view.seasons;
    if (s.calendar) {
      boolean known = s.shortSeason > 0 && Math.abs(s.shortSeason - found) <= 1;
      if (!known && !multiple(found, s.main)) {
        h[MemoryIndex.SHORT_SEASON] = found;
        h[MemoryIndex.FITTED] = Precision.single((double) view.t);
        regressions[0].start(h, loader.seasons(h));
      }
    } else if (s.main == 0
        || (Math.abs(s.main - found) > 1
            && periods.correlation(found) > periods.correlation(s.main) + MIN_GAIN)) {
      adopt(h, found);
    }
  }

  private static boolean multiple(int a, int b) {
    int up = Math.max(1, Math.round((float) b / a));
    int down = Math.max(1, Math.round((float) a / b));
    return Math.abs(up * a - b) <= 1 || Math.abs(down * b - a) <= 1;
  }

  /** Takes a season: the regressions begin anew, the profile with what the window holds. */
  private void adopt(double[] h, int found) {
    h[MemoryIndex.SEASON] = found;
    h[MemoryIndex.FITTED] = Precision.single((double) view.t);
    h[MemoryIndex.FOUND] = h[MemoryIndex.FITTED];
    Seasons seasons = loader.seasons(h);
    for (Regression regression : regressions) {
      regression.start(h, seasons);
    }
    profile.clear(h);
    mixture.resetVolatility(h);
    int shown = (int) Math.min(seasons.fine - 1, view.t + 1);
    int whole = Math.min(shown, found * (shown / found));
    view.profiled = view.t - whole + 1;
    h[MemoryIndex.PROFILED] = Precision.single((double) view.profiled);
    long newest = view.t;
    for (view.t = view.profiled; view.t <= newest; view.t++) {
      profile.step(view, view.values[view.now - (int) (newest - view.t)]);
    }
    view.t = newest;
    mixture.decay(h);
  }
}
