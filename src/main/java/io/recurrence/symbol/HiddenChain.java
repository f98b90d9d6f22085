package io.recurrence.symbol;

import java.util.Arrays;

/**
 * A hidden Markov model of K states, part of a longer memory: {@code P(s_{t+1} = j | s_t = i) =
 * a_ij}, {@code p(x_t | s_t)} by an {@link EmissionDensity}.
 *
 * <p>Filter (forward recursion, normalised; Rabiner, 1989): {@code φ_t(k) ∝ p(x_t | k) Σ_i
 * φ_{t-1}(i) a_ik}. Learned by online EM (Mongillo and Denève, 2008; Cappé, 2011): the statistics
 * of {@link TransitionMatrix} and density are carried on by {@code r(i | k) ∝ φ_{t-1}(i) a_ik}, the
 * probability of the state before, and the parameters are those that they make most likely. A step
 * takes O(K⁴) multiplications, and K³ numbers of memory.
 */
final class HiddenChain {
  /**
   * C in the rate {@code γ_n = C / (n + C - 1)}: all values count, older ones by the power C - 1 of
   * their share of the time, so that what was learned with poor parameters fades. As stochastic
   * approximation needs, the rates sum to infinity and their squares do not.
   */
  private static final double FADING = 3;

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
  private final TransitionMatrix matrix;
  private final int transition;
  private final StateOrder order;
  private final int filter;
  private final int emission;
  private final int ring;
  private final double[] predicted;
  private final double[] logs;
  private final double[] retro;

  /**
   * @param lag L, how many steps back states can be read again
   * @param leastRate the least weight of a new value, in [0, 1); 0 for none
   */
  HiddenChain(EmissionDensity density, int lag, double leastRate) {
    this.density = density;
    this.states = density.states();
    this.leastRate = leastRate;
    this.smoother = new LagSmoother(states, lag);
    this.order = new StateOrder(density);
    this.filter = HEAD + states;
    this.transition = filter + states;
    this.matrix = new TransitionMatrix(states);
    this.emission = transition + matrix.size();
    this.ring = emission + density.size();
    this.predicted = new double[states];
    this.logs = new double[states];
    this.retro = new double[states * states];
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
    matrix.start(h, at + transition, variant % 2 == 0 ? 0.1 : 0.5);
    order.start(h, at + HEAD);
    Arrays.fill(h, at + filter, at + filter + states, 1.0 / states);
  }

  /** Whether what was read can be such a memory: it lists states that there are. */
  boolean sound(double[] h, int at) {
    return order.sound(h, at + HEAD);
  }

  /** Lists each state where the other memory lists the one most like it, as far as it is free. */
  void list(double[] h, int at, int other) {
    order.match(h, at + HEAD, at + emission, other + HEAD, other + emission);
  }

  /** The state that is listed at this place: by rank, the same one from step to step. */
  int listed(double[] h, int at, int place) {
    return order.state(h, at + HEAD, place);
  }

  /** Sets a row of the transition matrix. */
  void transition(double[] h, int at, int i, double... row) {
    matrix.set(h, at + transition, i, row);
  }

  double transition(double[] h, int at, int i, int j) {
    return matrix.get(h, at + transition, i, j);
  }

  /** {@code P(state k | x_1 … x_t)}. */
  double probability(double[] h, int at, int k) {
    return h[at + filter + k];
  }

  /** Filters a value and learns from it. Returns {@code ln p(x_t | x_1 … x_{t-1})}. */
  double step(double[] h, int at, double x) {
    advance(h, at);
    double log = weigh(h, at, x);
    h[at + LEARNED]++;
    double rate = rate(h, at);
    matrix.carry(h, at + transition, retro, rate);
    density.carry(h, at + emission, retro);
    density.add(h, at + emission, x, rate);
    if (h[at + LEARNED] > WARM_UP) {
      double one = Math.max(leastRate, 1 / h[at + LEARNED]); // the share of one step
      System.arraycopy(h, at + filter, predicted, 0, states);
      matrix.maximise(h, at + transition, predicted, one);
      density.maximise(h, at + emission, predicted, one);
      order.rank(h, at + HEAD, at + emission);
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
    matrix.carry(h, at + transition, retro, rate(h, at));
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

  /** The share of steps from i to j. */
  double transitions(double[] h, int at, int i, int j) {
    System.arraycopy(h, at + filter, predicted, 0, states);
    return matrix.share(h, at + transition, predicted, i, j);
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
    matrix.forward(h, at + transition, p);
  }

  /** Writes {@code out[k] = P(s_{t-lag} = k | x_1 … x_t)}; of the oldest step kept, if later. */
  void smoothed(double[] h, int at, int lag, double[] out) {
    smoother.read(h, at + ring, h, at + transition, lag, out);
  }
}
