package io.recurrence.core;

/** Judges a value by what was forecast for it and by what it has seen before, then learns it. */
@PublicApi
public interface Detector extends Recurrence {

  /**
   * {@code h <- f(h, x)}: writes score, grade, flag, kind, direction and reason of {@code x}, as
   * the memory before it judges it, and then learns it.
   *
   * @param h modified in place
   * @param expected what was forecast for {@code x}
   * @param x the value that came
   */
  void step(double[] h, Expectation expected, double x, Verdict verdict);

  /**
   * The probability from which on values are flagged, of a series that is sampled each {@code
   * interval} milliseconds; NaN where the detector has no such threshold.
   */
  default double alarmRate(double interval) {
    return Double.NaN;
  }
}
