package io.recurrence.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** The generators by name. */
public final class Sequences {

  /**
   * What a generator is made from.
   *
   * @param seed decides every random choice
   * @param startMillis time of the first record
   * @param stepMillis between records of a series, for those that are evenly spaced
   * @param order W of an autoregression
   * @param series how many machines or symbols a simulator has
   */
  public record Settings(long seed, long startMillis, long stepMillis, int order, int series) {}

  private interface Maker {
    Generator make(Settings s);
  }

  private static final Map<String, Maker> MAKERS = new LinkedHashMap<>();

  static {
    MAKERS.put("growth", s -> sequence("growth", s, growth(2, 0, 1.01)));
    MAKERS.put("ar", s -> sequence("ar", s, autoregression(s.order(), new Random(s.seed()))));
    MAKERS.put("fibonacci", s -> sequence("fibonacci", s, fibonacci()));
    MAKERS.put("logistic", s -> sequence("logistic", s, logistic(3.9, 0.2)));
    MAKERS.put("random-walk", s -> sequence("random-walk", s, walk(new Random(s.seed()))));
    MAKERS.put("sine", s -> sequence("sine", s, sine(24, new Random(s.seed()))));
    MAKERS.put("temperature", s -> sequence("temperature", s, temperature(s)));
    MAKERS.put("plant", s -> new Plant(s.seed(), s.startMillis(), s.stepMillis(), s.series()));
    MAKERS.put("ticks", s -> new TickFeed(s.seed(), s.startMillis(), s.series()));
  }

  private Sequences() {}

  public static Set<String> names() {
    return MAKERS.keySet();
  }

  /**
   * Makes a generator.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public static Generator of(String name, Settings settings) {
    Maker maker = MAKERS.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "there is no sequence '" + name + "'; known are " + String.join(", ", names()));
    }
    return maker.make(settings);
  }

  private static Generator sequence(String series, Settings s, DoubleSupplier values) {
    return new Sequence(series, s.startMillis(), s.stepMillis(), values);
  }

  /** {@code x_1 = first}, {@code x_t = w0 + w1 x_{t-1}}; stays where it would overflow. */
  static DoubleSupplier growth(double first, double w0, double w1) {
    double[] x = {Double.NaN};
    boolean[] started = {false};
    return () -> {
      double next = started[0] ? w0 + w1 * x[0] : first;
      x[0] = Math.abs(next) < 1e99 ? next : x[0];
      started[0] = true;
      return x[0];
    };
  }

  /**
   * {@code x_1 = 0}, {@code x_2 = 1}, {@code x_t = x_{t-1} + x_{t-2}}; begins anew where it would
   * exceed 1e99.
   */
  static DoubleSupplier fibonacci() {
    double[] x = {0, 1};
    return () -> {
      double now = x[0];
      x[0] = x[1];
      x[1] += now;
      if (now > 1e98) {
        x[0] = 0;
        x[1] = 1;
      }
      return now;
    };
  }

  /** {@code x_1 = first}, {@code x_t = w x_{t-1} (1 - x_{t-1})}: chaotic for w above 3.57. */
  static DoubleSupplier logistic(double w, double first) {
    double[] x = {first};
    return () -> {
      double now = x[0];
      x[0] = w * now * (1 - now);
      return now;
    };
  }

  /** {@code x_t = x_{t-1} + ε_t}, ε standard normal. */
  static DoubleSupplier walk(Random random) {
    double[] x = {0};
    return () -> x[0] += random.nextGaussian();
  }

  /** {@code x_t = 10 + 5 sin(2π t / period) + ε_t / 2}. */
  static DoubleSupplier sine(double period, Random random) {
    long[] t = {0};
    return () ->
        10 + 5 * StrictMath.sin(2 * Math.PI * t[0]++ / period) + 0.5 * random.nextGaussian();
  }

  /**
   * Temperatures of a temperate climate: {@code 10 + 10 cos(2π (d - 200) / 365.25) + w_t} at day d
   * of time, warmest in the second half of July; the weather w has deviation 4 and is forgotten by
   * a factor of e in four days.
   */
  static DoubleSupplier temperature(Settings s) {
    Random random = new Random(s.seed());
    double days = s.stepMillis() / 86_400_000.0;
    double kept = StrictMath.exp(-days / 4);
    double[] now = {s.startMillis() / 86_400_000.0, 4 * random.nextGaussian()};
    return () -> {
      double value = 10 + 10 * StrictMath.cos(2 * Math.PI * (now[0] - 200) / 365.25) + now[1];
      now[0] += days;
      now[1] = kept * now[1] + 4 * Math.sqrt(1 - kept * kept) * random.nextGaussian();
      return value;
    };
  }

  /**
   * {@code x_t = w_1 x_{t-1} + … + w_W x_{t-W} + ε_t}, the weights random and stable: they come
   * from reflection coefficients in (-0.9, 0.9) by the recursion of Levinson and Durbin, which
   * reaches exactly the stable ones.
   */
  static DoubleSupplier autoregression(int order, Random random) {
    double[] w = stableWeights(order, random);
    double[] past = new double[order];
    return () -> {
      double x = random.nextGaussian();
      for (int i = 0; i < order; i++) {
        x += w[i] * past[i];
      }
      System.arraycopy(past, 0, past, 1, order - 1);
      past[0] = x;
      return x;
    };
  }

  static double[] stableWeights(int order, Random random) {
    double[] w = new double[order];
    for (int n = 1; n <= order; n++) {
      double reflection = 1.8 * random.nextDouble() - 0.9;
      double[] before = w.clone();
      for (int i = 0; i < n - 1; i++) {
        w[i] = before[i] - reflection * before[n - 2 - i];
      }
      w[n - 1] = reflection;
    }
    return w;
  }
}
