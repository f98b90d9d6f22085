package io.recurrence.symbol;

import io.recurrence.core.Recurrence;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A hidden Markov model of a numeric series: behind each value stands one of K states, which
 * follows the one before with fixed probabilities and emits values that are normally distributed.
 * Everything is learned online, per series, in a memory of fixed size: filter, transitions, means
 * and deviations ({@link HiddenChain}), the states of the last steps read again by what came since
 * ({@link LagSmoother}), the number of states where it is not given ({@link HiddenCandidates}).
 *
 * <p>The first {@value #FIRST} values choose the first parameters; a series that has shown but one
 * value is not begun. Computed in units of the median distance from the median of those values, so
 * that neither a high level nor a small scale costs digits.
 *
 * <p>States are listed by their means, from the lowest. Two states change places only when their
 * means differ by more than half the smaller deviation, so that a state keeps its number.
 */
public final class HiddenMarkov implements Recurrence {
  /** How many values the first parameters are chosen from. */
  public static final int FIRST = 64;

  /** Farther than this from the base, in units, a value counts as this far. */
  private static final double FARTHEST = 1e30;

  private static final int STARTED = 0;
  private static final int BASE = 1;
  private static final int UNIT = 2;
  private static final int LOG_LIKELIHOOD = 3;
  private static final int REGIME = 4;
  private static final int SAMPLE = REGIME + RegimeRule.SIZE;

  private static final Thinned PAST = new Thinned(FIRST);
  private static final int BODY = SAMPLE + PAST.size();

  private final RegimeRule rule;
  private final List<GaussianDensity> densities;
  private final HiddenCandidates candidates;
  private final int fewest;
  private final int most;
  private final double[] scratch;

  /**
   * @param fewest the least number of states, at least 1
   * @param most the largest; the number in use is chosen among them
   * @param lag L: how many steps back states can be read again, at least 0
   * @param forgetting in (0, 1]: 1 weighs all values alike, less forgets by this factor per step
   * @throws IllegalArgumentException where a setting is outside its range
   */
  public HiddenMarkov(int fewest, int most, int lag, double forgetting, RegimeRule rule) {
    if (fewest < 1 || most < fewest || most > 8) {
      throw new IllegalArgumentException(
          "states must be within 1 to 8, not %d to %d".formatted(fewest, most));
    }
    if (lag < 0 || lag > 1000) {
      throw new IllegalArgumentException("lag must be in [0, 1000], not " + lag);
    }
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be in (0, 1], not " + forgetting);
    }
    this.fewest = fewest;
    this.most = most;
    this.rule = rule;
    this.densities = IntStream.rangeClosed(fewest, most).mapToObj(GaussianDensity::new).toList();
    this.candidates =
        new HiddenCandidates(
            densities.stream().map(d -> new HiddenChain(d, lag, 1 - forgetting)).toList());
    this.scratch = new double[most];
  }

  @Override
  public int size() {
    return BODY + candidates.size();
  }

  /** The largest number of states: the length of what probabilities are written to. */
  public int most() {
    return most;
  }

  /** {@code h <- f(h, x)}; x finite. */
  public void step(double[] h, double x) {
    if (h[STARTED] == 0) {
      collect(h, x);
      return;
    }
    PAST.add(h, SAMPLE, x);
    learn(h, x);
    if (candidates.due(h, BODY)) {
      candidates.renew(h, BODY, sample(h));
    }
  }

  private void learn(double[] h, double x) {
    h[LOG_LIKELIHOOD] = candidates.step(h, BODY, units(h, x)) - StrictMath.log(h[UNIT]);
    int k = state(h);
    rule.step(h, REGIME, states(h), k, probability(h, k));
  }

  private static double units(double[] h, double x) {
    return Math.max(-FARTHEST, Math.min(FARTHEST, (x - h[BASE]) / h[UNIT]));
  }

  /** Keeps the first values; begins once there are enough, and two of them differ. */
  private void collect(double[] h, double x) {
    if (PAST.kept(h, SAMPLE) < FIRST) {
      PAST.add(h, SAMPLE, x);
    } else {
      PAST.replace(h, SAMPLE, x);
    }
    double[] first = past(h);
    double base = median(first);
    double[] distances =
        Arrays.stream(first).map(v -> Math.abs(v - base)).filter(d -> d > 0).toArray();
    if (first.length < FIRST || distances.length == 0) {
      return;
    }
    h[STARTED] = 1;
    h[BASE] = base;
    h[UNIT] = median(distances);
    candidates.start(h, BODY, sample(h), 2 * FIRST);
    for (double v : first) {
      learn(h, v);
    }
  }

  private static double[] past(double[] h) {
    double[] values = new double[PAST.kept(h, SAMPLE)];
    for (int i = 0; i < values.length; i++) {
      values[i] = PAST.value(h, SAMPLE, i);
    }
    return values;
  }

  private static double[] sample(double[] h) {
    return Arrays.stream(past(h)).map(x -> units(h, x)).toArray();
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** A step without a value. */
  public void miss(double[] h) {
    rule.miss(h, REGIME);
    if (h[STARTED] == 1) {
      candidates.miss(h, BODY);
    }
  }

  /** Whether parameters have been chosen; until then there are no states to be read. */
  public boolean started(double[] h) {
    return h[STARTED] == 1;
  }

  private HiddenChain chain(double[] h) {
    return candidates.chain(h, BODY);
  }

  private int memory(double[] h) {
    return candidates.memory(h, BODY);
  }

  private GaussianDensity density(double[] h) {
    return densities.get(states(h) - fewest);
  }

  private int emission(double[] h) {
    return chain(h).emission(memory(h));
  }

  /** The number of states in use. */
  public int states(double[] h) {
    return chain(h).states();
  }

  private int listed(double[] h, int place) {
    return chain(h).listed(h, memory(h), place);
  }

  /** The most probable state now. */
  public int state(double[] h) {
    int best = 0;
    for (int k = 1; k < states(h); k++) {
      if (probability(h, k) > probability(h, best)) {
        best = k;
      }
    }
    return best;
  }

  /** The probability of state k now: {@code P(s_t = k | x_1 … x_t)}. */
  public double probability(double[] h, int k) {
    return chain(h).probability(h, memory(h), listed(h, k));
  }

  /** Writes {@code p[k] = P(s_{t+steps} = k | x_1 … x_t)}; 0 for states that are not in use. */
  public void ahead(double[] h, int steps, double[] p) {
    chain(h).ahead(h, memory(h), steps, scratch);
    list(h, p);
  }

  /**
   * Writes {@code p[k] = P(s_{t-lag} = k | x_1 … x_t)}; of the oldest step that is kept, where lag
   * is beyond it; 0 for states that are not in use.
   */
  public void smoothed(double[] h, int lag, double[] p) {
    chain(h).smoothed(h, memory(h), lag, scratch);
    list(h, p);
  }

  private void list(double[] h, double[] p) {
    for (int k = 0; k < p.length; k++) {
      p[k] = k < states(h) ? scratch[listed(h, k)] : 0;
    }
  }

  /** The probability of state j at the next step where the state is i. */
  public double transition(double[] h, int i, int j) {
    return chain(h).transition(h, memory(h), listed(h, i), listed(h, j));
  }

  /** The mean of the values of state k. */
  public double mean(double[] h, int k) {
    return h[BASE] + h[UNIT] * density(h).mean(h, emission(h), listed(h, k));
  }

  /** The standard deviation of the values of state k. */
  public double deviation(double[] h, int k) {
    return h[UNIT] * density(h).deviation(h, emission(h), listed(h, k));
  }

  /** How many steps state k lasts on average, {@code 1 / (1 - a_kk)}; at most 1e9. */
  public double dwell(double[] h, int k) {
    return 1 / Math.max(1e-9, 1 - transition(h, k, k));
  }

  /** {@code ln p(x_t | x_1 … x_{t-1})}, the natural logarithm of a density over values. */
  public double logLikelihood(double[] h) {
    return h[LOG_LIKELIHOOD];
  }

  /** The state that the series is said to be in; follows {@link #state} by {@link RegimeRule}. */
  public int regime(double[] h) {
    return rule.regime(h, REGIME);
  }

  /** Whether the newest step changed the regime. */
  public boolean changed(double[] h) {
    return rule.changed(h, REGIME);
  }

  /** The mean of the first values, of which nothing more is known yet. */
  double firstMean(double[] h) {
    double mean = 0;
    for (int i = 0; i < PAST.kept(h, SAMPLE); i++) {
      mean += (PAST.value(h, SAMPLE, i) - mean) / (i + 1);
    }
    return mean;
  }

  /** The state in use, in numbers whose names do not depend on how many states there are. */
  @Override
  public Map<String, Double> describe(double[] h) {
    boolean started = started(h);
    int k = started ? state(h) : 0;
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("states", started ? (double) states(h) : 0);
    fields.put("state", (double) k);
    fields.put("probability", started ? probability(h, k) : 0);
    fields.put("mean", started ? mean(h, k) : firstMean(h));
    fields.put("deviation", started ? deviation(h, k) : 0);
    fields.put("dwell", started ? dwell(h, k) : 0);
    return fields;
  }
}
