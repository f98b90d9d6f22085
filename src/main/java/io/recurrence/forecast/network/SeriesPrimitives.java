package io.recurrence.forecast.network;

import java.util.SplittableRandom;

/** Building blocks of synthetic series, each of about unit size. */
final class SeriesPrimitives {
  private SeriesPrimitives() {}

  static double gaussian(SplittableRandom r) {
    double u = 1 - r.nextDouble();
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * r.nextDouble());
  }

  static double uniform(SplittableRandom r, double low, double high) {
    return low + (high - low) * r.nextDouble();
  }

  /** Uniform in the logarithm. */
  static double scale(SplittableRandom r, double low, double high) {
    return low * StrictMath.exp(r.nextDouble() * StrictMath.log(high / low));
  }

  static boolean chance(SplittableRandom r, double p) {
    return r.nextDouble() < p;
  }

  /** Noise of variance 1: normal, Laplace, or Student's t with 4 degrees of freedom. */
  static double[] white(int n, SplittableRandom r) {
    double kind = r.nextDouble();
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double g = gaussian(r);
      if (kind < 0.6) {
        x[i] = g;
      } else if (kind < 0.8) {
        double e = -StrictMath.log(1 - r.nextDouble());
        x[i] = g * StrictMath.sqrt(e); // a normal of exponential variance is Laplace
      } else {
        double chi = -2 * StrictMath.log((1 - r.nextDouble()) * (1 - r.nextDouble()));
        x[i] = g * StrictMath.sqrt(2 / Math.max(chi, 0.05));
      }
    }
    return x;
  }

  /** Autoregression of order 1 to 4 with stable random weights, of about unit variance. */
  static double[] autoregression(int n, SplittableRandom r) {
    int order = 1 + r.nextInt(4);
    double[] w = new double[order];
    double gain = 1;
    for (int k = 1; k <= order; k++) { // Levinson and Durbin: any reflections in (-1, 1) are stable
      double reflection = k == 1 ? uniform(r, -0.3, 0.98) : uniform(r, -0.6, 0.6);
      double[] before = w.clone();
      for (int i = 0; i < k - 1; i++) {
        w[i] = before[i] - reflection * before[k - 2 - i];
      }
      w[k - 1] = reflection;
      gain *= 1 - reflection * reflection;
    }
    double[] e = white(n + 100, r);
    double[] x = new double[n + 100];
    for (int t = 0; t < x.length; t++) {
      double sum = e[t] * StrictMath.sqrt(gain);
      for (int i = 0; i < Math.min(order, t); i++) {
        sum += w[i] * x[t - 1 - i];
      }
      x[t] = sum;
    }
    return java.util.Arrays.copyOfRange(x, 100, n + 100);
  }

  /** A process that returns to 0 with the given memory, of unit variance. */
  static double[] reverting(int n, double memory, SplittableRandom r) {
    double phi = StrictMath.exp(-1 / memory);
    double spread = StrictMath.sqrt(1 - phi * phi);
    double[] x = new double[n];
    double v = gaussian(r);
    for (int t = 0; t < n; t++) {
      v = phi * v + spread * gaussian(r);
      x[t] = v;
    }
    return x;
  }

  /** A random walk, sometimes with a drift that is a walk itself, of about unit range. */
  static double[] walk(int n, SplittableRandom r) {
    double[] e = white(n, r);
    double drift = chance(r, 0.4) ? 0 : uniform(r, -0.2, 0.2);
    double change = chance(r, 0.3) ? scale(r, 0.001, 0.03) : 0;
    double momentum = chance(r, 0.3) ? uniform(r, -0.4, 0.7) : 0;
    double[] x = new double[n];
    double v = 0;
    double d = 0;
    double unit = 1 / StrictMath.sqrt(n);
    for (int t = 0; t < n; t++) {
      drift += change * gaussian(r);
      drift *= 0.995;
      d = momentum * d + e[t];
      v += d + drift;
      x[t] = v * unit;
    }
    return x;
  }

  /** A trend: a line, a line with a break, a curve that levels off, or growth. */
  static double[] trend(int n, SplittableRandom r) {
    double[] x = new double[n];
    double kind = r.nextDouble();
    double slope = gaussian(r);
    double then = gaussian(r);
    double turn = n * r.nextDouble();
    double rate = scale(r, 1, 6);
    for (int t = 0; t < n; t++) {
      double u = (double) t / n;
      if (kind < 0.4) {
        x[t] = slope * u;
      } else if (kind < 0.7) {
        x[t] = t < turn ? slope * u : slope * turn / n + then * (t - turn) / n;
      } else if (kind < 0.85) {
        x[t] = slope * (1 - StrictMath.exp(-rate * u));
      } else {
        x[t] = slope * (StrictMath.exp(rate * u / 3) - 1);
      }
    }
    return x;
  }

  /** One cycle of a season of {@code s} steps, of mean 0 and unit deviation. */
  static double[] cycle(int s, SplittableRandom r) {
    double[] x = new double[s];
    double kind = r.nextDouble();
    if (kind < 0.35) {
      harmonics(x, r);
    } else if (kind < 0.6) {
      bumps(x, r);
    } else if (kind < 0.75) {
      blocks(x, r);
    } else if (kind < 0.9) {
      smooth(x, r);
    } else {
      for (int k = 1 + r.nextInt(Math.max(1, s / 8)); k > 0; k--) {
        x[r.nextInt(s)] += chance(r, 0.8) ? scale(r, 0.5, 3) : -scale(r, 0.5, 3);
      }
    }
    return standardised(x);
  }

  private static void harmonics(double[] x, SplittableRandom r) {
    int max = 1 + r.nextInt(Math.min(6, Math.max(1, x.length / 2)));
    double decay = uniform(r, 0.4, 1.2);
    for (int k = 1; k <= max; k++) {
      double a = gaussian(r) * StrictMath.pow(k, -decay);
      double b = gaussian(r) * StrictMath.pow(k, -decay);
      for (int i = 0; i < x.length; i++) {
        double phase = 2 * Math.PI * k * i / x.length;
        x[i] += a * StrictMath.sin(phase) + b * StrictMath.cos(phase);
      }
    }
  }

  private static void bumps(double[] x, SplittableRandom r) {
    int n = x.length;
    for (int k = 1 + r.nextInt(3); k > 0; k--) {
      double centre = n * r.nextDouble();
      double width = n * scale(r, 0.03, 0.25);
      double height = chance(r, 0.8) ? uniform(r, 0.3, 1.5) : -uniform(r, 0.3, 1.5);
      double skew = uniform(r, 0.5, 2);
      for (int i = 0; i < n; i++) {
        double d = i - centre;
        d -= n * Math.rint(d / n);
        double z = d / (d < 0 ? width : width * skew);
        x[i] += height * StrictMath.exp(-0.5 * z * z);
      }
    }
  }

  private static void blocks(double[] x, SplittableRandom r) {
    int n = x.length;
    double level = 0;
    int changes = 2 + r.nextInt(3);
    boolean[] change = new boolean[n];
    for (int k = 0; k < changes; k++) {
      change[r.nextInt(n)] = true;
    }
    for (int i = 0; i < n; i++) {
      level = change[i] ? gaussian(r) : level;
      x[i] = level;
    }
    if (chance(r, 0.7)) { // edges are seldom sharp
      soften(x, 1 + r.nextInt(Math.max(1, n / 12)));
    }
  }

  private static void smooth(double[] x, SplittableRandom r) {
    for (int i = 0; i < x.length; i++) {
      x[i] = gaussian(r);
    }
    int width = Math.max(1, (int) (x.length * scale(r, 0.02, 0.2)));
    soften(x, width);
    soften(x, width);
  }

  /** A circular moving average over {@code 2 width + 1} values. */
  private static void soften(double[] x, int width) {
    int n = x.length;
    double[] from = x.clone();
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = -width; k <= width; k++) {
        sum += from[Math.floorMod(i + k, n)];
      }
      x[i] = sum / (2 * width + 1);
    }
  }

  /** Subtracts the mean and divides by the deviation, unless that is 0. */
  static double[] standardised(double[] x) {
    double mean = 0;
    for (double v : x) {
      mean += v / x.length;
    }
    double square = 0;
    for (double v : x) {
      square += (v - mean) * (v - mean) / x.length;
    }
    double unit = square > 1e-12 ? 1 / StrictMath.sqrt(square) : 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = (x[i] - mean) * unit;
    }
    return x;
  }

  /** {@code x += factor y}. */
  static void add(double[] x, double factor, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += factor * y[i];
    }
  }
}
