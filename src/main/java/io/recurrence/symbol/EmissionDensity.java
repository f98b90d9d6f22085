package io.recurrence.symbol;

/**
 * How the hidden states emit what is observed: the parameters of {@code p(x | state)} and the
 * statistics from which they are learned. Both lie in one run of numbers that begins at {@code at}.
 *
 * <p>The statistics are those of Cappé, Online EM Algorithm for Hidden Markov Models, 2011: {@code
 * s(i; k)} averages, over the steps so far, what the values say of state i, given that the newest
 * state is k.
 */
interface EmissionDensity {

  /** The number of states K. */
  int states();

  /** How many parameters are free. */
  int parameters();

  /** How many numbers parameters and statistics take. */
  int size();

  /**
   * Chooses the first parameters, and clears the statistics.
   *
   * @param sample values of the past; empty for symbols, which need none
   * @param variant which of several choices; any number from 0 on
   */
  void start(double[] h, int at, double[] sample, int variant);

  /** Writes {@code out[k] = ln p(x | k)}; negative infinity where k cannot emit x. */
  void logDensity(double[] h, int at, double x, double[] out);

  /**
   * Moves the statistics a step on: {@code s(i; k) <- Σ_j s(i; j) r(j | k)}.
   *
   * @param retro r(j | k) at {@code [k K + j]}: the probability that the state before was j
   */
  void carry(double[] h, int at, double[] retro);

  /** Mixes a value in: {@code s(i; k) <- (1 - rate) s(i; k) + rate [i = k] x}. */
  void add(double[] h, int at, double x, double rate);

  /**
   * Sets the parameters to those that the statistics make most likely.
   *
   * @param filter the probability of each state now
   * @param one the share of one step in what is known, by which states with few values are held
   */
  void maximise(double[] h, int at, double[] filter, double one);

  /** Where state i ranks; states are listed by it, equal ones as they are. */
  double rank(double[] h, int at, int i);

  /** By how much the ranks of i and j must differ before their order changes. */
  double tolerance(double[] h, int at, int i, int j);

  /** How unlike state i is to state j of other parameters, 0 for none. */
  double distance(double[] h, int at, int i, int other, int j);
}
