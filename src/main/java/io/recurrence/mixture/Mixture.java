package io.recurrence.mixture;

import io.recurrence.core.Expectation;
import io.recurrence.core.Fan;
import io.recurrence.core.Forecaster;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.Observation;
import io.recurrence.core.Outcomes;
import io.recurrence.core.Past;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forecaster for series of which nothing is known: an online mixture of simple experts and of
 * sparse autoregressions, with seasons from the calendar or found in the values, and a conformal
 * distribution around it. One memory holds all parts: they share window, profile and unit.
 *
 * <p>A value {@code x_t} is first the truth of the forecasts that wait for it ({@link Blend}), then
 * a pair for each regression ({@link Regression}), then part of the window ({@link Ring}). A value
 * far beyond all errors so far enters the window at a bound; if the next one is as far, it was a
 * shift of level, and the window is repaired.
 */
public final class Mixture implements Forecaster {
  private static final double ABSURD = 1e15; // units from the base: not of this series
  private static final int ABSURD_RUN = 3; // that many of them begin a new series
  private static final double OUTLIER = 20; // mean errors
  private static final int OUTLIER_YOUNG = 50;
  private static final int FIRST_LOOK = 64; // for a season
  private static final int SECOND_LOOK = 128;
  private static final int NEXT_LOOKS = 171;
  private static final double BETTER = .2; // correlation that another season must have more
  private static final double FAR = 4096; // units from the base
  private static final double LARGE = 8; // units that a mean difference may have at most
  private static final double NONE = (float) 1e18; // no step

  private final Blueprint blueprint;
  private final Storage storage;
  private final Scale scale = new Scale();
  private final PeriodFinder periods = new PeriodFinder();
  private final Ring ring;
  private final Profile profile;
  private final Averages averages;
  private final Regression[] regressions;
  private final Experts experts;
  private final Blend blend;

  private final Map<List<Long>, Seasons> known = new HashMap<>();
  private final Scene scene;
  private final Fan none;
  private final double[] missed; // per regression
  private final Expectation.Quantiles quantiles = this::quantile;
  private double expected; // of the value to come, and its scale: valid from expect to step
  private double unit;
  private double step; // of the seasons last looked up
  private double hour;
  private double season;

  /**
   * A mixture of the size of a tier.
   *
   * @param horizon how far its forecasts are to look; it learns as far as a little beyond
   * @param outcomes whether forecasts are kept to be reported with their truth
   */
  public Mixture(Tier tier, int horizon, boolean outcomes) {
    this.blueprint = Blueprint.of(tier);
    Plan plan = new Plan();
    Field.plan(plan);
    this.ring = new Ring(plan, blueprint);
    this.profile = new Profile(plan, blueprint.profile());
    this.averages = new Averages(plan);
    List<Terms> terms = blueprint.regressions();
    this.regressions = new Regression[terms.size()];
    for (int r = 0; r < regressions.length; r++) {
      regressions[r] = new Regression(plan, r, terms.get(r), ring, profile);
    }
    Bands bands = blueprint.bands(horizon);
    this.experts = new Experts(blueprint, bands, ring, averages, profile, regressions);
    this.blend = new Blend(plan, blueprint, bands, experts, outcomes ? horizon : 0);
    this.storage = plan.storage();
    this.scene = new Scene(blueprint.history().values(), new Seasons(blueprint, 0, 0, 0));
    this.missed = new double[regressions.length];
    this.none = new Fan(1, new double[0], .95, experts.count());
  }

  @Override
  public int size() {
    return storage.size();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public List<String> experts() {
    return experts.names();
  }

  @Override
  public void start(double[] h) {
    start(h, 0);
  }

  private void start(double[] h, long step) {
    Arrays.fill(h, 0);
    h[Field.T] = -1;
    h[Field.STEP] = step;
    h[Field.HOUR] = Seasons.hourOf(step);
    h[Field.SHIFTED] = -1000;
    h[Field.FIRST] = NONE;
    blend.start(h);
    Seasons seasons = seasons(h);
    for (Regression regression : regressions) {
      regression.start(h, seasons);
    }
  }

  private Seasons seasons(double[] h) {
    if (h[Field.STEP] != step || h[Field.HOUR] != hour || h[Field.SEASON] != season) {
      step = h[Field.STEP];
      hour = h[Field.HOUR];
      season = h[Field.SEASON];
      long told = Seasons.ofCalendar((long) step) > 0 ? (long) step : 0;
      scene.seasons =
          known.computeIfAbsent(
              List.of(told, (long) hour, (long) season),
              key -> new Seasons(blueprint, told, (int) hour, (int) season));
    }
    return scene.seasons;
  }

  /** Takes the series at hand. */
  private void take(double[] h) {
    scene.h = h;
    scene.t = (long) h[Field.T];
    scene.start = (long) h[Field.START];
    scene.profiled = (long) h[Field.PROFILED];
    scene.seasons = seasons(h);
  }

  /** Takes the series at hand and lays out its window. */
  private void look(double[] h) {
    take(h);
    if (scene.t >= 0) {
      ring.load(scene);
    }
  }

  @Override
  public void step(double[] h, Observation x, Outcomes outcomes) {
    long sampled = x.past().step();
    if (sampled > 0 && sampled != (long) h[Field.STEP]) {
      resample(h, sampled);
    }
    step(h, x.value(), outcomes);
  }

  private void step(double[] h, double x, Outcomes outcomes) {
    if (scale.known(h) && !(Math.abs(scale.of(h, x)) < ABSURD)) {
      if (++h[Field.ABSURD] < ABSURD_RUN) {
        pass(h);
        return;
      }
      start(h, (long) h[Field.STEP]);
    }
    h[Field.ABSURD] = 0;
    h[Field.MISSES] = 0;
    if (x < 0) {
      h[Field.NEGATIVE] = 1;
    }
    if (!scale.known(h) && flat(h, x)) {
      return;
    }
    look(h);
    double z = scale.of(h, x);
    averages.read(h, scene.averages);
    for (int r = 0; r < regressions.length; r++) {
      missed[r] = z - scene.values[scene.now] - regressions[r].predict(scene, 0);
    }
    advance(h);
    blend.learn(scene, z, scale, outcomes);
    for (int r = 0; r < regressions.length; r++) {
      regressions[r].step(h, scene.seasons, missed[r], scene.t - (long) h[Field.FITTED]);
    }
    open(h);
    double kept = admit(h, z);
    h[Field.LAST] = x;
    push(h, kept);
    tend(h);
  }

  /** The first values, as long as they are all the same: there is no unit yet. */
  private boolean flat(double[] h, double x) {
    if (h[Field.T] < 0) {
      h[Field.BASE] = x;
    }
    double difference = h[Field.T] < 0 ? 0 : Math.abs(x - h[Field.LAST]);
    if (difference > 0) {
      scale.start(h, difference);
      return false;
    }
    look(h);
    advance(h);
    h[Field.LAST] = x;
    push(h, 0);
    return true;
  }

  private void advance(double[] h) {
    h[Field.T]++;
    scene.t++;
    blend.enter(scene);
  }

  private void push(double[] h, double z) {
    ring.push(h, scene.seasons, scene.t, z);
    profile.step(scene, scene.t, z);
    averages.step(h, z, (double) scene.t + 1);
  }

  /**
   * A season of lags that can be read for the first time: what was learned without it is doubted.
   */
  private void open(double[] h) {
    if (scene.seasons.main == 0 || scene.t <= (long) h[Field.FITTED]) {
      return;
    }
    for (int r = 0; r < regressions.length; r++) {
      if (regressions[r].opens(scene.seasons, scene.t)) {
        regressions[r].doubt(h, scene.seasons);
        if (r == 0) {
          blend.doubt(h);
        }
      }
    }
  }

  /** What enters the window in place of {@code z}. */
  private double admit(double[] h, double z) {
    if (!(blend.seen(h) > OUTLIER_YOUNG)) {
      return z;
    }
    double bound = OUTLIER * blend.error(h);
    double expected = h[Field.EXPECTED];
    if (Math.abs(z - expected) <= bound) {
      h[Field.CLIPPED] = 0;
      return z;
    }
    double before = scale.of(h, h[Field.LAST]);
    if (h[Field.CLIPPED] == 1 && Math.abs(z - before) < bound) {
      ring.repair(h, scene.seasons, scene.t - 1, before);
      h[Field.CLIPPED] = 0;
      return z;
    }
    h[Field.CLIPPED] = 1;
    return expected + Math.signum(z - expected) * bound;
  }

  @Override
  public void miss(double[] h, Past past) {
    if (h[Field.T] >= 0) {
      pass(h);
    }
  }

  private void pass(double[] h) {
    h[Field.MISSES] = Math.min(h[Field.MISSES] + 1, Short.MAX_VALUE);
    look(h);
    double z = 0;
    if (scale.known(h)) {
      z = (float) mean(1, 1);
    }
    advance(h);
    ring.push(h, scene.seasons, scene.t, z);
    blend.drop(h, scene.t);
  }

  private double quantile(double level) {
    return scale.real(scene.h, expected + unit * blend.quantile(NormalQuantile.of(level)));
  }

  /** Takes paths and weights, so many steps far, and returns the mean of the first step. */
  private double mean(int paths, int weights) {
    experts.paths(scene, paths);
    blend.weigh(scene, Math.max(1, weights));
    return blend.mean(scene, 1);
  }

  @Override
  public void skip(double[] h, long steps) {
    h[Field.START] += steps;
    h[Field.FIRST] = NONE;
  }

  @Override
  public void expect(double[] h, Past past, Expectation expectation) {
    take(h);
    if (!scale.known(h)) {
      expectation.set(h[Field.LAST], level -> h[Field.LAST]);
      return;
    }
    boolean told = h[Field.MISSES] == 0 && h[Field.FIRST] <= scene.t;
    if (!told) {
      look(h);
    }
    expected = told ? h[Field.EXPECTED] : mean(1, 1);
    unit = blend.spread(scene, 1);
    expectation.set(scale.real(h, expected), quantiles);
    int phase = scene.seasons.main == 0 ? 0 : scene.phase(scene.t + 1);
    if (scene.seasons.main > 0 && profile.knows(scene, phase)) {
      expectation.setUsual(h[Field.BASE] + scale.unit(h) * profile.value(scene, phase));
    }
  }

  @Override
  public void foresee(double[] h, Past past, Fan fan) {
    foresee(h, fan);
  }

  private void foresee(double[] h, Fan fan) {
    look(h);
    if (!scale.known(h)) {
      flat(h, fan);
      return;
    }
    h[Field.FIRST] = Math.min(h[Field.FIRST], Precision.single((double) scene.t));
    int paths = Math.max(fan.steps(), blend.needed(scene.t));
    h[Field.EXPECTED] = (float) mean(paths, Math.max(fan.steps(), blend.told()));
    blend.remember(scene, fan);
    fill(h, fan);
  }

  @Override
  public void forecast(double[] h, Past past, Fan fan) {
    look(h);
    if (!scale.known(h)) {
      flat(h, fan);
      return;
    }
    mean(Math.max(1, fan.steps()), fan.steps());
    fill(h, fan);
  }

  private void fill(double[] h, Fan fan) {
    for (int e = 0; e < experts.count(); e++) {
      fan.weight(e, blend.weight(e));
    }
    for (int k = 1; k <= fan.steps(); k++) {
      double mean = blend.mean(scene, k);
      double width = blend.spread(scene, k);
      fan.mean(k, scale.real(h, k == 1 ? (float) mean : mean)); // as it will be recalled
      for (int i = 0; i < fan.levels(); i++) {
        fan.quantile(i, k, scale.real(h, mean + width * blend.quantile(fan.score(i))));
      }
    }
  }

  private void flat(double[] h, Fan fan) {
    for (int e = 0; e < experts.count(); e++) {
      fan.weight(e, e == Experts.LAST ? 1 : 0);
    }
    for (int k = 1; k <= fan.steps(); k++) {
      fan.mean(k, h[Field.LAST]);
      for (int i = 0; i < fan.levels(); i++) {
        fan.quantile(i, k, h[Field.LAST]);
      }
    }
  }

  /** The sampling step has become known, or another: begins anew with the values in the window. */
  private void resample(double[] h, long sampled) {
    look(h);
    int shown = (int) Math.min(scene.t + 1, scene.seasons.fine);
    double[] values = new double[shown];
    for (int i = 0; i < shown; i++) {
      values[i] = h[Field.BASE] + scale.unit(h) * scene.values[scene.now - shown + 1 + i];
    }
    boolean negative = h[Field.NEGATIVE] == 1;
    double start = h[Field.START] + scene.t + 1 - shown;
    start(h, sampled);
    h[Field.START] = start;
    for (double value : values) {
      step(h, value, (steps, forecast, lower, upper) -> {});
      foresee(h, none);
    }
    if (shown > 0 && !negative) {
      h[Field.NEGATIVE] = 0; // rounding may have taken a 0 below itself
    }
  }

  /** Keeps unit and base near the series, and looks for a season now and then. */
  private void tend(double[] h) {
    long n = scene.t + 1;
    if (n >= 8 && (Long.bitCount(n) == 1 || n % 1024 == 0)) {
      look(h);
      int shown = (int) Math.min(scene.seasons.fine, n);
      double sum = 0;
      for (int i = scene.now - shown + 2; i <= scene.now; i++) {
        sum += Math.abs(scene.values[i] - scene.values[i - 1]);
      }
      double mean = sum / Math.max(1, shown - 1);
      if (mean > LARGE || (mean > 0 && mean < 1 / LARGE)) {
        rescale(h, Math.max(Math.getExponent(mean), Scale.LEAST - (int) h[Field.EXPONENT]));
      }
      look(h);
      if (Math.abs(scene.values[scene.now]) > FAR) {
        rebase(h, scene.values[scene.now]);
      }
    }
    boolean due = n == FIRST_LOOK || n == SECOND_LOOK || n % NEXT_LOOKS == 0;
    if (due && blueprint.history().values() >= FIRST_LOOK) {
      look(h);
      findSeason(h);
    }
  }

  /** The unit becomes {@code 2^exponent} times as large. */
  private void rescale(double[] h, int exponent) {
    double factor = Math.scalb(1.0, -exponent);
    if (factor > 1e10) {
      start(h, (long) h[Field.STEP]);
      return;
    }
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
    h[Field.EXPECTED] = (float) (h[Field.EXPECTED] * factor - shift);
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
        regressions[0].start(h, seasons(h));
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
    Seasons seasons = seasons(h);
    for (Regression regression : regressions) {
      regression.start(h, seasons);
    }
    profile.clear(h);
    blend.forgetHours(h);
    int shown = (int) Math.min(seasons.fine - 1, scene.t + 1);
    int whole = Math.min(shown, found * (shown / found));
    scene.profiled = scene.t - whole + 1;
    h[Field.PROFILED] = Precision.single((double) scene.profiled);
    for (long i = scene.profiled; i <= scene.t; i++) {
      profile.step(scene, i, scene.values[scene.now - (int) (scene.t - i)]);
    }
    blend.doubt(h);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    look(h);
    fields.put("season", (double) scene.seasons.main);
    fields.put("longer_season", (double) scene.seasons.week);
    fields.put("shorter_season", (double) scene.seasons.hour);
    fields.put("unit", scale.known(h) ? scale.unit(h) : 0);
    fields.put("mean_error", blend.error(h) * (scale.known(h) ? scale.unit(h) : 0));
    if (scale.known(h)) {
      blend.weigh(scene, 1);
      for (int e = 0; e < experts.count(); e++) {
        fields.put("weight_" + experts.names().get(e), blend.weight(e));
      }
    }
    return fields;
  }
}
