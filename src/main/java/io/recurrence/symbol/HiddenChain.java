package io.recurrence.symbol;

import java.util.Arrays;

/**
 * A hidden Markov model of K states, part of a longer memory: {@code P(s_{t+1} = j | s_t = i) =
 * a_ij}, {@code p(x_t | s_t)} by an {@link EmissionDensity}.
 *
 * <p>Filter (forward recursion, normalised; Rabiner, 1989): {@code φ_t(k) ∝ p(x_t | k) Σ_i
 * φ_{t-1}(i) a_ik}. Learned by online EM (Mongillo and Denève, 2008; Cappé, 2011): {@code ρ(i, j;
 * k)}, the average of the transitions from i to j given that the newest state is k, moves by {@code
 * ρ_t(i, j; k) = γ [j = k] r(i | k) + (1 - γ) Σ_l ρ_{t-1}(i, j; l) r(l | k)}, where {@code r(i | k)
 * ∝ φ_{t-1}(i) a_ik} is the probability of the state before; then {@code a_ij ∝ Σ_k φ_t(k) ρ(i, j;
 * k)}. A step takes O(K⁴) multiplications, and K³ numbers of memory.
 */
final class HiddenChain {
  /**
   * C in the rate {@code γ_n = C / (n + C - 1)}: all values count, older ones by the power C - 1 of
   * their share of the time, so that what was learned with poor parameters fades. As stochastic
   * approximation needs, the rates sum to infinity and their squares do not.
   */
  private static final double FADING = 3;

  /** No transition has less: what was never seen stays possible. */
  private static final double LEAST_TRANSITION = 1e-6;

  /** The first values move the statistics alone. */
  private static final int WARM_UP = 20;

  /** The log-likelihood of a value that no state can emit. */
  static final double IMPOSSIBLE = -745;

  private static final int LEARNED = 0; // values learned
  private static final int HEAD = 1;

  private final EmissionDensity density;
  private final int states;
  private final double leastRate;
  private final LagSmoother smoother;
  private final int transition;
  private final int pairs;
  private final int order;
  private final int filter;
  private final int emission;
  private final int ring;
  private final double[] predicted;
  private final double[] logs;
  private final double[] retro;
  private final double[] column;

  /**
   * @param lag L, how many steps back states can be read again
   * @param leastRate the least weight of a new value, in [0, 1); 0 for none
   */
  HiddenChain(EmissionDensity density, int lag, double leastRate) {
    this.density = density;
    this.states = density.states();
    this.leastRate = leastRate;
    this.smoother = new LagSmoother(states, lag);
    this.order = HEAD;
    this.filter = order + states;
    this.transition = filter + states;
    this.pairs = transition + states * states;
    this.emission = pairs + states * states * states;
    this.ring = emission + density.size();
    this.predicted = new double[states];
    this.logs = new double[states];
    this.retro = new double[states * states];
    this.column = new double[states];
  }

  int size() {
    return ring + smoother.size();
  }

  int states() {
    return states;
  }

  /** How many parameters are free. */
  int parameters() {
    return states * (states - 1) + density.parameters();
  }

  /** Where the parameters of the density begin. */
  int emission(int at) {
    return at + emission;
  }

  /**
   * Begins with parameters chosen from a sample of the values, which is not learned yet.
   *
   * @param variant which of several choices
   */
  void start(double[] h, int at, double[] sample, int variant) {
    Arrays.fill(h, at, at + size(), 0);
    density.start(h, at + emission, sample, variant);
    double leave = variant % 2 == 0 ? 0.1 : 0.5;
    for (int i = 0; i < states; i++) {
      h[at + order + i] = i;
      h[at + filter + i] = 1.0 / states;
      for (int j = 0; j < states; j++) {
        double others = states == 1 ? 0 : leave / (states - 1);
        h[at + transition + i * states + j] = i == j ? 1 - others * (states - 1) : others;
      }
    }
  }

  /** Lists each state where the other memory lists the one most like it, as far as it is free. */
  void list(double[] h, int at, int other) {
    Arrays.fill(column, 0); // 1 where a state is listed
    for (int place = 0; place < states; place++) {
      int best = -1;
      double min = Double.POSITIVE_INFINITY;
      for (int i = 0; i < states; i++) {
        double unlike =
            density.distance(h, at + emission, i, other + emission, listed(h, other, place));
        if (column[i] == 0 && unlike < min) {
          min = unlike;
          best = i;
        }
      }
      column[best] = 1;
      h[at + order + place] = best;
    }
  }

  /** Sets a row of the transition matrix. */
  void transition(double[] h, int at, int i, double... row) {
    System.arraycopy(row, 0, h, at + transition + i * states, states);
  }

  double transition(double[] h, int at, int i, int j) {
    return h[at + transition + i * states + j];
  }

  /** {@code P(state k | x_1 … x_t)}. */
  double probability(double[] h, int at, int k) {
    return h[at + filter + k];
  }

  /** The state that is listed at this place: by rank, the same one from step to step. */
  int listed(double[] h, int at, int place) {
    return (int) h[at + order + place];
  }

  /** Filters a value and learns from it. Returns {@code ln p(x_t | x_1 … x_{t-1})}. */
  double step(double[] h, int at, double x) {
    advance(h, at);
    double log = weigh(h, at, x);
    h[at + LEARNED]++;
    double rate = rate(h, at);
    carry(h, at, rate);
    density.carry(h, at + emission, retro);
    density.add(h, at + emission, x, rate);
    if (h[at + LEARNED] > WARM_UP) {
      maximise(h, at, Math.max(leastRate, 1 / h[at + LEARNED]));
    }
    smoother.push(h, at + ring, h, at + filter);
    return log;
  }

  /** Filters a value and learns nothing. Returns {@code ln p(x_t | x_1 … x_{t-1})}. */
  double filter(double[] h, int at, double x) {
    advance(h, at);
    double log = weigh(h, at, x);
    smoother.push(h, at + ring, h, at + filter);
    return log;
  }

  /** A step without a value: the state moves on, and transitions are learned as expected. */
  void miss(double[] h, int at) {
    advance(h, at);
    System.arraycopy(predicted, 0, h, at + filter, states);
    carry(h, at, rate(h, at));
    density.carry(h, at + emission, retro);
    smoother.push(h, at + ring, h, at + filter);
  }

  private double rate(double[] h, int at) {
    return Math.max(leastRate, FADING / (h[at + LEARNED] + FADING - 1));
  }

  /** Predicts the state, and reckons which one was before each. */
  private void advance(double[] h, int at) {
    for (int k = 0; k < states; k++) {
      double sum = 0;
      for (int i = 0; i < states; i++) {
        double joint = h[at + filter + i] * h[at + transition + i * states + k];
        retro[k * states + i] = joint;
        sum += joint;
      }
      predicted[k] = sum;
      for (int i = 0; i < states; i++) { // where k cannot be, any distribution will do
        retro[k * states + i] = sum > 0 ? retro[k * states + i] / sum : h[at + filter + i];
      }
    }
  }

  /** The filter from the prediction and a value, and the log-likelihood of the value. */
  private double weigh(double[] h, int at, double x) {
    density.logDensity(h, at + emission, x, logs);
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < states; k++) {
      logs[k] += StrictMath.log(predicted[k]);
      max = Math.max(max, logs[k]);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      System.arraycopy(predicted, 0, h, at + filter, states);
      return IMPOSSIBLE;
    }
    double sum = 0;
    for (int k = 0; k < states; k++) {
      logs[k] = StrictMath.exp(logs[k] - max);
      sum += logs[k];
    }
    for (int k = 0; k < states; k++) {
      h[at + filter + k] = logs[k] / sum;
    }
    return max + StrictMath.log(sum);
  }

  private void carry(double[] h, int at, double rate) {
    for (int i = 0; i < states; i++) {
      for (int j = 0; j < states; j++) {
        int row = at + pairs + (i * states + j) * states;
        System.arraycopy(h, row, column, 0, states);
        for (int k = 0; k < states; k++) {
          double sum = 0;
          for (int l = 0; l < states; l++) {
            sum += column[l] * retro[k * states + l];
          }
          h[row + k] = (1 - rate) * sum + (j == k ? rate * retro[k * states + i] : 0);
        }
      }
    }
  }

  /**
   * The M step.
   *
   * @param one the share of one step in what is known: what stands counts for that much, so that a
   *     state that nothing visits keeps it
   */
  private void maximise(double[] h, int at, double one) {
    System.arraycopy(h, at + filter, predicted, 0, states);
    for (int i = 0; i < states; i++) {
      int row = at + transition + i * states;
      double total = 0;
      for (int j = 0; j < states; j++) {
        column[j] = one * h[row + j] + transitions(h, at, i, j);
        total += column[j];
      }
      double floored = 0;
      for (int j = 0; j < states; j++) {
        column[j] = Math.max(LEAST_TRANSITION, column[j] / total);
        floored += column[j];
      }
      for (int j = 0; j < states; j++) {
        h[row + j] = column[j] / floored;
      }
    }
    density.maximise(h, at + emission, predicted, one);
    rank(h, at);
  }

  /** The share of steps from i to j: {@code Σ_k φ_t(k) ρ(i, j; k)}. */
  double transitions(double[] h, int at, int i, int j) {
    double sum = 0;
    for (int k = 0; k < states; k++) {
      sum += h[at + filter + k] * h[at + pairs + (i * states + j) * states + k];
    }
    return sum;
  }

  /** States keep their places until their ranks differ clearly. */
  private void rank(double[] h, int at) {
    for (int place = 0; place + 1 < states; place++) {
      int i = listed(h, at, place);
      int j = listed(h, at, place + 1);
      double lead = density.rank(h, at + emission, i) - density.rank(h, at + emission, j);
      if (lead > density.tolerance(h, at + emission, i, j)) {
        h[at + order + place] = j;
        h[at + order + place + 1] = i;
      }
    }
  }

  /**
   * Writes {@code out[k] = P(s_{t+steps} = k | x_1 … x_t)}.
   *
   * @param steps at least 0
   */
  void ahead(double[] h, int at, int steps, double[] out) {
    System.arraycopy(h, at + filter, out, 0, states);
    for (int step = 0; step < steps; step++) {
      forward(h, at, out);
    }
  }

  /** {@code p_j <- Σ_i p_i a_ij}. */
  void forward(double[] h, int at, double[] p) {
    System.arraycopy(p, 0, column, 0, states);
    for (int j = 0; j < states; j++) {
      double sum = 0;
      for (int i = 0; i < states; i++) {
        sum += column[i] * h[at + transition + i * states + j];
      }
      p[j] = sum;
    }
  }

  /** Writes {@code out[k] = P(s_{t-lag} = k | x_1 … x_t)}; of the oldest step kept, if later. */
  void smoothed(double[] h, int at, int lag, double[] out) {
    smoother.read(h, at + ring, h, at + transition, lag, out);
  }
}
