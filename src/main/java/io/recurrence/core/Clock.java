package io.recurrence.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learns the sampling step of a series: a majority vote over the times between records (Boyer and
 * Moore, 1991), and the mean of those that agree, rounded to the duration that a person would have
 * chosen. A time of several steps is a gap: it votes against the step, but does not make the series
 * irregular. A series whose times fit no step is irregular, and its steps are its records.
 */
final class Clock implements Recurrence {
  private static final int STEP = 0; // ms; 0 until two times are known
  private static final int MEAN = 1; // mean time between records, ms
  private static final int CENTRE = 2; // mean of the times that agreed with the step, ms
  private static final int PASSED = 3; // ms in steps without a record since the last record
  private static final int SILENCE = 4; // ms since the last value
  private static final int FITTING = 5; // share of the latest times that are whole steps
  private static final int VOTES = 6;
  private static final int COUNT = 7;
  private static final Storage STORAGE =
      Storage.of(Precision.DOUBLE, 5).then(Precision.SINGLE, 1).then(Precision.SHORT, 2);

  private static final int ENOUGH = 3; // times before a step is known
  private static final double MAJORITY = 0.75; // share that makes the series regular
  private static final int MOST = 64; // votes are capped, so that a change of sampling is noticed
  private static final double TOLERANCE = 0.2;
  private static final double MEMORY = 50;

  private static final long[] USUAL = {
    1,
    2,
    5,
    10,
    20,
    25,
    40,
    50,
    100,
    200,
    250,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    20_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_200_000,
    1_800_000,
    3_600_000,
    7_200_000,
    10_800_000,
    14_400_000,
    21_600_000,
    28_800_000,
    43_200_000,
    86_400_000,
    604_800_000
  };
  private static final double NEAR = 0.02;

  private final long fixed;

  /**
   * @param fixed the step in milliseconds where it is configured, 0 to learn it, -1 for a series of
   *     events without one
   */
  Clock(long fixed) {
    this.fixed = fixed;
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

  /** A record comes, {@code elapsed} after the last step. */
  void step(double[] h, long elapsed) {
    double since = h[PASSED] + elapsed;
    h[PASSED] = 0;
    h[SILENCE] += Math.max(0, elapsed);
    if (since > 0) {
      vote(h, since);
    }
  }

  /** A step passes, {@code elapsed} after the last one, for which no record came. */
  void pass(double[] h, long elapsed) {
    h[PASSED] += elapsed;
    h[SILENCE] += elapsed;
  }

  /** The record has a value: returns the time since the value before it, in milliseconds. */
  double heard(double[] h) {
    double silence = h[SILENCE];
    h[SILENCE] = 0;
    return silence;
  }

  private static void vote(double[] h, double elapsed) {
    double steps = h[COUNT] == 0 ? 0 : Math.max(1, Math.rint(elapsed / h[STEP]));
    boolean fits = Math.abs(elapsed - steps * h[STEP]) <= TOLERANCE * h[STEP];
    if (fits && steps == 1) {
      h[VOTES] = Math.min(h[VOTES] + 1, MOST);
      h[CENTRE] += (elapsed - h[CENTRE]) / h[VOTES];
    } else if (h[VOTES] > 0) {
      h[VOTES]--;
    } else {
      h[VOTES] = 1;
      h[CENTRE] = elapsed;
      fits = true;
    }
    if (h[STEP] != h[CENTRE]) {
      h[STEP] = usual(Math.round(h[CENTRE]));
    }
    h[COUNT] = Math.min(h[COUNT] + 1, MEMORY);
    h[MEAN] += (elapsed - h[MEAN]) / h[COUNT];
    h[FITTING] += ((fits ? 1 : 0) - h[FITTING]) / h[COUNT];
  }

  private static double usual(long elapsed) {
    for (long candidate : USUAL) {
      if (Math.abs(elapsed - candidate) <= NEAR * candidate) {
        return candidate;
      }
    }
    return elapsed;
  }

  /** The step in milliseconds, 0 where none is known. */
  long known(double[] h) {
    if (fixed != 0) {
      return Math.max(fixed, 0);
    }
    return h[COUNT] >= ENOUGH && h[FITTING] >= MAJORITY ? (long) h[STEP] : 0;
  }

  /** How far apart in time forecasts are: the step, or the mean time between records. */
  long pace(double[] h) {
    long known = known(h);
    return known > 0 ? known : Math.max(1, Math.round(h[MEAN]));
  }

  /**
   * How many whole steps lie between two records {@code elapsed} apart, themselves not counted; 0
   * if irregular.
   */
  long skipped(double[] h, long elapsed) {
    long known = known(h);
    return known == 0 ? 0 : Math.max(0, Math.round((double) elapsed / known) - 1);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("step_ms", (double) known(h));
    fields.put("pace_ms", (double) pace(h));
    return fields;
  }
}
