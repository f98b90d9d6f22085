package io.recurrence.symbol;

import io.recurrence.core.Recurrence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hidden Markov model: behind each value stands one of K states, which follows the one before
 * with fixed probabilities and emits the value. Everything is learned online, per series, in a
 * memory of fixed size: the filter and its parameters ({@link HiddenChain}), the states of the last
 * steps read again by what came since ({@link LagSmoother}), and the number of states where it is
 * not given ({@link HiddenCandidates}).
 *
 * <p>States are numbered from 0 by their place in a list whose order holds; how many are in use is
 * said by {@link #states}.
 */
public abstract sealed class HiddenMarkov implements Recurrence
    permits GaussianHiddenMarkov, CategoricalHiddenMarkov {
  /** How many values the first epoch has, in which the first parameters are learned. */
  static final int FIRST = 64;

  private static final int MAX_STATES = 8;
  private static final int LONGEST_LAG = 1000;

  private static final int LOG_LIKELIHOOD = 0;
  private static final int REGIME = 1;
  private static final int BODY = REGIME + RegimeRule.SIZE;

  private final RegimeRule rule;
  private final HiddenCandidates candidates;
  private final int max;
  private final int lag;
  private final double[] scratch;

  /**
   * @param densities in ascending order of their states
   */
  HiddenMarkov(
      List<? extends EmissionDensity> densities, int lag, double forgetting, RegimeRule rule) {
    if (lag < 0 || lag > LONGEST_LAG) {
      throw new IllegalArgumentException("lag must be in [0, 1000], not " + lag);
    }
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be in (0, 1], not " + forgetting);
    }
    this.rule = rule;
    this.lag = lag;
    this.candidates =
        new HiddenCandidates(
            densities.stream().map(d -> new HiddenChain(d, lag, 1 - forgetting)).toList());
    this.max = densities.get(densities.size() - 1).states();
    this.scratch = new double[max];
  }

  /** Refuses numbers of states that are out of order or too large. */
  static void requireStates(int fewest, int max) {
    if (fewest < 1 || max < fewest || max > MAX_STATES) {
      throw new IllegalArgumentException(
          "states must be within 1 to %d, not %d to %d".formatted(MAX_STATES, fewest, max));
    }
  }

  /** How many numbers come before those of the subclass. */
  final int shared() {
    return BODY + candidates.size();
  }

  @Override
  public boolean sound(double[] h) {
    return candidates.sound(h, BODY);
  }

  final void begin(double[] h, double[] sample) {
    candidates.start(h, BODY, sample, 2 * FIRST);
  }

  /** Learns a value. */
  final void learn(double[] h, double x) {
    h[LOG_LIKELIHOOD] = candidates.step(h, BODY, x);
    int k = state(h);
    rule.step(h, REGIME, states(h), k, probability(h, k));
  }

  final boolean due(double[] h) {
    return candidates.due(h, BODY);
  }

  final void renew(double[] h, double[] sample) {
    candidates.renew(h, BODY, sample);
  }

  /** A step without a value: the state moves on. */
  public void miss(double[] h) {
    rule.miss(h, REGIME);
    if (started(h)) {
      candidates.miss(h, BODY);
    }
  }

  /** Whether parameters have been chosen; until then there are no states to be read. */
  public abstract boolean started(double[] h);

  private HiddenChain chain(double[] h) {
    return candidates.chain(h, BODY);
  }

  private int memory(double[] h) {
    return candidates.memory(h, BODY);
  }

  /** Where the parameters of the density in use begin. */
  final int emission(double[] h) {
    return chain(h).emission(memory(h));
  }

  /** The index within the density of the state that is listed at this place. */
  final int listed(double[] h, int place) {
    return chain(h).listed(h, memory(h), place);
  }

  /** The largest number of states: the length of what probabilities are written to. */
  public final int max() {
    return max;
  }

  /** L: how many steps back states can be read again. */
  public final int lag() {
    return lag;
  }

  /** The number of states in use. */
  public final int states(double[] h) {
    return chain(h).states();
  }

  /** The most probable state now. */
  public final int state(double[] h) {
    int best = 0;
    for (int k = 1; k < states(h); k++) {
      if (probability(h, k) > probability(h, best)) {
        best = k;
      }
    }
    return best;
  }

  /** The probability of state k now: {@code P(s_t = k | x_1 … x_t)}. */
  public final double probability(double[] h, int k) {
    return chain(h).probability(h, memory(h), listed(h, k));
  }

  /**
   * Writes {@code p[k] = P(s_{t+steps} = k | x_1 … x_t)}; 0 for states that are not in use.
   *
   * @param steps at least 0
   * @param p of length {@link #max}
   */
  public final void ahead(double[] h, int steps, double[] p) {
    chain(h).ahead(h, memory(h), steps, scratch);
    list(h, p);
  }

  /**
   * Writes {@code p[k] = P(s_{t-lag} = k | x_1 … x_t)}; of the oldest step that is kept, where lag
   * is beyond it; 0 for states that are not in use.
   *
   * @param p of length {@link #max}
   */
  public final void smoothed(double[] h, int lag, double[] p) {
    chain(h).smoothed(h, memory(h), lag, scratch);
    list(h, p);
  }

  private void list(double[] h, double[] p) {
    for (int k = 0; k < max; k++) {
      p[k] = k < states(h) ? scratch[listed(h, k)] : 0;
    }
  }

  /** The probability of state j at the next step where the state is i. */
  public final double transition(double[] h, int i, int j) {
    return chain(h).transition(h, memory(h), listed(h, i), listed(h, j));
  }

  /** Moves a distribution over the states a step on: {@code p(j) <- Σ_i p(i) a_ij}. */
  final void forward(double[] h, double[] p) {
    System.arraycopy(p, 0, scratch, 0, max);
    for (int j = 0; j < states(h); j++) {
      double sum = 0;
      for (int i = 0; i < states(h); i++) {
        sum += scratch[i] * transition(h, i, j);
      }
      p[j] = sum;
    }
  }

  /** How many steps state k lasts on average, {@code 1 / (1 - a_kk)}; at most 1e9. */
  public final double dwell(double[] h, int k) {
    return 1 / Math.max(1e-9, 1 - transition(h, k, k));
  }

  /**
   * {@code ln p(x_t | x_1 … x_{t-1})} of the newest value, of a density over values or the
   * probability of a symbol; its negative is the surprise.
   */
  public double logLikelihood(double[] h) {
    return h[LOG_LIKELIHOOD];
  }

  /** The state that the series is said to be in; follows {@link #state} by {@link RegimeRule}. */
  public final int regime(double[] h) {
    return rule.regime(h, REGIME);
  }

  /** Whether the newest step changed the regime. */
  public final boolean changed(double[] h) {
    return rule.changed(h, REGIME);
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
    fields.put("dwell", started ? dwell(h, k) : 0);
    return fields;
  }
}
