package io.recurrence.detect;

import io.recurrence.core.Detector;
import io.recurrence.core.Expectation;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Scores a value by how rare its distance from the forecast is. Distances are taken in units of the
 * forecast's own band; the one that a share {@value #TAIL} of them exceeds is tracked online, and
 * beyond it the tail is exponential with the mean excess seen there (peaks over threshold:
 * Pickands, 1975). A value is flagged where the probability of one as far or farther is below the
 * alarm rate, which is so the share of ordinary values that is flagged.
 */
public final class TailDetector implements Detector {
  private static final double TAIL = 0.02;
  private static final double LOG_TAIL = StrictMath.log(TAIL);
  private static final double INITIAL_THRESHOLD =
      2.33; // the distance that a normal exceeds once in 50
  private static final double START_EXCESS = 0.37;
  private static final double RATE = 0.05;
  private static final double MEMORY_EXCESSES = 50; // excesses over which their mean is taken
  private static final int WARM_UP = 10;
  private static final double MAX_MOVED = 0.01; // rate that feedback leads to

  private static final int EDGE = 0;
  private static final int EXCESS = 1;
  private static final int COUNT = 2;
  private static final Storage STORAGE = Storage.of(Precision.SINGLE, 3);

  private final double alarmRate;

  /**
   * @param alarmRate the share of ordinary values that may be flagged, in (0, 0.5)
   */
  public TailDetector(double alarmRate) {
    this.alarmRate = alarmRate;
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

  @Override
  public void start(double[] h) {
    h[EDGE] = INITIAL_THRESHOLD;
    h[EXCESS] = START_EXCESS;
    h[COUNT] = 1;
  }

  @Override
  public double alarmRate(double interval) {
    return alarmRate;
  }

  @Override
  public void step(double[] h, Expectation expected, double x, Verdict verdict) {
    if (!expected.known()) {
      verdict.normal(0);
      return;
    }
    judge(h, expected, x, verdict);
    learn(h, distance(expected, x));
  }

  private void judge(double[] h, Expectation expected, double x, Verdict verdict) {
    double distance = distance(expected, x);
    double p = probability(h, distance);
    double rate = Math.min(Math.max(alarmRate, MAX_MOVED), alarmRate * expected.alarmFactor());
    if (expected.count() < WARM_UP || rate == 0 || p > rate) {
      verdict.normal(expected.count() < WARM_UP ? 0 : 1 - p);
      verdict.alarm(verdict.score());
      return;
    }
    boolean above = x > expected.mean();
    double grade = 1 - StrictMath.log(rate) / StrictMath.log(Math.max(p, Double.MIN_NORMAL));
    String reason =
        String.format(
            Locale.ROOT,
            "%.6g is %s the expected %.6g; a value as far off comes once in %.2g",
            x,
            above ? "above" : "below",
            expected.shown(),
            1 / Math.max(p, 1e-300));
    verdict.flag(1 - p, grade, Kind.POINT, above ? Direction.ABOVE : Direction.BELOW, reason);
  }

  /**
   * In units of the deviation that the band of 80 % would have on a normal; 0 where the value is
   * what was expected.
   */
  private static double distance(Expectation expected, double x) {
    double error = Math.abs(x - expected.mean());
    double unit = (expected.quantile(0.9) - expected.quantile(0.1)) / 2.563;
    return error == 0 ? 0 : Math.min(MAX_DISTANCE, error / unit);
  }

  private static final double MAX_DISTANCE = 1e6;

  /** The share of ordinary values at least this far off. */
  private static double probability(double[] h, double distance) {
    double edge = h[EDGE];
    if (distance <= edge) {
      double share = distance / edge;
      return StrictMath.exp(LOG_TAIL * share * Math.sqrt(share));
    }
    return TAIL * StrictMath.exp(-(distance - edge) / h[EXCESS]);
  }

  private static void learn(double[] h, double distance) {
    boolean exceeds = distance > h[EDGE];
    if (exceeds) {
      double count = Math.min(h[COUNT] + 1, MEMORY_EXCESSES);
      double excess =
          Math.min(distance - h[EDGE], 10 * h[EXCESS]); // one wild value must not blind it
      h[EXCESS] += (excess - h[EXCESS]) / count;
      h[COUNT] = count;
    }
    h[EDGE] = Math.max(1, h[EDGE] + RATE * ((exceeds ? 1 : 0) - TAIL) * h[EDGE]);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("edge", h[EDGE]);
    fields.put("mean_excess", h[EXCESS]);
    return fields;
  }
}
