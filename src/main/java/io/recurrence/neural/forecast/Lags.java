package io.recurrence.neural.forecast;

import io.recurrence.core.Past;

/** The newest value and those before it, whether or not the window already holds the newest. */
final class Lags {
  /** Farther apart than this counts as this far: squares must stay finite in single precision. */
  private static final double HUGE = 1e18;

  private Past past;
  private double newest;
  private int shift; // 1 where the newest value is not in the window yet

  Lags(Past past) {
    this.past = past;
  }

  /** The newest value is {@code x}, and the window ends before it. */
  Lags ahead(Past past, double x) {
    this.past = past;
    this.newest = x;
    this.shift = 1;
    return this;
  }

  /** The newest value is the last of the window. */
  Lags at(Past past) {
    this.past = past;
    this.newest = past.back(0);
    this.shift = 0;
    return this;
  }

  long step() {
    return past.step();
  }

  double newest() {
    return newest;
  }

  /** How many values there are, the newest among them. */
  int length() {
    return past.length() + shift;
  }

  /** The value {@code k} steps before the newest. */
  double back(int k) {
    return k == 0 ? newest : past.back(k - shift);
  }

  /** By how much the value {@code k} steps before the newest exceeds it; 0 where there is none. */
  double above(int k) {
    if (k <= 0 || k >= length()) {
      return 0;
    }
    return Math.max(-HUGE, Math.min(HUGE, past.back(k - shift) - newest));
  }
}
