package io.recurrence.core;

/** Judges a value against what was forecast for it, before anything has learned the value. */
public interface Detector extends Recurrence {

  /**
   * Writes score, grade, flag, direction and reason of {@code x}. Reads only.
   *
   * @param h not modified
   * @param expected what was forecast for {@code x}
   * @param x the value that came
   */
  void judge(double[] h, Expectation expected, double x, Verdict verdict);

  /**
   * Learns {@code x}, once judged.
   *
   * @param h modified in place
   */
  void learn(double[] h, Expectation expected, double x, Verdict verdict);
}
