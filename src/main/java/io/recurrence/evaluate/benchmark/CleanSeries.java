package io.recurrence.evaluate.benchmark;

import java.util.Random;

/** Made series in which nothing is wrong: whatever is flagged in them is a false alarm. */
enum CleanSeries {
  WHITE("white noise"),
  AUTOREGRESSIVE("autoregression, 0.9"),
  SEASONAL("season of 288 steps and noise"),
  HEAVY_TAILED("Student t, 3 degrees of freedom"),
  COUNTS("Poisson counts, mean 5"),
  DRIFTING("level that walks, and noise");

  private static final int SEASON = 288;
  private static final double POISSON_MEAN = 5;

  private final String title;

  CleanSeries(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** A series of {@code rows} values; the same seed gives the same. */
  double[] make(int rows, long seed) {
    Random random = new Random(seed);
    double[] x = new double[rows];
    double h = 0;
    for (int i = 0; i < rows; i++) {
      double noise = random.nextGaussian();
      switch (this) {
        case WHITE -> x[i] = noise;
        case AUTOREGRESSIVE -> {
          h = 0.9 * h + noise;
          x[i] = h;
        }
        case SEASONAL -> {
          double phase = 2 * Math.PI * i / SEASON;
          x[i] = 100 + 10 * StrictMath.sin(phase) + 3 * StrictMath.cos(2 * phase) + noise;
        }
        case HEAVY_TAILED -> {
          double a = random.nextGaussian();
          double b = random.nextGaussian();
          double c = random.nextGaussian();
          x[i] = noise / Math.sqrt((a * a + b * b + c * c) / 3);
        }
        case COUNTS -> x[i] = poisson(random);
        case DRIFTING -> {
          h += 0.02 * random.nextGaussian();
          x[i] = h + noise;
        }
      }
    }
    return x;
  }

  /** Knuth's method, fit for a small mean. */
  private static double poisson(Random random) {
    double limit = StrictMath.exp(-POISSON_MEAN);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
