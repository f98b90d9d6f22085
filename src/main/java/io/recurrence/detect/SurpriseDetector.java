package io.recurrence.detect;

import io.recurrence.core.Detector;
import io.recurrence.core.Elementary;
import io.recurrence.core.Expectation;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Flags what a series has not done before. Five signed statistics are compared with their own
 * {@linkplain Histories history}: a value, the mean of 5 and the mean of 15, each against a longer
 * mean that does not hold it; how much values swing; and the error of the forecast.
 *
 * <pre>
 * z   = x - w (usual - its mean)                 the season is taken out as far as it forecasts
 * D1  = z - L20,  D5 = M5 - L60,  D15 = M15 - L180
 * V   = ln(mean |D1| over 30 / over 240),  R = x - expected
 * e_k = -ln P(as extreme as k is now)
 * u   = max( sqrt(mean of e_D1², e_D5², e_D15², e_V²),  e_R - 4,  flat line )
 * </pre>
 *
 * <p>The quadratic mean asks for agreement of the scales without outvoting a single clear one; the
 * forecast's error alone must be extreme. Evidence u becomes a probability by {@link Calibration},
 * and values that follow a strange one need more ({@link Incident}). A value is flagged where its
 * probability is at most the alarm rate. Long means hardly learn rare values; values that stay
 * where they hardly ever were are a new level, which the means take at once.
 */
public final class SurpriseDetector implements Detector {
  private static final int D1 = 0;
  private static final int D5 = 1;
  private static final int D15 = 2;
  private static final int SWING = 3;
  private static final int ERROR = 4;
  private static final int STATISTICS = 5;
  private static final int QUADRATIC = 4; // statistics in the quadratic mean
  private static final double[] SHORT = {1, 5, 15}; // memory of the means, in values
  private static final double[] LONG = {20, 60, 180};
  private static final double SWING_SHORT = 30;
  private static final double SWING_LONG = 240;

  private static final double ERROR_HANDICAP = 4;
  private static final double FLAT_HANDICAP = 2.3;
  private static final double RESOLUTION = 0x1p-48; // 16 steps of a double: what rounding may leave
  private static final double RARE = .005; // probability below which long means learn less
  private static final int SETTLED = 50; // values before that
  private static final double ALARMING = .01; // probability from which a value is an alarm
  private static final double STEADY = 1e-9; // change of the swing that is none
  private static final double SHIFT_SURPRISE = 5; // a new level: rare values,
  private static final double SHIFT_STEADY = .25; // as steady as this, compared with the shift,
  private static final int SHIFT_RUN = 5; // so many in a row
  private static final double MOST = 16384; // values in the histories before they are halved
  private static final double COUNTED = 1e6;

  static final int WARM_UP = 20;

  private static final int M = 0; // means of 1, 5, 15
  private static final int L = 3; // means of 20, 60, 180
  private static final int LAST = 6;
  private static final int SWING_NOW = 7;
  private static final int SWING_USUAL = 8;
  private static final int SEASON = 9;
  private static final int N = SEASON + SeasonTrust.DOUBLES;
  private static final int MASS = N + 1;
  private static final int CALIBRATION = MASS + 1;
  private static final int INCIDENT = CALIBRATION + Calibration.SIZE;
  private static final int RUN = INCIDENT + Incident.SINGLES + Incident.SHORTS;
  private static final int LONGEST_RUN = RUN + 1;
  private static final int CHANGES = RUN + 2;
  private static final int SHIFT = RUN + 3; // rare values in a row, negative below
  private static final int ODD = RUN + 4;
  private static final int HISTORIES = RUN + 5;

  private static final Storage STORAGE =
      Storage.of(Precision.DOUBLE, N)
          .then(Precision.SINGLE, 2 + Calibration.SIZE + Incident.SINGLES)
          .then(Precision.SHORT, Incident.SHORTS + 5 + Histories.size(STATISTICS));

  private final Histories histories = new Histories(STATISTICS, HISTORIES);
  private final Calibration calibration = new Calibration(CALIBRATION);
  private final SeasonTrust season = new SeasonTrust(SEASON);
  private final Incident incident = new Incident(INCIDENT);
  private final AlarmRule rule;
  private final double[] s = new double[STATISTICS];
  private final double[] e = new double[STATISTICS];
  private double clipped; // z, as far as it counts for means
  private double swing; // its distance

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
  public void round(double[] h) {
    STORAGE.round(h);
  }

  /** Beyond the means there are counts, which are whole numbers whatever comes. */
  @Override
  public boolean finite(double[] h) {
    return STORAGE.finite(h, 0, RUN);
  }

  @Override
  public void start(double[] h) {
    histories.start(h);
    calibration.start(h);
    incident.start(h);
  }

  @Override
  public void step(double[] h, Expectation expected, double x, Verdict verdict) {
    double n = h[N];
    boolean warm = n >= WARM_UP;
    double seasonal = season.part(h, expected, x);
    double z = x - seasonal;
    if (n == 0) {
      Arrays.fill(h, M, LAST, z);
      h[LAST] = x;
    }
    double moved = expected.movedWhileClosed(x);
    for (int i = M; moved != 0 && i < LAST; i++) { // the means move with it
      h[i] += moved;
    }
    observe(h, expected, x - moved, z);
    double lnMass = Elementary.ln(h[MASS] + 1);
    double evidence = 0;
    int strongest = 0;
    for (int k = 0; k < STATISTICS; k++) {
      e[k] = warm && s[k] != 0 ? histories.surprise(h, k, s[k], lnMass) : 0;
      if (k < QUADRATIC) {
        evidence += e[k] * e[k] / QUADRATIC;
        strongest = e[k] > e[strongest] ? k : strongest;
      }
    }
    evidence = Math.sqrt(evidence);
    if (e[ERROR] - ERROR_HANDICAP > evidence) {
      evidence = e[ERROR] - ERROR_HANDICAP;
      strongest = ERROR;
    }
    boolean flat = flat(h, x) && lnMass - FLAT_HANDICAP > evidence;
    if (flat) {
      evidence = lnMass - FLAT_HANDICAP;
    }
    boolean candidate = incident.admits(h, evidence);
    double p = calibration.probability(h, evidence, candidate);
    if (warm) {
      calibration.learn(h, evidence, candidate, n);
    }
    Kind kind = flat ? Kind.FLAT_LINE : kind(h, x, seasonal, strongest);
    Direction direction = direction(kind, strongest);
    boolean flagged = candidate && warm && rule.flags(expected, x, p, direction);
    if (flagged) {
      Reasons.flag(verdict, expected, x, p, rule.grade(expected, p), kind, direction);
    } else {
      verdict.normal(warm ? 1 - p : 0);
    }
    if (candidate && warm && p <= ALARMING) {
      verdict.alarm(1 - p);
    }
    incident.follow(h, flagged, p, evidence, e[D1], s[D1], verdict);
    learn(h, z, n, warm);
    if (expected.hasUsual()) {
      histories.restate(h, SWING, season.learn(h, expected.usual(), x));
    }
    h[LAST] = x;
    h[N] = Math.min(n + 1, COUNTED);
  }

  /** Moves the short means on, and takes the statistics of this value. */
  private void observe(double[] h, Expectation expected, double x, double z) {
    double least = RESOLUTION * Math.abs(x) + Double.MIN_NORMAL;
    double distance = z - h[L];
    clipped = z;
    double bound = h[N] > SETTLED ? histories.beyond(h, D1) : 0;
    if (bound > 0) { // one wild value must not fill the means for long
      clipped = h[L] + Math.max(-bound, Math.min(bound, distance));
    }
    h[M] = z;
    for (int k = D5; k <= D15; k++) {
      h[M + k] += (clipped - h[M + k]) / SHORT[k];
    }
    for (int k = D1; k <= D15; k++) {
      s[k] = significant(h[M + k] - h[L + k], least);
    }
    swing = s[D1] == 0 ? 0 : Math.abs(clipped - h[L]);
    h[SWING_NOW] += (swing - h[SWING_NOW]) / SWING_SHORT;
    double ratio = (h[SWING_NOW] + least) / (h[SWING_USUAL] + least);
    s[SWING] = h[N] == 0 ? 0 : significant(Elementary.ln(ratio), STEADY);
    s[ERROR] = expected.known() && h[N] > 0 ? significant(x - expected.mean(), least) : 0;
  }

  private static double significant(double value, double least) {
    return Math.abs(value) > least ? value : 0;
  }

  /** Whether the value has now been the same for so long that it is time to say so, once. */
  private static boolean flat(double[] h, double x) {
    if (h[N] > 0 && x == h[LAST]) {
      h[RUN]++;
      return h[CHANGES] >= WARM_UP && h[RUN] == 2 * h[LONGEST_RUN] + 5;
    }
    h[LONGEST_RUN] = Math.max(h[LONGEST_RUN], h[RUN]);
    h[RUN] = 0;
    if (h[N] > 0) {
      h[CHANGES] = Math.min(h[CHANGES] + 1, Short.MAX_VALUE);
    }
    return false;
  }

  private Kind kind(double[] h, double x, double seasonal, int strongest) {
    if (strongest == SWING) {
      return s[SWING] > 0 ? Kind.VARIANCE_UP : Kind.VARIANCE_DOWN;
    }
    if (x == 0 && h[LAST] != 0 && s[strongest] < 0) {
      return Kind.DROP_OUT;
    }
    if (season.trusted(h) && seasonal * s[D1] < 0 && Math.abs(seasonal) > .5 * Math.abs(s[D1])) {
      return Kind.BROKEN_SEASON;
    }
    return strongest == D5 || strongest == D15 ? Kind.LEVEL_SHIFT : Kind.POINT;
  }

  private Direction direction(Kind kind, int strongest) {
    return switch (kind) {
      case FLAT_LINE, VARIANCE_UP, VARIANCE_DOWN -> Direction.NONE;
      default -> s[strongest] > 0 ? Direction.ABOVE : Direction.BELOW;
    };
  }

  private void learn(double[] h, double z, double n, boolean warm) {
    for (int k = 0; k < STATISTICS; k++) {
      if (s[k] != 0) {
        histories.learn(h, k, s[k], !warm);
      }
    }
    h[MASS]++;
    if (h[MASS] >= MOST) {
      h[MASS] /= 2;
      histories.halve(h, h[ODD] == 1);
      h[ODD] = 1 - h[ODD];
    }
    for (int k = D1; k <= D15; k++) {
      double rate = Math.max(1 / LONG[k], 1 / (n + 2));
      double weight = n > SETTLED ? Math.min(1, Elementary.exp(-e[k]) / RARE) : 1;
      h[L + k] += rate * weight * (clipped - h[L + k]);
    }
    shift(h, z);
    double rate = Math.max(1 / SWING_LONG, 1 / (n + 2));
    h[SWING_USUAL] += rate * (swing - h[SWING_USUAL]);
  }

  /** Values that stay where they hardly ever were are a new level: the means go there at once. */
  private void shift(double[] h, double z) {
    boolean steady = Math.abs(z - h[M + D5]) <= SHIFT_STEADY * Math.abs(h[M + D5] - h[L]);
    if (e[D1] < SHIFT_SURPRISE || !steady) {
      h[SHIFT] = 0;
      return;
    }
    h[SHIFT] = s[D1] > 0 ? Math.max(0, h[SHIFT]) + 1 : Math.min(0, h[SHIFT]) - 1;
    if (Math.abs(h[SHIFT]) >= SHIFT_RUN) {
      h[M + D15] = h[L] = h[L + D5] = h[L + D15] = h[M + D5];
      h[SHIFT] = 0;
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("level", h[L]);
    fields.put("mean_distance", h[SWING_USUAL]);
    fields.put("season_trust", season.trust(h));
    fields.put("values_in_history", h[MASS]);
    fields.put("incident", incident.open(h) ? 1.0 : 0.0);
    return fields;
  }
}
