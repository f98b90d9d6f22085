package io.recurrence.symbol;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A {@linkplain HiddenMarkov hidden Markov model} of a numeric series: each state emits values that
 * are normally distributed.
 *
 * <p>The first {@value HiddenMarkov#FIRST} values choose the first parameters; a series that has
 * shown but one value is not begun. Computed in units of the median distance from the median of
 * those values, so that neither a high level nor a small scale costs digits.
 *
 * <p>States are listed by their means, from the lowest. Two states change places only when their
 * means differ by more than half the larger deviation, so that a state keeps its number.
 */
public final class GaussianHiddenMarkov extends HiddenMarkov {
  /** Farther than this from the base, in units, a value counts as this far. */
  private static final double MAX_MAGNITUDE = 1e30;

  private static final EvenSample PAST = new EvenSample(FIRST);

  private final List<GaussianDensity> densities;
  private final int started;
  private final int base;
  private final int unit;
  private final int sample;

  /**
   * @param fewest the least number of states, at least 1
   * @param max the largest, at most 8; the number in use is chosen among them
   * @param lag L: how many steps back states can be read again, in [0, 1000]
   * @param forgetting in (0, 1]: 1 never forgets; below, a new value weighs at least 1 less this
   * @throws IllegalArgumentException where a setting is outside its range
   */
  public GaussianHiddenMarkov(int fewest, int max, int lag, double forgetting, RegimeRule rule) {
    this(densities(fewest, max), lag, forgetting, rule);
  }

  private GaussianHiddenMarkov(
      List<GaussianDensity> densities, int lag, double forgetting, RegimeRule rule) {
    super(densities, lag, forgetting, rule);
    this.densities = densities;
    this.started = shared();
    this.base = started + 1;
    this.unit = started + 2;
    this.sample = started + 3;
  }

  private static List<GaussianDensity> densities(int fewest, int max) {
    requireStates(fewest, max);
    return IntStream.rangeClosed(fewest, max).mapToObj(GaussianDensity::new).toList();
  }

  @Override
  public int size() {
    return sample + PAST.size();
  }

  @Override
  public boolean sound(double[] h) {
    return super.sound(h) && PAST.sound(h, sample);
  }

  /** {@code h <- f(h, x)}; x finite. */
  public void step(double[] h, double x) {
    if (h[started] == 0) {
      collect(h, x);
      return;
    }
    PAST.add(h, sample, x);
    learn(h, units(h, x));
    if (due(h)) {
      renew(h, inUnits(h));
    }
  }

  private double units(double[] h, double x) {
    return Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, (x - h[base]) / h[unit]));
  }

  /** Keeps the first values; begins once there are enough, and two of them differ. */
  private void collect(double[] h, double x) {
    if (PAST.kept(h, sample) < FIRST) {
      PAST.add(h, sample, x);
    } else if (x == PAST.value(h, sample, 0)) {
      return; // what is kept is full of this value
    } else {
      PAST.replace(h, sample, x);
    }
    if (PAST.kept(h, sample) < FIRST) {
      return;
    }
    double[] first = past(h);
    double median = median(first);
    double[] distances =
        Arrays.stream(first).map(v -> Math.abs(v - median)).filter(d -> d > 0).toArray();
    if (distances.length == 0) {
      return;
    }
    h[started] = 1;
    h[base] = median;
    h[unit] = median(distances);
    begin(h, inUnits(h));
    for (double v : first) {
      learn(h, units(h, v));
    }
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private double[] past(double[] h) {
    double[] values = new double[PAST.kept(h, sample)];
    for (int i = 0; i < values.length; i++) {
      values[i] = PAST.value(h, sample, i);
    }
    return values;
  }

  private double[] inUnits(double[] h) {
    return Arrays.stream(past(h)).map(x -> units(h, x)).toArray();
  }

  @Override
  public boolean started(double[] h) {
    return h[started] == 1;
  }

  private GaussianDensity density(double[] h) {
    return densities.get(states(h) - densities.get(0).states());
  }

  /** The mean of the values of state k. */
  public double mean(double[] h, int k) {
    return h[base] + h[unit] * density(h).mean(h, emission(h), listed(h, k));
  }

  /** The standard deviation of the values of state k. */
  public double deviation(double[] h, int k) {
    return h[unit] * density(h).deviation(h, emission(h), listed(h, k));
  }

  @Override
  public double logLikelihood(double[] h) {
    return started(h) ? super.logLikelihood(h) - StrictMath.log(h[unit]) : 0;
  }

  /** The mean of the values so far, where there are few. */
  double firstMean(double[] h) {
    double mean = 0;
    for (int i = 0; i < PAST.kept(h, sample); i++) {
      mean += (PAST.value(h, sample, i) - mean) / (i + 1);
    }
    return mean;
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = super.describe(h);
    boolean known = started(h);
    fields.put("mean", known ? mean(h, state(h)) : firstMean(h));
    fields.put("deviation", known ? deviation(h, state(h)) : 0);
    return fields;
  }
}
