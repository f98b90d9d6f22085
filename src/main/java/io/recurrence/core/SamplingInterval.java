package io.recurrence.core;

import io.recurrence.time.UsualIntervals;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Estimates the sampling interval of a series from the times between its records.
 *
 * <p>The interval of a regular series is a majority vote over those times (Boyer and Moore, 1991),
 * refined to the mean of those that agree and taken as the usual duration next to it. It is kept
 * while it explains the records: jitter, and a loop that runs a little slow, do not change it. A
 * time of several intervals is a gap: it votes against the interval, but does not make the series
 * irregular. An irregular series, such as one that reports changes, is sampled at a usual duration
 * near its mean time between records, unless its records come within seconds: the steps of such a
 * series are its records.
 */
final class SamplingInterval implements Recurrence {
  private static final int STEP = 0; // the interval in use, ms; 0 until two times are known
  private static final int MEAN = 1; // mean time between records, ms
  private static final int CENTRE = 2; // mean of the times that agreed with the majority, ms
  private static final int PASSED = 3; // ms in steps without a record since the last record
  private static final int SILENCE = 4; // ms since the last value
  private static final int FITTING = 5; // share of the latest times that are whole intervals
  private static final int VOTES = 6;
  private static final int COUNT = 7;
  private static final Storage STORAGE =
      Storage.of(Precision.DOUBLE, 5).then(Precision.SINGLE, 1).then(Precision.SHORT, 2);

  private static final int ENOUGH = 3; // times before an interval is known
  private static final int SETTLED = 8; // votes for a mean that can be relied on,
  private static final int CERTAIN = 32; // and more so
  private static final int MEMORY = 50; // times
  private static final int MOST = 64; // votes are capped, so that a change of sampling is noticed
  private static final double TOLERANCE = 0.3; // of an interval, that a time may differ from it
  private static final double REGULAR = 0.75; // share of fitting times that makes a series regular
  private static final double IRREGULAR = 0.6; // and irregular
  private static final double NEAR = 0.02; // how far a usual interval may be from the mean
  private static final double NEAR_LOOSE = 0.12; // where times of a minute or more jitter
  private static final double MINUTE = 60_000; // ms: shorter intervals give no season of the day
  private static final double LOOSE = 0.1; // by so much of an interval, and until they jitter
  private static final double STEADY = 0.03; // by less
  private static final double KEPT = 0.05; // how far the mean may be from a usual interval in use,
  private static final double KEPT_CERTAIN = 0.025; // once there are votes enough,
  private static final double KEPT_UNUSUAL = 0.01; // and from one that is not usual
  private static final double COARSER = 4; // an irregular series is sampled anew where its mean
  private static final double FINER = 8; // time is so many intervals, or such a part of one
  private static final double RECORDS = 1000; // ms between records, below which they are steps
  private static final double SPARSE = 0.6; // see Grid#filled
  private static final double GAPPY = 3.5; // mean time of a regular series, in intervals, at most
  private static final double LONGEST = 8; // mean times that one time counts as, at most
  private static final double OUTLIER = 0.05; // of an interval, by which one time moves the mean

  private final long fixed;

  /**
   * @param fixed the interval in milliseconds where it is configured, 0 to learn it, -1 for a
   *     series of events without one
   */
  SamplingInterval(long fixed) {
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

  /**
   * A record comes, {@code elapsed} after the last step or record.
   *
   * @param filled see {@link IntervalGrid#filled}
   * @param jitter see {@link IntervalGrid#jitter}
   */
  void step(double[] h, long elapsed, double filled, double jitter) {
    double firstScorable = h[PASSED] + elapsed;
    h[PASSED] = 0;
    h[SILENCE] += Math.max(0, elapsed);
    if (firstScorable > 0) {
      vote(h, firstScorable);
      settle(h, filled, jitter);
    }
  }

  /** A step passes, {@code elapsed} after the last one, for which no record came. */
  void fillStep(double[] h, long elapsed) {
    h[PASSED] += elapsed;
    h[SILENCE] += elapsed;
  }

  /** The record has a value: returns the time since the value before it, in milliseconds. */
  double sinceValue(double[] h) {
    double silence = h[SILENCE];
    h[SILENCE] = 0;
    return silence;
  }

  private static void vote(double[] h, double elapsed) {
    double centre = h[CENTRE];
    double intervals = h[COUNT] == 0 ? 0 : Math.max(1, Math.rint(elapsed / centre));
    boolean fits = Math.abs(elapsed - intervals * centre) <= TOLERANCE * centre;
    if (fits && intervals == 1) {
      h[VOTES] = Math.min(h[VOTES] + 1, MOST);
      double bound = h[VOTES] < SETTLED ? centre : OUTLIER * centre;
      h[CENTRE] += Math.max(-bound, Math.min(bound, elapsed - centre)) / h[VOTES];
    } else if (h[VOTES] > 0) {
      h[VOTES]--;
    } else {
      h[VOTES] = 1;
      h[CENTRE] = elapsed;
      fits = true;
    }
    h[COUNT] = Math.min(h[COUNT] + 1, MEMORY);
    double bounded = h[COUNT] == 1 ? elapsed : Math.min(elapsed, LONGEST * h[MEAN]);
    h[MEAN] += (bounded - h[MEAN]) / h[COUNT];
    h[FITTING] += ((fits ? 1 : 0) - h[FITTING]) / h[COUNT];
  }

  private static void settle(double[] h, double filled, double jitter) {
    boolean dense = h[MEAN] <= GAPPY * h[CENTRE];
    if (h[FITTING] >= REGULAR && dense) {
      h[STEP] = regular(h, jitter);
    } else if (h[COUNT] < MEMORY) {
      h[STEP] = 0;
    } else if (h[FITTING] < IRREGULAR || !dense) {
      h[STEP] = irregular(h, filled < SPARSE);
    }
  }

  /**
   * The mean of the majority, unless the interval in use explains it as well. Where times jitter, a
   * usual interval is preferred to one that is a little nearer.
   */
  private static double regular(double[] h, double jitter) {
    double difference = Math.abs(h[CENTRE] - h[STEP]) / Math.max(h[STEP], 1);
    boolean daily = h[CENTRE] >= MINUTE;
    if (h[COUNT] >= ENOUGH && UsualIntervals.contains(h[STEP])) {
      boolean loose = daily && jitter > STEADY;
      if (difference <= (loose ? NEAR_LOOSE : h[VOTES] < CERTAIN ? KEPT : KEPT_CERTAIN)) {
        return h[STEP];
      }
    }
    double near = daily && jitter > LOOSE ? NEAR_LOOSE : NEAR;
    double candidate = UsualIntervals.near(h[CENTRE], near);
    boolean baseline = UsualIntervals.contains(candidate) && h[VOTES] >= SETTLED;
    boolean kept = !UsualIntervals.contains(h[STEP]) && !baseline && difference <= KEPT_UNUSUAL;
    return kept && h[COUNT] >= ENOUGH ? h[STEP] : candidate;
  }

  /** The usual interval that most intervals have a record in, 0 where records are steps. */
  private static double irregular(double[] h, boolean sparse) {
    if (h[MEAN] < RECORDS) {
      return 0;
    }
    if (h[STEP] < h[MEAN] / COARSER || h[STEP] > h[MEAN] * FINER) {
      return UsualIntervals.nearest(h[MEAN]);
    }
    return sparse ? UsualIntervals.nearest(2 * h[STEP]) : h[STEP];
  }

  /** The interval in milliseconds, 0 where none is known. */
  long known(double[] h) {
    if (fixed != 0) {
      return Math.max(fixed, 0);
    }
    return h[COUNT] >= ENOUGH ? (long) h[STEP] : 0;
  }

  /**
   * Whether it is known how far apart in time forecasts are: two records at different times came.
   */
  boolean paced(double[] h) {
    return fixed > 0 || h[COUNT] > 0;
  }

  /**
   * How far apart in time forecasts are: the interval, or the mean time between records; 1 ms where
   * it is not known.
   */
  long pace(double[] h) {
    long known = known(h);
    return known > 0 ? known : Math.max(1, Math.round(h[MEAN]));
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("step_ms", (double) known(h));
    fields.put("pace_ms", (double) pace(h));
    return fields;
  }
}
