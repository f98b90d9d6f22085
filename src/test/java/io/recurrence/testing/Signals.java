package io.recurrence.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Series to test with; the same at every run. */
public final class Signals {
  private Signals() {}

  public static double[] of(int length, IntToDoubleFunction value) {
    double[] x = new double[length];
    for (int t = 0; t < length; t++) {
      x[t] = value.applyAsDouble(t);
    }
    return x;
  }

  /** Independent standard normal values. */
  public static double[] normal(long seed, int length) {
    Random random = new Random(seed);
    return of(length, t -> random.nextGaussian());
  }

  /** {@code x_t = w_1 x_{t-1} + … + ε_t}, ε standard normal. */
  public static double[] autoregression(long seed, int length, double... w) {
    double[] x = normal(seed, length);
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < Math.min(t, w.length); i++) {
        x[t] += w[i] * x[t - 1 - i];
      }
    }
    return x;
  }

  /** A trend, a season of 12 steps, and noise: positive, as most things measured are. */
  public static double[] lifelike(long seed, int length) {
    double[] noise = normal(seed, length);
    return of(length, t -> 50 + 0.02 * t + 8 * Math.sin(Math.PI * t / 6) + noise[t]);
  }

  /** {@code a + b x}. */
  public static double[] affine(double a, double b, double[] x) {
    return of(x.length, t -> a + b * x[t]);
  }

  /** Series that break careless arithmetic; NaN stands for a step without a value. */
  public static Map<String, double[]> hostile() {
    double[] noise = normal(7, 240);
    Map<String, double[]> all = new LinkedHashMap<>();
    all.put("zeros", new double[200]);
    all.put("a constant", of(200, t -> 3.7));
    all.put("one value", new double[] {42});
    all.put("two values", new double[] {42, -1e100});
    all.put("negative zeros", of(60, t -> t % 2 == 0 ? -0.0 : 0.0));
    all.put("spikes of 1e100", of(240, t -> t % 97 == 50 ? 1e100 : noise[t]));
    all.put("spikes to both ends", of(240, t -> t % 13 == 5 ? 1e100 : t % 13 == 9 ? -1e100 : 1));
    all.put("spikes of 1e50 from the start", of(200, t -> t % 50 == 0 ? 1e50 : noise[t]));
    all.put("as large as can be", of(200, t -> 1e100));
    all.put("large and swinging", of(200, t -> t % 2 == 0 ? 1e100 : -1e100));
    all.put("of the size 1e-300", of(200, t -> 1e-300 * noise[t]));
    all.put("huge and tiny in turn", of(200, t -> t % 2 == 0 ? 1e90 : 1e-90));
    all.put("subnormal", of(200, t -> Double.MIN_VALUE * (t % 5)));
    all.put("a subnormal spread on a level", of(200, t -> 1 + 1e-16 * (t % 3)));
    all.put("level shifts of 1e12", of(240, t -> noise[t] + (t / 60 % 2 == 0 ? 0 : 1e12)));
    all.put("a long silence", of(240, t -> t > 40 && t < 200 ? Double.NaN : noise[t]));
    all.put("silence from the second step on", of(200, t -> t == 0 ? 5 : Double.NaN));
    all.put("silence before the first value", of(200, t -> t < 50 ? Double.NaN : noise[t]));
    all.put("every other value missing", of(200, t -> t % 2 == 1 ? Double.NaN : 10 + noise[t]));
    all.put("doubling without end", of(330, t -> Math.scalb(1.0, t)));
    all.put("halving without end", of(240, t -> Math.scalb(1.0, -4 * t)));
    all.put("a walk far from zero", of(240, t -> 1e15 + 4 * Math.rint(noise[t])));
    return all;
  }

  /**
   * Long series in which differences vanish and come back; NaN stands for a step without a value.
   */
  public static Map<String, double[]> vanishing() {
    double[] noise = normal(9, 2600);
    Map<String, double[]> all = new LinkedHashMap<>();
    for (double level : new double[] {0, 1e9, -5, .1}) {
      all.put(
          "noise, the constant " + level + ", noise",
          of(2600, t -> t > 300 && t < 2300 ? level : level + noise[t]));
    }
    all.put(
        "a blip in zeros, then gaps", of(2600, t -> t == 60 ? 18.2 : t % 90 > 86 ? Double.NaN : 0));
    all.put("decay to zero and back", of(2600, t -> t < 2400 ? 10 * Math.pow(.7, t) : noise[t]));
    all.put("a season that decays", of(2600, t -> Math.sin(t * Math.PI / 6) * Math.pow(.98, t)));
    all.put("steps over 200 orders", of(2600, t -> noise[t] * Math.pow(10, t / 65 * 5 - 102)));
    all.put("steps down 200 orders", of(2600, t -> noise[t] * Math.pow(10, 98 - t / 65 * 5)));
    all.put("rounding about a constant", of(2600, t -> t < 2300 ? .1 + t % 2 * 1e-17 : noise[t]));
    all.put("noise of .05 on 1e9", of(2600, t -> 1e9 + .05 * noise[t]));
    all.put("noise on 1e15", of(2600, t -> 1e15 + noise[t]));
    all.put("sparse counts", of(2600, t -> noise[t] > 2 ? Math.rint(3 * noise[t]) : 0));
    all.put("ends in turn, then zeros", of(2600, t -> t < 300 ? (t % 2 == 0 ? 1e100 : -1e100) : 0));
    all.put(
        "the smallest, then the largest", of(2600, t -> t < 1300 ? Double.MIN_VALUE * t : 1e100));
    return all;
  }
}
