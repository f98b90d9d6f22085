package io.recurrence.detect;

import io.recurrence.core.ElementaryFunctions;

/**
 * How unlikely it is that something goes on for so long: that a value repeats, or that errors stay
 * small. With the share {@code a} of values at which a run began and the share {@code b} of those
 * in a run at which it went on, the evidence of a run of {@code k} is {@code -ln a - (k - 1) ln b}.
 * It speaks only of runs well beyond the longest before, since what is still each night is rightly
 * still, and once in a run.
 */
final class Runs {
  static final int SHORTS = 6;

  private static final int LENGTH = 0; // of the present run, negative where it has been flagged
  private static final int LONGEST = 1; // run so far
  private static final int OUTSIDE = 2; // values outside of runs,
  private static final int BEGUN = 3; // at which one began,
  private static final int WENT_ON = 4; // and at which one went on
  private static final int LONGER = 5; // the last run that was longer than the longest

  private static final double MAX_VALUES = 16384; // values in the counts before they are halved
  private static final int BEYOND = 2; // times the longest run,
  private static final int AND = 5; // and so many values more
  private static final double GROWTH = 1.5; // of the longest run by a single longer one; two count
  private static final double LEAST_CONTINUING = .5; // few runs do not show how they end
  private static final int WARM_UP = 60; // values outside of runs

  private final int at;

  Runs(int at) {
    this.at = at;
  }

  /** A memory of which only the longest run and the number of values outside of runs are known. */
  static void begin(double[] h, int at, double longest, double outside) {
    h[at + LONGEST] = longest;
    h[at + OUTSIDE] = Math.min(outside, MAX_VALUES - 1);
  }

  /** Takes a value, and returns the evidence that its run gives; mostly 0. */
  double step(double[] h, boolean inside) {
    if (!inside) {
      end(h, length(h));
      h[at + LENGTH] = 0;
      count(h, OUTSIDE);
      return 0;
    }
    double length = Math.min(length(h) + 1, Short.MAX_VALUE);
    boolean flagged = h[at + LENGTH] < 0;
    h[at + LENGTH] = flagged ? -length : length;
    boolean speaks =
        !flagged && h[at + OUTSIDE] >= WARM_UP && length >= BEYOND * h[at + LONGEST] + AND;
    double evidence = speaks ? evidence(h, length) : 0;
    count(h, length == 1 ? BEGUN : WENT_ON);
    return evidence;
  }

  /** One long run may be a fault; what happens twice is how the series is. */
  private void end(double[] h, double length) {
    double longest = h[at + LONGEST];
    if (length > longest) {
      double believed = Math.max(h[at + LONGER], Math.floor(GROWTH * longest) + AND);
      h[at + LONGEST] = Math.min(length, believed);
      h[at + LONGER] = length;
    }
  }

  private double evidence(double[] h, double length) {
    double begun = (h[at + BEGUN] + 1) / (h[at + OUTSIDE] + h[at + BEGUN] + 2);
    double others = Math.max(0, h[at + WENT_ON] - (length - 2)); // not those of this run
    double continuing = Math.max(LEAST_CONTINUING, (others + 1) / (others + h[at + BEGUN] + 2));
    return -ElementaryFunctions.ln(begun) - (length - 1) * ElementaryFunctions.ln(continuing);
  }

  private void count(double[] h, int what) {
    h[at + what]++;
    if (h[at + what] >= MAX_VALUES) {
      for (int i = OUTSIDE; i <= WENT_ON; i++) {
        h[at + i] = Math.floor(h[at + i] / 2);
      }
    }
  }

  /** The present run has been flagged. */
  void flagged(double[] h) {
    h[at + LENGTH] = -length(h);
  }

  /** How many values the present run has. */
  double length(double[] h) {
    return Math.abs(h[at + LENGTH]);
  }
}
