package io.recurrence.mixture;

import java.util.Arrays;

/**
 * The horizon in bands {@code (0, 1], (1, 3], (3, 6] …}. What is learned of a band serves all its
 * steps; between the centres of bands it is interpolated. Not every origin is tested in each band,
 * but one in {@code stride}: errors of neighbours say nearly the same twice.
 *
 * <p>An origin tests one pseudo-random step of a band. Were it always the last, a band that ends at
 * a whole season would be judged at a whole season only, where the last value looks best.
 */
final class Bands {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // of Fibonacci hashing (Knuth, 1973)

  private final int[] ends;
  private final int[] strides;
  private final int[] first; // slot of each band
  private final double[] centres;
  private final int slots;

  Bands(int[] ends, int[] strides) {
    this.ends = ends;
    this.strides = strides;
    this.first = new int[ends.length];
    this.centres = new double[ends.length];
    int at = 0;
    for (int b = 0; b < ends.length; b++) {
      first[b] = at;
      at += waiting(b);
      centres[b] = b == 0 ? 1 : (ends[b - 1] + 1 + ends[b]) / 2.0;
    }
    this.slots = at;
  }

  /** Those up to the first that holds {@code step}. */
  Bands upTo(int step) {
    int count = 1;
    while (count < ends.length && ends[count - 1] < step) {
      count++;
    }
    return new Bands(Arrays.copyOf(ends, count), Arrays.copyOf(strides, count));
  }

  int count() {
    return ends.length;
  }

  /** How many forecasts wait for their actual value at once, in all bands. */
  int slots() {
    return slots;
  }

  /** How many wait in one band. */
  int waiting(int band) {
    return (ends[band] + strides[band] - 1) / strides[band];
  }

  /** The last step of a band. */
  int end(int band) {
    return ends[band];
  }

  int stride(int band) {
    return strides[band];
  }

  double centre(int band) {
    return centres[band];
  }

  boolean tests(int band, long origin) {
    return origin % strides[band] == 0;
  }

  /** The step ahead that an origin tests in a band. */
  int step(int band, long origin) {
    if (band == 0) {
      return 1;
    }
    int width = ends[band] - ends[band - 1];
    return ends[band - 1] + 1 + (int) (((origin / strides[band] * GOLDEN) >>> 33) % width);
  }

  /** Where the forecast of an origin waits. */
  int slot(int band, long origin) {
    return first[band] + (int) (origin / strides[band] % waiting(band));
  }

  /** The last band whose centre is at or before {@code step}. */
  int below(double step) {
    int band = 0;
    while (band < ends.length - 1 && centres[band + 1] <= step) {
      band++;
    }
    return band;
  }

  /** How far a step lies from the centre of {@code band} towards the next, in [0, 1]. */
  double fraction(int band, double step) {
    return band == ends.length - 1
        ? 0
        : Math.max(0, (step - centres[band]) / (centres[band + 1] - centres[band]));
  }
}
