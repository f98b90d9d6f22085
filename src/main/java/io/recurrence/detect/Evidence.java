package io.recurrence.detect;

import io.recurrence.core.ElementaryFunctions;
import io.recurrence.core.Expectation;

/**
 * The evidence for an alarm at a value, and what it is evidence of.
 *
 * <pre>
 * u = max( sqrt(mean of e_D1², e_D5², e_D15², e_V²),  e_R - 3.5,  0.7 e_repeat,  0.7 (e_quiet - 4),
 *          min(7, 0.71 e_recent - 0.4),  0.7 e_lasting - 1.5 )
 * e_k = -ln P(as extreme as k is now)
 * </pre>
 *
 * <p>Only what can be seen counts: a level that moves as the forecast has it is none that has
 * shifted, errors stay small because the values are stiller than they mostly are and not because
 * the forecast has learned, a value that rests at an upper bound is not stuck, and where a value
 * lies within its prediction interval a season is missing only if that season is to be believed.
 */
final class Evidence {
  private static final double ERROR_HANDICAP = 3.5;
  private static final double RECENT_WEIGHT = .71; // evidence of one is rarer than that of four
  private static final double RECENT_HANDICAP = .4;
  private static final double RECENT_MOST = 7; // a wild value must not hide the next one
  private static final double LASTING_WEIGHT = .7;
  private static final double LASTING_HANDICAP = 1.5;
  private static final double RUN_WEIGHT = .7;
  private static final double QUIET = .35; // of the usual error: a small one
  private static final double QUIET_HANDICAP = 4;
  private static final double MAX_ORDINARY = 2.5; // evidence of the value against its level
  private static final double STILL = 2.5; // evidence of a spread that is small for this series
  private static final double EXPECTED = .3; // score up to which a value is what was expected
  private static final double PLAIN = 5; // evidence of a repeat that says what it is
  private static final double SURELY = 1 - 1e-6; // level of the quantile at an upper bound,
  private static final double HARDLY = .05; // and of one that lies below it
  private static final double TAIL = .025; // of the prediction interval

  private final LevelStatistics levels;
  private final RecordScore record;
  private final SeasonTrust season;
  private final Runs repeats;
  private final Runs quiets;
  private double repeat;
  private double quiet;
  private double recent;
  private double lasting;
  private double combined;
  private double error;

  Evidence(
      LevelStatistics levels, RecordScore record, SeasonTrust season, Runs repeats, Runs quiets) {
    this.levels = levels;
    this.record = record;
    this.season = season;
    this.repeats = repeats;
    this.quiets = quiets;
  }

  /**
   * Weighs a value that levels and record have judged.
   *
   * @param repeated whether it is the one before
   * @param score of the record
   * @param open whether an incident is open: a value that is ordinary for its level is its end
   */
  double weigh(
      double[] h, Expectation expected, double x, boolean repeated, double score, boolean open) {
    repeat = RUN_WEIGHT * repeats.step(h, repeated);
    double small = quiets.step(h, expected.known() && Math.abs(record.error()) < QUIET);
    quiet = levels.stiller(STILL) ? RUN_WEIGHT * (small - QUIET_HANDICAP) : 0;
    if (Math.max(repeat, quiet) > 0 && atBound(expected, x)) {
      repeat = quiet = 0;
    }
    recent =
        Math.min(RECENT_MOST, RECENT_WEIGHT * -ElementaryFunctions.ln(1 - score) - RECENT_HANDICAP);
    if (recent > MAX_ORDINARY && !visible(h, expected, x)) {
      recent = 0;
    }
    lasting = LASTING_WEIGHT * record.lastingEvidence() - LASTING_HANDICAP;
    lasting = season.trust(h) > 0 ? lasting : 0;
    combined = score < EXPECTED ? 0 : levels.combined();
    error = record.errorEvidence() - ERROR_HANDICAP;
    boolean back = open && levels.evidence[LevelStatistics.D1] < MAX_ORDINARY;
    double max = Math.max(Math.max(repeat, quiet), Math.max(combined, back ? 0 : error));
    return Math.max(max, Math.max(lasting, recent));
  }

  private static boolean atBound(Expectation expected, double x) {
    return expected.known() && expected.quantile(SURELY) == x && expected.quantile(HARDLY) < x;
  }

  private boolean visible(double[] h, Expectation expected, double x) {
    return !expected.hasBaseline()
        || !expected.known()
        || x < expected.quantile(TAIL)
        || x > expected.quantile(1 - TAIL)
        || season.misses(h, expected, x);
  }

  /**
   * What the evidence of the value weighed last is of.
   *
   * @param seasonal the part of it that is the season's
   * @param last the value before
   */
  Finding finding(double[] h, Expectation expected, double x, double seasonal, double last) {
    double max = Math.max(Math.max(combined, error), Double.MIN_NORMAL);
    if (repeat >= RUN_WEIGHT * PLAIN || repeat >= max) {
      return Finding.flat(x, (int) repeats.length(h));
    }
    if (quiet >= max) {
      return Finding.quiet((int) quiets.length(h), QUIET * record.usualError(h, expected));
    }
    if (lasting > Math.max(max, recent)) {
      return Finding.season(expected, x, x - expected.baseline());
    }
    double away = levels.value[LevelStatistics.D1];
    boolean missing = seasonal * away < 0 && Math.abs(seasonal) > .5 * Math.abs(away);
    if (season.trusted(h)
        && expected.hasBaseline()
        && missing
        && error <= Math.max(combined, recent)) {
      return Finding.season(expected, x, away);
    }
    if (expected.known() && recent > max) {
      return Finding.recent(expected, x, last);
    }
    if (error > combined) {
      return Finding.point(expected, x, last, x - expected.mean());
    }
    int k = levels.strongest();
    if (k == LevelStatistics.SPREAD) {
      return Finding.spread(levels.value[k], levels.spread(h), levels.usualDistance(h));
    }
    boolean agrees = expected.known() && (x - expected.mean()) * levels.value[k] > 0;
    return agrees && !levels.lasting(h, k)
        ? Finding.point(expected, x, last, levels.value[k])
        : Finding.level(
            x,
            levels.now(h, k) + seasonal,
            LevelStatistics.values(k),
            levels.before(h, k) + seasonal,
            LevelStatistics.longValues(k),
            seasonal != 0);
  }

  /** The value weighed last has been flagged. */
  void flagged(double[] h) {
    repeats.flagged(h);
    quiets.flagged(h);
  }
}
