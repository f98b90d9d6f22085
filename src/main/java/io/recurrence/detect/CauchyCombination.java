package io.recurrence.detect;

/**
 * Combines probabilities of records that may depend on each other into one (the Cauchy combination
 * test: Liu and Xie, Journal of the American Statistical Association 115, 2020):
 *
 * <pre>
 * T = Σ w_i tan(π (1/2 - p_i)) / Σ w_i        p = 1/2 - arctan(T) / π
 * </pre>
 *
 * <p>Of independent uniform p_i the statistic T is standard Cauchy whatever the weights are, and so
 * p is uniform; where they are correlated, small p are still right, since one small p_i decides
 * alone. Both sums are of the records one by one, so that a window needs no more than two numbers.
 *
 * <p>A p_i near 1 would outweigh any small one, and says no more than that a value was what was
 * expected; above {@value #LARGEST} it counts as that. It makes p a little smaller than it is,
 * where it is large.
 */
final class CauchyCombination {
  private static final double LARGEST = .99;
  private static final double SMALLEST = 1e-15; // what a score can hold

  private CauchyCombination() {}

  /** The term of one probability, to be weighed. */
  static double term(double p) {
    double bounded = Math.max(SMALLEST, Math.min(LARGEST, p));
    return bounded < .25
        ? 1 / StrictMath.tan(Math.PI * bounded)
        : StrictMath.tan(Math.PI * (.5 - bounded));
  }

  /** The probability of a weighted mean of terms. */
  static double p(double mean) {
    return mean > 1
        ? StrictMath.atan(1 / mean) / Math.PI // with all its digits
        : .5 - StrictMath.atan(mean) / Math.PI;
  }
}
