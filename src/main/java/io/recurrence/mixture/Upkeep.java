package io.recurrence.mixture;

import io.recurrence.core.Precision;

/**
 * What a mixture does now and then, beside learning: keeps unit and base near the series, looks for
 * a season that the calendar does not tell, and takes it.
 */
final class Upkeep {
  private static final int FIRST_LOOK = 64; // for a season
  private static final int SECOND_LOOK = 128;
  private static final int NEXT_LOOKS = 171;
  private static final double BETTER = .2; // correlation that another season must have more
  private static final double FAR = 4096; // units from the base
  private static final double LARGE = 8; // units that a mean difference may have at most
  private static final int STILL = -6; // exponent of the part of an error that a unit may be
  private static final int SMALLEST = -33; // exponent of the part of a unit that a new one may be

  private final View view;
  private final Scene scene;
  private final boolean looks; // for seasons
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private final Averages averages;
  private final Regression[] regressions;
  private final Blend blend;
  private final PeriodFinder periods = new PeriodFinder();

  Upkeep(
      View view,
      Blueprint blueprint,
      Scale scale,
      Ring ring,
      Profile profile,
      Averages averages,
      Regression[] regressions,
      Blend blend) {
    this.view = view;
    this.scene = view.scene;
    this.looks = blueprint.history().values() >= FIRST_LOOK;
    this.scale = scale;
    this.ring = ring;
    this.profile = profile;
    this.averages = averages;
    this.regressions = regressions;
    this.blend = blend;
  }

  /**
   * Does what is due after a value.
   *
   * @return whether the series is now out of all proportion to what was learned of it, so that it
   *     should begin anew
   */
  boolean tend(double[] h) {
    long n = scene.t + 1;
    if (n >= 8 && (Long.bitCount(n) == 1 || n % 1024 == 0)) {
      view.look(h);
      int exponent = change(h);
      if (exponent < SMALLEST) {
        return true;
      }
      if (exponent != 0) {
        rescale(h, exponent);
        view.look(h);
      }
      if (Math.abs(scene.values[scene.now]) > FAR) {
        rebase(h, scene.values[scene.now]);
      }
    }
    boolean due = n == FIRST_LOOK || n == SECOND_LOOK || n % NEXT_LOOKS == 0;
    if (due && looks) {
      view.look(h);
      findSeason(h);
    }
    return false;
  }

  /** By which power of 2 the unit should grow; it follows the mean size of the differences. */
  private int change(double[] h) {
    int shown = (int) Math.min(scene.seasons.fine, scene.t + 1);
    double sum = 0;
    int still = 0;
    for (int i = scene.now - shown + 2; i <= scene.now; i++) {
      double size = Math.abs(scene.values[i] - scene.values[i - 1]);
      sum += size;
      still += size == 0 ? 1 : 0;
    }
    double mean = sum / Math.max(1, shown - 1);
    if (mean > LARGE) {
      return Math.getExponent(mean);
    }
    if (mean == 0 || mean >= 1 / LARGE) {
      return 0;
    }
    int least = scale.finest(h) - (int) h[Field.EXPONENT];
    if (2 * still > shown) { // what is left are forecasts in gaps, which vanish
      least = Math.max(least, Math.getExponent(blend.largestError(h)) + STILL);
    }
    return Math.min(0, Math.max(Math.getExponent(mean), least));
  }

  /** The unit becomes {@code 2^exponent} times as large. */
  private void rescale(double[] h, int exponent) {
    double factor = Math.scalb(1.0, -exponent);
    h[Field.EXPONENT] += exponent;
    transform(h, factor, 0);
    for (Regression regression : regressions) {
      regression.rescale(h, scene.seasons, factor);
    }
  }

  private void rebase(double[] h, double shift) {
    h[Field.BASE] += shift * scale.unit(h);
    transform(h, 1, shift);
  }

  private void transform(double[] h, double factor, double shift) {
    ring.transform(h, scene.seasons, scene.t, factor, shift);
    profile.transform(h, factor, shift);
    averages.transform(h, factor, shift);
    blend.transform(h, factor, shift);
    h[Field.EXPECTED] = Numbers.transform(h[Field.EXPECTED], factor, shift);
  }

  /** A season that the calendar does not tell; unless it is plain, it must be found twice. */
  private void findSeason(double[] h) {
    int found = periods.find(scene);
    int before = (int) h[Field.CANDIDATE];
    h[Field.CANDIDATE] = found;
    if (found == 0 || (!periods.plain() && Math.abs(before - found) > 1)) {
      return;
    }
    Seasons s = scene.seasons;
    if (s.calendar) {
      boolean told = s.hour > 0 && Math.abs(s.hour - found) <= 1;
      if (!told && !multiple(found, s.main)) {
        h[Field.HOUR] = found;
        h[Field.FITTED] = Precision.single((double) scene.t);
        regressions[0].start(h, view.seasons(h));
      }
    } else if (s.main == 0
        || (Math.abs(s.main - found) > 1
            && periods.correlation(found) > periods.correlation(s.main) + BETTER)) {
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
    h[Field.SEASON] = found;
    h[Field.FITTED] = Precision.single((double) scene.t);
    h[Field.FOUND] = h[Field.FITTED];
    Seasons seasons = view.seasons(h);
    for (Regression regression : regressions) {
      regression.start(h, seasons);
    }
    profile.clear(h);
    blend.forgetHours(h);
    int shown = (int) Math.min(seasons.fine - 1, scene.t + 1);
    int whole = Math.min(shown, found * (shown / found));
    scene.profiled = scene.t - whole + 1;
    h[Field.PROFILED] = Precision.single((double) scene.profiled);
    long newest = scene.t;
    for (scene.t = scene.profiled; scene.t <= newest; scene.t++) {
      profile.step(scene, scene.values[scene.now - (int) (newest - scene.t)]);
    }
    scene.t = newest;
    blend.doubt(h);
  }
}
