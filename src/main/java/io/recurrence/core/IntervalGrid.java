package io.recurrence.core;

import io.recurrence.time.Calendar;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sampling intervals of a series, one step each, numbered by event time. A record belongs to
 * the interval whose centre is nearest; the centres follow the records slowly, so that jitter does
 * not move a record to another interval.
 *
 * <p>Where a day is a whole number of intervals they are numbered from midnight: the number modulo
 * the intervals of a day is the phase in the day. A sampler that has drifted out of an interval is
 * brought back: a slow one leaves out an interval, a quick one gives two records to one.
 */
final class IntervalGrid implements Recurrence {
  private static final int INTERVAL = 0; // ms, 0 before the first
  private static final int NUMBER = 1; // of the interval of the last step
  private static final int AHEAD = 2; // ms from the centre of that interval to the last record
  private static final int OFFSET = 3; // ms from the start of an interval to its centre
  private static final int SPREAD = 4; // mean distance of records from their centre, ms
  private static final int DRIFT = 5; // mean of the same with its sign
  private static final int FILLED = 6; // mean of 1 / intervals between records
  private static final int PLACED = 7; // records since the grid began
  private static final int SEEN = 8; // records that spread and drift are means of
  private static final Storage STORAGE =
      Storage.of(Precision.DOUBLE, 4).then(Precision.BRIEF, 3).then(Precision.SHORT, 2);

  private static final double RATE = 0.1; // at which spread and drift are learned
  private static final double LONG = 0.03; // and how many intervals have a record
  private static final int ENOUGH = 30; // records without which there is no saying
  private static final int MOST = 1000;
  private static final double NEARLY = 0.98; // of an interval: a first record then is of the next
  private static final double EARLIEST = -0.02; // of an interval: where a centre belongs to the one
  private static final double JITTER = 3; // before, and so many mean distances earlier for jitter

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

  /** The interval that is numbered, in milliseconds; 0 before a grid has begun. */
  long interval(double[] h) {
    return (long) h[INTERVAL];
  }

  /**
   * The mean of 1 / n over records that came n intervals after the one before; 1 while it is not
   * known.
   */
  double filled(double[] h) {
    return h[PLACED] < ENOUGH ? 1 : h[FILLED];
  }

  /** The mean distance of records from their centre, in intervals; 0 while it is not known. */
  double jitter(double[] h) {
    return h[SEEN] < ENOUGH ? 0 : (h[SPREAD] - Math.abs(h[DRIFT])) / h[INTERVAL];
  }

  /** The number of the interval of the last step. */
  long number(double[] h) {
    return (long) h[NUMBER];
  }

  /** How long after the centre of its interval the last record came, in milliseconds. */
  long ahead(double[] h) {
    return (long) h[AHEAD];
  }

  /**
   * Begins a grid with the interval of the last record.
   *
   * @param interval in milliseconds, positive
   * @param phase of that record, see {@link Calendar#phase}
   * @param aligned whether intervals are numbered from midnight
   */
  void begin(double[] h, long interval, long phase, boolean aligned) {
    h[INTERVAL] = interval;
    h[NUMBER] = Math.floorDiv(phase, interval);
    h[OFFSET] = Math.floorMod(phase, interval);
    if (aligned && h[OFFSET] >= NEARLY * interval) {
      h[OFFSET] -= interval;
      h[NUMBER]++;
    }
    h[AHEAD] = 0;
    h[DRIFT] = 0;
    h[FILLED] = 1;
    h[PLACED] = 1;
  }

  /** How many intervals lie from that of the last step to that of a record; 0 for the same one. */
  long intervals(double[] h, long elapsed) {
    return (long) Math.rint((h[AHEAD] + elapsed) / h[INTERVAL]);
  }

  /** How far a record is from the nearest centre. */
  private double residual(double[] h, long elapsed) {
    return h[AHEAD] + elapsed - intervals(h, elapsed) * h[INTERVAL];
  }

  /** By how much centres follow a record: little where it jitters, at once where it drifts. */
  private static double gain(double[] h) {
    double drift = h[SPREAD] > 0 ? h[DRIFT] / h[SPREAD] : 0;
    return Math.max(Math.max(RATE, drift * drift), 1 / (h[PLACED] + 1));
  }

  /**
   * Prepares for a record. Brings the centres back where, with a record to come {@code elapsed}
   * after the last, they have drifted into the interval before or after: that record then lies an
   * interval less or one more from the last step.
   *
   * @param aligned whether intervals are numbered from midnight
   */
  void align(double[] h, long elapsed, boolean aligned) {
    double interval = h[INTERVAL];
    long intervals = intervals(h, elapsed);
    if (intervals <= 0) {
      return; // centres follow the first record of an interval alone
    }
    h[FILLED] += LONG * (1.0 / intervals - h[FILLED]);
    if (!aligned) {
      return;
    }
    double offset = h[OFFSET] + gain(h) * residual(h, elapsed);
    double jitter = h[SPREAD] - Math.abs(h[DRIFT]);
    double shift = 0;
    if (offset >= interval) {
      shift = interval;
    } else if (offset < EARLIEST * interval - JITTER * jitter) {
      shift = -interval;
    }
    h[OFFSET] -= shift;
    h[AHEAD] += shift;
  }

  /**
   * A record comes, {@code elapsed} after the last one or after the last step that passed.
   *
   * @param phase of the record
   * @param aligned whether intervals are numbered from midnight
   */
  void step(double[] h, long elapsed, long phase, boolean aligned) {
    long intervals = intervals(h, elapsed);
    if (intervals <= 0) {
      h[AHEAD] += elapsed;
      return;
    }
    double residual = residual(h, elapsed);
    double gain = gain(h);
    double rate = Math.max(RATE, 1 / (h[SEEN] + 1));
    h[SPREAD] += rate * (Math.abs(residual) - h[SPREAD]);
    h[DRIFT] += rate * (residual - h[DRIFT]);
    h[PLACED] = Math.min(h[PLACED] + 1, MOST);
    h[SEEN] = Math.min(h[SEEN] + 1, MOST);
    h[AHEAD] = Math.rint(residual * (1 - gain)); // in whole milliseconds no rounding error gathers
    h[NUMBER] += intervals;
    if (aligned) {
      double centre = phase - h[AHEAD];
      h[NUMBER] = Math.rint((centre - h[OFFSET]) / h[INTERVAL]);
      h[OFFSET] = centre - h[NUMBER] * h[INTERVAL];
    }
  }

  /**
   * Steps pass for which no record came, the last of them {@code elapsed} after the last record.
   */
  void fillStep(double[] h, long steps, long elapsed) {
    h[NUMBER] += steps;
    h[AHEAD] += elapsed - steps * h[INTERVAL];
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("offset_ms", h[OFFSET]);
    fields.put("jitter_ms", h[SPREAD]);
    return fields;
  }
}
