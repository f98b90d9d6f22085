package io.recurrence.mixture;

/**
 * How far a path may go: the range of the single values in the window, and a margin that widens
 * with the steps ahead. A recurrence that is rolled forward may leave any bounds.
 */
final class Range {
  private static final double MARGIN = .3; // of the range
  private static final double PER_STEP = 1 / 24.0; // of the margin

  private double low;
  private double high;
  private double widening;

  /** Takes the range of what a scene shows. */
  Range of(Scene scene, int steps) {
    int shown = (int) Math.min(scene.seasons.fine, scene.t + 1);
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
    for (int i = scene.now - shown + 1; i <= scene.now; i++) {
      low = Math.min(low, scene.values[i]);
      high = Math.max(high, scene.values[i]);
    }
    if (scene.known) {
      double present = scene.values[scene.now];
      double usual = scene.usual[scene.now];
      for (int i = scene.now + 1; i <= scene.now + steps; i++) {
        double moved = present + scene.usual[i] - usual;
        low = Math.min(low, Math.min(moved, scene.usual[i]));
        high = Math.max(high, Math.max(moved, scene.usual[i]));
      }
    }
    double margin = (high - low) * MARGIN;
    low -= margin;
    high += margin;
    widening = margin * PER_STEP;
    return this;
  }

  double hold(double z, int ahead) {
    return Math.max(low - widening * ahead, Math.min(high + widening * ahead, z));
  }
}
