package io.recurrence.core;

/** Single precision without infinities: what is too large for a float becomes the largest one. */
final class Single {
  private Single() {}

  static float of(double x) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, x));
  }
}
