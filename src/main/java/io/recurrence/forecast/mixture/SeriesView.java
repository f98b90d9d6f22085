package io.recurrence.forecast.mixture;

import java.util.Arrays;

/**
 * One series at one moment, laid out for quick reading: what follows from its memory. Scratch,
 * filled anew for each call.
 */
final class SeriesView {
  double[] h = new double[0];
  Seasons seasons;
  long t; // of the newest value, counted from 0
  long start; // phase of step 0
  long lastBlock; // the last that is full, where the window has blocks, and where it stands
  int lastSlot;
  long profiled; // the first step that the profile has seen

  /** {@code values[now - k]} is the value k steps back; a path writes {@code values[now + k]}. */
  double[] values;

  /** The usual course at the same places, as far as it was read, and whether it is known. */
  double[] baseline;

  boolean known;

  final int now;

  /** The exponential averages, which move on along a path. */
  final double[] averages = new double[Averages.COUNT];

  SeriesView(int longest, Seasons seasons) {
    this.now = longest - 1;
    this.values = new double[longest + 64];
    this.baseline = new double[longest + 64];
    this.seasons = seasons;
  }

  /** Makes room for a path. */
  void room(int steps) {
    if (values.length < now + 1 + steps) {
      values = Arrays.copyOf(values, now + 1 + steps);
      baseline = Arrays.copyOf(baseline, values.length);
    }
  }

  /** How often there are closed hours between two steps. */
  int closures(long from, long to) {
    return seasons.closures(from + start, to + start);
  }

  /** Where in its season a step is. */
  int phase(long step) {
    return (int) Math.floorMod(step + start, (long) seasons.main);
  }
}
