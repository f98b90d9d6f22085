package io.recurrence.detect;

import io.recurrence.core.Detector;
import io.recurrence.core.ElementaryFunctions;
import io.recurrence.core.Expectation;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.core.StoredForm;
import io.recurrence.core.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scores each record by how rare it is, and raises an alarm where an incident begins or worsens.
 * The two are apart: the score judges the value whatever came before it ({@link RecordScore}); the
 * alarm asks for more evidence after an alarm than before it ({@link Incident}).
 *
 * <p>The evidence u of an alarm is that of the level and the spread ({@link LevelStatistics}), of
 * the error R of the forecast in units of what is usual at its time of the season, of a value that
 * repeats, of errors that stay small ({@link Runs}), of the last few values together, and of the
 * mean distance of some minutes from what is usual at their time of the season. It becomes a
 * probability by {@link Calibration}; an alarm whose probability is at most the alarm rate is
 * flagged.
 */
public final class SurpriseDetector implements Detector {
  static final int WARM_UP = 20;

  private static final int ERROR =
      LevelStatistics.STATISTICS; // statistics beyond those of the level
  private static final int DISTANCE = ERROR + 1;
  static final int STATISTICS = DISTANCE + 1;

  private static final double KNOWN_EVIDENCE = 7; // evidence that an open incident explains,
  private static final int KNOWN_EVERY = 2; // of which each second one is learned
  private static final double RESOLUTION = 0x1p-48; // 16 steps of a double: what rounding may leave
  private static final double ALARMING = .01; // probability from which a value is an alarm
  private static final double MAX_VALUES = 16384; // values in the histories before they are halved
  private static final double COUNTED = 1e6;

  static final int LEVELS = 0;
  static final int LAST = LEVELS + LevelStatistics.DOUBLES;
  static final int SEASON = LAST + 1;
  static final int N = SEASON + SeasonTrust.DOUBLES; // up to 1e6: exact in single precision
  private static final int MASS = N + 1;
  static final int SEASON_ERRORS = MASS + 1;
  static final int SPREADS = SEASON_ERRORS + SeasonTrust.SINGLES;
  private static final int RECORD = SPREADS + LevelStatistics.SINGLES;
  static final int CALIBRATION = RECORD + RecordScore.SINGLES;
  static final int INCIDENT = CALIBRATION + Calibration.SIZE;
  static final int REPEATS = INCIDENT + Incident.SINGLES + Incident.SHORTS;
  private static final int QUIETS = REPEATS + Runs.SHORTS;
  private static final int RARE = QUIETS + Runs.SHORTS;
  private static final int ODD = RARE + LevelStatistics.SHORTS;
  static final int HISTORIES = ODD + 1;
  private static final int RATIOS = HISTORIES + Histories.size(STATISTICS);

  private static final Storage STORAGE =
      Storage.of(Precision.DOUBLE, N)
          .then(Precision.SINGLE, INCIDENT + Incident.SINGLES - N)
          .then(Precision.SHORT, RATIOS - INCIDENT - Incident.SINGLES)
          .then(Precision.BRIEF, RecordScore.BRIEFS);

  private final Histories histories = new Histories(STATISTICS, HISTORIES);
  private final LevelStatistics levels = new LevelStatistics(histories, LEVELS, SPREADS, RARE);
  private final Calibration calibration = new Calibration(CALIBRATION, Calibration.Law.OF_ALARMS);
  private final RecordScore record = new RecordScore(histories, ERROR, DISTANCE, RECORD, RATIOS);
  private final SeasonTrust season = new SeasonTrust(SEASON, SEASON_ERRORS);
  private final Incident incident = new Incident(INCIDENT);
  private final Evidence evidence =
      new Evidence(levels, record, season, new Runs(REPEATS), new Runs(QUIETS));
  private final AlarmRule rule;

  public SurpriseDetector(AlarmRule rule) {
    this.rule = rule;
  }

  @Override
  public int size() {
    return STORAGE.size();
  }

  @Override
  public Storage storage() {
    return STORAGE;
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public Stream<StoredForm> storedForms() {
    return SurpriseForms.of();
  }

  @Override
  public void round(double[] h) {
    STORAGE.round(h);
  }

  /** Beyond the means there are counts, which are whole numbers whatever comes. */
  @Override
  public boolean finite(double[] h) {
    return STORAGE.finite(h, 0, REPEATS);
  }

  @Override
  public void start(double[] h) {
    histories.start(h);
    calibration.start(h);
    record.start(h);
    incident.start(h);
  }

  @Override
  public double alarmRate(double interval) {
    return rule.rate(interval);
  }

  @Override
  public void step(double[] h, Expectation expected, double x, Verdict verdict) {
    double n = h[N];
    boolean warm = n >= WARM_UP;
    double seasonal = season.part(h, expected, x);
    if (n == 0) {
      levels.begin(h, x - seasonal);
      h[LAST] = x;
    }
    double moved = expected.movedWhileClosed(x);
    if (moved != 0) {
      levels.move(h, moved);
    }
    double min = RESOLUTION * Math.abs(x) + Double.MIN_NORMAL;
    double lnMass = ElementaryFunctions.ln(h[MASS] + 1);
    levels.observe(h, x - seasonal, min, n, lnMass, warm);
    double score = 1 - record.judge(h, expected, x - moved, min, n, lnMass, warm);
    boolean repeated = n > 0 && x == h[LAST];
    double weight = evidence.weigh(h, expected, x, repeated, score, incident.open(h));
    boolean candidate = incident.admits(h, weight, record.errorEvidence() > lnMass);
    double p = calibration.probability(h, weight, candidate);
    if (warm) {
      calibration.learn(h, weight, candidate, n);
    }
    boolean rare = candidate && warm && rule.flags(expected, x, p);
    boolean flagged = rare && flag(h, expected, x, seasonal, p, verdict);
    if (flagged) {
      verdict.score(score);
    } else {
      verdict.normal(warm ? score : 0);
      verdict.alarm(candidate && warm && p <= ALARMING ? 1 - p : 0);
    }
    incident.follow(
        h,
        flagged,
        p,
        weight,
        levels.evidence[LevelStatistics.D1],
        levels.value[LevelStatistics.D1],
        verdict);
    learn(h, expected, x, n, warm);
  }

  /** Flags the value, if alarms of its direction are asked for. */
  private boolean flag(
      double[] h, Expectation expected, double x, double seasonal, double p, Verdict verdict) {
    Finding finding = evidence.finding(h, expected, x, seasonal, h[LAST]);
    if (!rule.asked(finding.direction())) {
      return false;
    }
    verdict.flag(
        1 - p,
        rule.grade(expected, p),
        finding.kind(),
        finding.direction(),
        Reasons.of(finding.what(), p));
    evidence.flagged(h);
    return true;
  }

  private void learn(double[] h, Expectation expected, double x, double n, boolean warm) {
    boolean all = !incident.open(h) || incident.values(h) % KNOWN_EVERY == 0;
    levels.learn(h, n, warm, all ? Double.MAX_VALUE : KNOWN_EVIDENCE);
    h[MASS]++;
    if (h[MASS] >= MAX_VALUES) {
      h[MASS] /= 2;
      histories.halve(h, h[ODD] == 1);
      h[ODD] = 1 - h[ODD];
    }
    if (expected.hasBaseline()) {
      histories.restate(
          h, LevelStatistics.SPREAD, season.learn(h, expected.baseline(), x, expected.pace()));
    }
    h[LAST] = x;
    h[N] = Math.min(n + 1, COUNTED);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("level", levels.before(h, LevelStatistics.D1));
    fields.put("mean_distance", levels.usualDistance(h));
    fields.put("season_trust", season.trust(h));
    fields.put("values_in_history", h[MASS]);
    fields.put("incident", incident.open(h) ? 1.0 : 0.0);
    return fields;
  }
}
