package io.recurrence.core;

import java.util.Arrays;

/**
 * The grid of a horizon: the steps ahead at which forecasts are scored. What is learned at a knot
 * serves the steps around it by linear interpolation, so that memory grows with the logarithm of
 * the horizon. At a far knot not every origin is scored, but one in {@code stride(k)}: errors of
 * neighbours say nearly the same twice.
 *
 * <p>A knot is either one step, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48 … and the horizon itself,
 * where at most {@value #WAITING} forecasts wait for their actual value ({@link #upTo}); or a
 * bucket of steps {@code (0, 1], (1, 3], (3, 6] …}, read at its centre, of which an origin is
 * scored at one pseudo-random step ({@link #buckets}). Were that always the last, a bucket that
 * ends at a whole season would be judged at a whole season only, where the last value looks best.
 */
public final class HorizonGrid {
  private static final int WAITING = 16;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // of Fibonacci hashing (Knuth, 1973)

  private final int[] ends; // per knot: its last step,
  private final int[] strides;
  private final boolean buckets;
  private final double[] centres; // the step at which it is read,
  private final int[] first; // and the first of its slots
  private final int slots;
  private final int[] lower; // per step of the horizon: the knot at or below it
  private final double[] fraction; // and how far it lies towards the next knot, in [0, 1)

  private HorizonGrid(int[] ends, int[] strides, boolean buckets) {
    this.ends = ends;
    this.strides = strides;
    this.buckets = buckets;
    this.first = new int[ends.length];
    this.centres = new double[ends.length];
    int at = 0;
    for (int knot = 0; knot < ends.length; knot++) {
      first[knot] = at;
      at += pending(knot);
      centres[knot] = buckets && knot > 0 ? (ends[knot - 1] + 1 + ends[knot]) / 2.0 : ends[knot];
    }
    this.slots = at;
    this.lower = new int[horizon()];
    this.fraction = new double[horizon()];
    for (int k = 1, knot = 0; k <= horizon(); k++) {
      knot += knot < ends.length - 1 && centres[knot + 1] <= k ? 1 : 0;
      lower[k - 1] = knot;
      fraction[k - 1] =
          knot == ends.length - 1 ? 0 : (k - centres[knot]) / (centres[knot + 1] - centres[knot]);
    }
  }

  /** The knots of a horizon of {@code horizon >= 1} steps. */
  public static HorizonGrid upTo(int horizon) {
    int[] steps = new int[64];
    int n = 0;
    for (int power = 1; power < horizon; power *= 2) {
      steps[n++] = power;
      int between = power + power / 2;
      if (power > 1 && between < horizon) {
        steps[n++] = between;
      }
    }
    steps[n++] = horizon;
    int[] all = Arrays.copyOf(steps, n);
    return new HorizonGrid(all, Arrays.stream(all).map(HorizonGrid::strideOf).toArray(), false);
  }

  /**
   * Buckets of steps.
   *
   * @param ends the last step of each, ascending, the first of them 1
   * @param strides of the origins of each
   */
  public static HorizonGrid buckets(int[] ends, int... strides) {
    return new HorizonGrid(ends, strides, true);
  }

  /** The smallest stride that leaves at most {@value #WAITING} origins waiting. */
  private static int strideOf(int steps) {
    return (steps + WAITING - 1) / WAITING;
  }

  /** Those up to the first that holds {@code step}. */
  public HorizonGrid through(int step) {
    int count = 1;
    while (count < ends.length && ends[count - 1] < step) {
      count++;
    }
    return new HorizonGrid(Arrays.copyOf(ends, count), Arrays.copyOf(strides, count), buckets);
  }

  public int count() {
    return ends.length;
  }

  public int horizon() {
    return ends[ends.length - 1];
  }

  /** How many steps ahead knot {@code knot} looks, at most. */
  public int steps(int knot) {
    return ends[knot];
  }

  /** How many steps ahead what is learned at a knot is taken to be of. */
  public double centre(int knot) {
    return centres[knot];
  }

  /** A knot keeps the origins whose index is a multiple of its stride. */
  public int stride(int knot) {
    return strides[knot];
  }

  /** Whether forecasts made at step {@code origin} are scored at a knot. */
  public boolean keeps(int knot, long origin) {
    return origin % strides[knot] == 0;
  }

  /** The step ahead at which a forecast made at {@code origin} is scored. */
  public int step(int knot, long origin) {
    if (!buckets || knot == 0) {
      return ends[knot];
    }
    int width = ends[knot] - ends[knot - 1];
    return ends[knot - 1] + 1 + (int) (((origin / strides[knot] * GOLDEN) >>> 33) % width);
  }

  /** How many origins of a knot wait for their actual value at once. */
  public int pending(int knot) {
    return (ends[knot] + strides[knot] - 1) / strides[knot];
  }

  /** How many origins wait at once, at all knots. */
  public int slots() {
    return slots;
  }

  /** Where among all slots an origin waits; the slot is taken anew once its actual value is due. */
  public int slot(int knot, long origin) {
    return first[knot] + (int) (origin / strides[knot] % pending(knot));
  }

  /** The knot at or below {@code step} (counted from 1); the last one beyond the horizon. */
  public int below(int step) {
    return lower[Math.min(step, lower.length) - 1];
  }

  /** How far {@code step} lies from the knot below it towards the next one, in [0, 1). */
  public double fraction(int step) {
    return fraction[Math.min(step, fraction.length) - 1];
  }
}
