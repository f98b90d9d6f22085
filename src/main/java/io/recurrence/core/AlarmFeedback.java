package io.recurrence.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What people have said of the alarms of a series, and what follows for its alarm rate:
 *
 * <pre>
 * b ← b + (target − b) / 4,   target = 3 of a false alarm, −2 of an anomaly that was missed
 * alarm rate = configured rate · 10^−b; 0 while the series is muted
 * </pre>
 *
 * <p>One false alarm makes alarms 5.6 times rarer, two 20 times, three 54 times, and no number of
 * them more than a thousand times; an anomaly that was missed makes them 3.2 times more frequent,
 * and no number of them more than a hundred times. What is said twice of one moment counts once, as
 * far as the last {@value #MOMENTS} moments go.
 */
final class AlarmFeedback implements Recurrence {
  private static final double SHARE = .25; // of the way to the target
  private static final double FALSE_ALARM = 3; // decades by which alarms become rarer
  private static final double MISSED = -2;

  private static final int MOMENTS = 8;

  private static final int MUTED_FROM = 0; // event time, ms; muted where from <= t < to
  private static final int MUTED_TO = 1;
  private static final int COUNT = 2; // of what was said of single moments
  private static final int MOMENT = 3; // the last of them, each in the place of the oldest
  private static final int STRICTNESS = MOMENT + MOMENTS; // b
  private static final Storage STORAGE =
      Storage.of(Precision.DOUBLE, STRICTNESS).then(Precision.SINGLE, 1);

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
   * Takes what is said of a moment.
   *
   * @param missed whether it should have been flagged, rather than that it should not
   * @param time event time, in milliseconds since 1970
   * @return whether it is new
   */
  boolean learn(double[] h, boolean missed, long time) {
    double moment = missed ? -1.0 - time : time; // of one moment both can be said
    int known = (int) Math.min(h[COUNT], MOMENTS);
    for (int i = 0; i < known; i++) {
      if (h[MOMENT + i] == moment) {
        return false;
      }
    }
    h[MOMENT + (int) (h[COUNT] % MOMENTS)] = moment;
    h[COUNT]++;
    h[STRICTNESS] += SHARE * ((missed ? MISSED : FALSE_ALARM) - h[STRICTNESS]);
    round(h);
    return true;
  }

  /**
   * Mutes the series from one event time up to another, in the place of what was said before.
   *
   * @return whether that is new
   */
  boolean mute(double[] h, long from, long to) {
    boolean changed = h[MUTED_FROM] != from || h[MUTED_TO] != to;
    h[MUTED_FROM] = from;
    h[MUTED_TO] = to;
    return changed;
  }

  /** Whether what is strange at an event time is not to be flagged. */
  boolean muted(double[] h, long time) {
    return h[MUTED_FROM] <= time && time < h[MUTED_TO];
  }

  /** What the configured alarm rate is to be multiplied by at an event time. */
  double factor(double[] h, long time) {
    return muted(h, time) ? 0 : h[STRICTNESS] == 0 ? 1 : StrictMath.pow(10, -h[STRICTNESS]);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("alarm_rate_factor", factor(h, Long.MIN_VALUE));
    fields.put("feedback", h[COUNT]);
    fields.put("muted_from", h[MUTED_FROM]);
    fields.put("muted_to", h[MUTED_TO]);
    return fields;
  }
}
