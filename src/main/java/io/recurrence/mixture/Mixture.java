package io.recurrence.mixture;

import io.recurrence.core.Calendar;
import io.recurrence.core.Expectation;
import io.recurrence.core.Fan;
import io.recurrence.core.Forecaster;
import io.recurrence.core.Observation;
import io.recurrence.core.Outcomes;
import io.recurrence.core.Past;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.core.StoredForm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The forecaster for series of which nothing is known: an online mixture of simple experts and of
 * sparse autoregressions, with seasons from the calendar or found in the values, and a conformal
 * distribution around it. One memory holds all parts: they share window, profile and unit.
 *
 * <p>A value {@code x_t} is first the truth of the forecasts that wait for it ({@link Blend}), then
 * a pair for each regression ({@link Regression}), then part of the window ({@link Ring}). Values
 * far beyond all errors so far are held back until it is seen what they are ({@link Excursion}).
 */
public final class Mixture implements Forecaster {
  private static final double ABSURD = 1e15; // units from the base: not of this series
  private static final int ABSURD_RUN = 3; // that many of them begin a new series
  private static final double OUTLIER = 20; // mean errors
  private static final double STEP = 2; // units, which a value may always move
  private static final int YOUNG = 50; // truths since the start, or since a season came into sight
  private static final int LEARNED = 120; // steps
  private static final double STRANGE = .5; // of that, for values that were never seen
  private static final double NEARLY = 5; // mean errors
  private static final double NO_DIFFERENCE = 1e-6; // units; where values stand still, so do gaps
  private static final long LONGEST_CHANGE =
      7_200_000; // ms by which clocks are put forward or back
  private static final double NONE = (float) 1e18; // no step

  private final Tier tier;
  private final int reported; // steps ahead of which outcomes are told
  private final Bands bands;
  private final Plan plan = new Plan();
  private final Blueprint blueprint;
  private final Storage storage;
  private final int window; // where it and the profile begin,
  private final int learned; // and where they end
  private final Extremes extremes;
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private final Averages averages;
  private final Regression[] regressions;
  private final Experts experts;
  private final Blend blend;
  private final Excursion excursion;

  private final View view;
  private final Scene scene;
  private final Outlook outlook;
  private final Upkeep upkeep;
  private final Fan none;
  private final Resampling resampling;
  private final double[] missed; // per regression
  private double expected; // of the value at hand

  /**
   * A mixture of the size of a tier.
   *
   * @param calendar that days and weeks follow
   * @param horizon how far its forecasts are to look; it learns as far as a little beyond
   * @param outcomes whether forecasts are kept to be reported with their truth
   */
  public Mixture(Tier tier, Calendar calendar, int horizon, boolean outcomes) {
    this(tier, Blueprint.of(tier, calendar), horizon, outcomes);
  }

  private Mixture(Tier tier, Blueprint blueprint, int horizon, boolean outcomes) {
    this.blueprint = blueprint;
    this.tier = tier;
    this.reported = outcomes ? horizon : 0;
    Field.plan(plan);
    this.window = plan.storage().size();
    this.ring = new Ring(plan, blueprint);
    this.profile = new Profile(plan, blueprint);
    this.learned = plan.storage().size();
    this.averages = new Averages(plan);
    List<Terms> terms = blueprint.regressions();
    this.regressions = new Regression[terms.size()];
    for (int r = 0; r < regressions.length; r++) {
      regressions[r] = new Regression(plan, r, terms.get(r), ring);
    }
    this.bands = blueprint.bands(horizon);
    this.experts = new Experts(blueprint, bands, ring, averages, profile, regressions);
    this.blend = new Blend(plan, blueprint, bands, experts, reported);
    this.extremes = new Extremes(plan, blueprint);
    this.excursion = new Excursion(plan, blueprint);
    this.scale = new Scale(extremes);
    this.storage = plan.storage();
    this.view = new View(blueprint, ring);
    this.scene = view.scene;
    Distribution said = new Distribution(blend, excursion, scale);
    this.outlook = new Outlook(view, scale, ring, profile, experts, blend, said);
    this.upkeep = new Upkeep(view, blueprint, scale, ring, profile, averages, regressions, blend);
    this.resampling = new Resampling(view, scale, ring, profile);
    this.missed = new double[regressions.length];
    this.none = new Fan(1, new double[0], .95, experts.count());
  }

  /** The same as its memory was laid out before it had narrow cells and an upper bound. */
  Mixture former(int horizon) {
    return new Mixture(tier, blueprint.former(), horizon, reported > 0);
  }

  @Override
  public int size() {
    return storage.size();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  /** Its name as a stage, which says all that the shape of its memory depends on. */
  public String name() {
    return MixtureForms.name(tier, calendar(), bands.count(), reported);
  }

  Calendar calendar() {
    return blueprint.calendar();
  }

  int bands() {
    return bands.count();
  }

  @Override
  public Stream<StoredForm> storedForms() {
    return MixtureForms.of(this);
  }

  /**
   * Goes on with the memory of another mixture. One of the same tier is taken as it is, in the
   * bands that both have; of any other, the values in its window are learned.
   *
   * @param told how many steps ahead the other one's forecasts are reported
   */
  void takeOver(Mixture other, int told, double[] from, double[] to) {
    if (other.tier == tier) {
      plan.copy(other.plan, from, to);
      blend.takeOver(told, to);
      if (blueprint.cells() != other.blueprint.cells()) {
        refine(other, from, to);
      }
    } else if (from[Field.T] >= 0) {
      double[] values = other.resampling.values(from, (long) from[Field.STEP]);
      double first = from[Field.START] + from[Field.T] + 1 - values.length;
      begin(to, (long) from[Field.STEP], first, values, from[Field.NEGATIVE] == 1);
    }
  }

  /** Takes the bins of a profile without cells; regressions that have other terms begin anew. */
  private void refine(Mixture other, double[] from, double[] to) {
    other.view.take(from);
    Seasons seasons = view.seasons(to);
    profile.clear(to);
    if (other.scene.seasons.course.bins.period() == seasons.course.bins.period()) {
      profile.set(to, seasons.course, phase -> other.profile.wide(other.scene, phase));
    } else {
      to[Field.PROFILED] = Precision.single(to[Field.T] + 1);
    }
    for (int r = 0; r < regressions.length; r++) {
      if (blueprint.regressions().get(r).extras()) {
        regressions[r].start(to, seasons);
        blend.restart(to, Experts.REGRESSIONS + r);
      }
    }
  }

  @Override
  public long learned(double[] h) {
    return (long) h[Field.T] + 1;
  }

  @Override
  public List<String> experts() {
    return experts.names();
  }

  /** The window is not looked at: each value that enters it is in the averages too. */
  @Override
  public boolean finite(double[] h) {
    return storage.finite(h, 0, window) && storage.finite(h, learned, size());
  }

  @Override
  public void start(double[] h) {
    start(h, 0);
  }

  private void start(double[] h, long step) {
    Arrays.fill(h, 0);
    h[Field.T] = -1;
    h[Field.STEP] = step;
    h[Field.HOUR] = Seasons.hourOf(blueprint.calendar(), step);
    h[Field.SHIFTED] = -1000;
    h[Field.FIRST] = NONE;
    blend.start(h);
    extremes.start(h);
    excursion.start(h);
    profile.clear(h);
    Seasons seasons = view.seasons(h);
    for (Regression regression : regressions) {
      regression.start(h, seasons);
    }
  }

  @Override
  public void step(double[] h, Observation x, Outcomes outcomes) {
    long sampled = x.past().step();
    if (sampled > 0 && sampled != (long) h[Field.STEP]) {
      resample(h, sampled);
    } else {
      follow(h, x.past());
    }
    place(h, x.past());
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
    if (!scale.known(h) && h[Field.T] >= 0 && x != h[Field.LAST]) {
      scale.start(h, Math.abs(x - h[Field.LAST]));
    }
    if (scale.known(h) && holds(h, x)) {
      h[Field.MISSES] = 0;
      hold(h, x, outcomes);
      return;
    }
    h[Field.MISSES] = 0;
    extremes.learn(h, x);
    if (x < 0) {
      h[Field.NEGATIVE] = 1;
    }
    view.look(h);
    if (!scale.known(h)) {
      flat(h, x);
      return;
    }
    double z = scale.of(h, x);
    averages.read(h, scene.averages);
    profile.read(scene, -1, 1);
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
    if (upkeep.tend(h)) {
      start(h, (long) h[Field.STEP]);
    }
  }

  /** The first values, as long as they are all the same: there is no unit yet. */
  private void flat(double[] h, double x) {
    h[Field.BASE] = x;
    h[Field.LAST] = x;
    advance(h);
    push(h, 0);
  }

  private void advance(double[] h) {
    h[Field.T]++;
    scene.t++;
    blend.enter(scene);
  }

  private void push(double[] h, double z) {
    ring.push(h, scene.seasons, scene.t, z);
    profile.step(scene, z);
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

  /** Whether too little is known yet to call a value far. */
  private boolean young(double[] h) {
    return !(blend.seen(h) > YOUNG) && h[Field.T] < LEARNED;
  }

  /** How far a value may be from what was expected, in units. */
  private double bound(double[] h) {
    return young(h)
        ? Double.MAX_VALUE
        : Math.max(STEP, OUTLIER * blend.error(h)) * blend.widening(scene, scene.t);
  }

  /** Whether a value is held back. */
  private boolean holds(double[] h, double x) {
    view.look(h);
    expected = h[Field.MISSES] == 0 ? h[Field.EXPECTED] : (float) outlook.mean(1, 1);
    double z = scale.of(h, x);
    double before = scale.of(h, h[Field.LAST]);
    double away = young(h) ? 0 : Math.abs(z - expected) / bound(h);
    boolean leaves = excursion.leaves(scene, z, expected, before);
    if (!Excursion.lasts(h)) {
      boolean strange = away > STRANGE && h[Field.AWAY] == 0 && strange(x, z, away);
      return (leaves || strange) && !excursion.begins(scene);
    }
    if (leaves || away > 1) {
      return true;
    }
    if (z == before) { // a level that had stood still has moved
      for (long back = 0; back < h[Field.AWAY]; back++) {
        ring.repair(h, scene.seasons, scene.t - back, z);
      }
    }
    excursion.end(h);
    return false;
  }

  /** What is learned in place of {@code z}. */
  private double admit(double[] h, double z) {
    if (young(h)) {
      return z;
    }
    double bound = bound(h);
    double usual = scene.known ? scene.usual[scene.now + 1] : expected;
    double least = Math.min(expected, usual) - bound;
    double most = Math.max(expected, usual) + bound;
    if (z >= least && z <= most) {
      h[Field.AWAY] = 0;
      return z;
    }
    double before = scale.of(h, h[Field.LAST]);
    if (h[Field.AWAY] < 0 && Math.abs(z - before) < bound) {
      ring.repair(h, scene.seasons, scene.t - 1, before);
      h[Field.AWAY] = 0;
      return z;
    }
    h[Field.AWAY] = -1;
    return Math.max(least, Math.min(most, z));
  }

  /** Whether a value is none that the series is known to have. */
  private boolean strange(double x, double z, double away) {
    double[] h = scene.h;
    int season = Math.max(scene.seasons.main, scene.seasons.course.settled);
    boolean begun = season > 0 && scene.t < scene.profiled + season;
    boolean reached = extremes.reach(h, x, NEARLY * blend.error(h) * scale.unit(h));
    boolean daily = scene.seasons.week > 0; // what has a day seldom leaves its range
    boolean unseen = (daily || away > 1) && (season == 0 || (!begun && !reached));
    return unseen || Excursion.resets(scene, z);
  }

  private void hold(double[] h, double x, Outcomes outcomes) {
    double z = scale.of(h, x);
    double before = scale.of(h, h[Field.LAST]);
    excursion.take(scene, z, expected, before, blend.error(h) * blend.widening(scene, scene.t));
    advance(h);
    blend.learn(scene, z, scale, outcomes);
    double level = scene.values[scene.now];
    ring.push(h, scene.seasons, scene.t, Excursion.still(scene) ? level : expected);
    h[Field.LAST] = x;
    if (excursion.settled(scene)) {
      double shift = excursion.offset(h);
      h[Field.BASE] += shift * scale.unit(h); // all that is known of the series moves with it
      blend.move(h, shift);
      h[Field.SHIFTED] = Precision.single((double) scene.t);
      h[Field.NEGATIVE] = x < 0 ? 1 : h[Field.NEGATIVE];
      excursion.end(h);
    }
  }

  /**
   * As clocks are put forward or back, puts in or takes out as many steps, so that the lags of a
   * day and of a week stay at the same local time.
   */
  private void follow(double[] h, Past past) {
    Seasons s = view.seasons(h);
    if (!blueprint.calendar().changes() || s.week == 0 || h[Field.T] < s.main) {
      return;
    }
    long start = past.intervalNumber() - (long) (h[Field.T] + 1);
    long moved = Math.floorMod(start - (long) h[Field.START], (long) s.main);
    moved -= 2 * moved > s.main ? s.main : 0;
    if (Math.abs(moved) * (long) h[Field.STEP] > LONGEST_CHANGE) {
      return;
    }
    for (long i = 0; i < moved; i++) {
      pass(h);
    }
    if (moved < 0 && s.fine > s.width - moved) {
      h[Field.T] += moved;
      h[Field.FIRST] = NONE;
      ring.rewind(h, s, (long) h[Field.T]);
    }
  }

  /** The phase of a season follows event time: that of the step that comes next. */
  private static void place(double[] h, Past past) {
    h[Field.START] = past.intervalNumber() - (h[Field.T] + 1);
  }

  @Override
  public void amend(double[] h, double x) {
    view.look(h);
    if (scene.t < 0) {
      return;
    }
    if (!scale.known(h) && x != h[Field.LAST]) {
      scale.start(h, Math.abs(x - h[Field.LAST])); // readings differ, though no two steps have
    }
    double z = scale.of(h, x);
    double change = z - scene.values[scene.now];
    if (!scale.known(h) || !(Math.abs(change) <= bound(h))) {
      return; // a reading that is wild is judged, and not learned
    }
    if (h[Field.MISSES] == 0) {
      averages.read(h, scene.averages);
      profile.read(scene, -2, 0);
      for (Regression regression : regressions) {
        regression.amend(scene, change);
      }
      profile.amend(scene, change);
      averages.amend(h, change, (double) scene.t + 1);
    }
    ring.repair(h, scene.seasons, scene.t, z);
    h[Field.LAST] = x;
    h[Field.MISSES] = 0;
  }

  @Override
  public void miss(double[] h, Past past) {
    if (h[Field.T] >= 0) {
      follow(h, past);
      place(h, past);
      pass(h);
    }
  }

  private void pass(double[] h) {
    h[Field.MISSES] = Math.min(h[Field.MISSES] + 1, Short.MAX_VALUE);
    view.look(h);
    double z = 0;
    if (scale.known(h)) {
      z = outlook.mean(1, 1);
      double present = scene.values[scene.now];
      z = Math.abs(z - present) < NO_DIFFERENCE ? present : (float) z;
    }
    advance(h);
    ring.push(h, scene.seasons, scene.t, z);
    blend.drop(h, scene.t);
  }

  @Override
  public void expect(double[] h, Past past, Expectation expectation) {
    outlook.expect(h, past.intervalNumber(), expectation);
  }

  @Override
  public void foresee(double[] h, Past past, Fan fan) {
    outlook.foresee(h, fan);
  }

  @Override
  public void forecast(double[] h, Past past, Fan fan) {
    outlook.forecast(h, fan);
  }

  @Override
  public void skip(double[] h, long steps) {
    h[Field.START] += steps;
    h[Field.FIRST] = NONE;
  }

  /**
   * The sampling interval has become known, or another: learns the values that the window holds at
   * the new interval anew, and keeps the profile of the day.
   */
  private void resample(double[] h, long sampled) {
    if (!resampling.needed(h, sampled)) {
      h[Field.STEP] = sampled;
      return;
    }
    double[] values = resampling.values(h, sampled);
    double[] course = resampling.profile(h);
    begin(h, sampled, 0, values, h[Field.NEGATIVE] == 1);
    resampling.keep(h, course);
  }

  /** Begins anew with some values, the first of which has the phase {@code first}. */
  private void begin(double[] h, long step, double first, double[] values, boolean negative) {
    start(h, step);
    h[Field.START] = first;
    for (double value : values) {
      step(h, value, (steps, forecast, lower, upper) -> {});
      outlook.foresee(h, none);
    }
    if (values.length > 0 && !negative) {
      h[Field.NEGATIVE] = 0; // rounding may have taken a 0 below itself
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    view.look(h);
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
