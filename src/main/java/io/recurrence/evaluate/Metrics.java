package io.recurrence.evaluate;

/**
 * The error measures of the field, as the M4 competition (Makridakis, Spiliotis and Assimakopoulos,
 * 2020) and GIFT-Eval (Aksu et al., 2024) define them. Written {@code y} for the actual value,
 * {@code f} for the forecast; arrays of a forecast and its actual value have the same length.
 * Nothing is NaN unless an argument is.
 */
public final class Metrics {
  private Metrics() {}

  /**
   * Mean absolute error, {@code mean |y - f|}.
   *
   * @throws IllegalArgumentException where the lengths differ, or are 0
   */
  public static double mae(double[] y, double[] f) {
    double sum = 0;
    for (int i = 0; i < same(y, f); i++) {
      sum += Math.abs(y[i] - f[i]);
    }
    return sum / y.length;
  }

  /** Mean squared error, {@code mean (y - f)^2}. */
  public static double mse(double[] y, double[] f) {
    double sum = 0;
    for (int i = 0; i < same(y, f); i++) {
      sum += (y[i] - f[i]) * (y[i] - f[i]);
    }
    return sum / y.length;
  }

  /**
   * Symmetric mean absolute percentage error, {@code mean 200 |y - f| / (|y| + |f|)}, in percent;
   * where both are 0 the error is 0.
   */
  public static double smape(double[] y, double[] f) {
    double sum = 0;
    for (int i = 0; i < same(y, f); i++) {
      double size = Math.abs(y[i]) + Math.abs(f[i]);
      sum += size > 0 ? 200 * Math.abs(y[i] - f[i]) / size : 0;
    }
    return sum / y.length;
  }

  /**
   * What errors are scaled by: the mean absolute error of the seasonal naive forecast within the
   * first {@code n} values, {@code mean |x_t - x_{t-m}|} (Hyndman and Koehler, 2006). Pairs with a
   * NaN are left out.
   *
   * @param m length of the season in steps, 1 for none
   * @return 0 where the series repeats itself exactly or is not longer than a season
   */
  public static double naiveScale(double[] x, int n, int m) {
    double sum = 0;
    int count = 0;
    for (int t = m; t < n; t++) {
      double change = Math.abs(x[t] - x[t - m]);
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * Mean absolute scaled error, {@code mae / scale}.
   *
   * @param scale of {@link #naiveScale}, above 0
   */
  public static double mase(double[] y, double[] f, double scale) {
    return mae(y, f) / scale;
  }

  /**
   * Overall weighted average of M4, {@code (sMAPE / sMAPE_Naive2 + MASE / MASE_Naive2) / 2}, each a
   * mean over all series before it is divided.
   */
  public static double owa(double smape, double mase, double smapeOfNaive2, double maseOfNaive2) {
    return (smape / smapeOfNaive2 + mase / maseOfNaive2) / 2;
  }

  /**
   * Quantile (pinball) loss, {@code a (y - q)} above the quantile and {@code (1 - a) (q - y)} below
   * it (Koenker and Bassett, 1978).
   *
   * @param a the level, in (0, 1)
   */
  public static double pinball(double a, double q, double y) {
    return y >= q ? a * (y - q) : (1 - a) * (q - y);
  }

  /**
   * Continuous ranked probability score from quantiles: twice their mean pinball loss, which tends
   * to {@code integral (F(z) - 1{z >= y})^2 dz} as even levels get dense (Gneiting and Raftery,
   * 2007).
   *
   * @param levels in (0, 1)
   * @param q the quantile of each level
   */
  public static double crps(double[] levels, double[] q, double y) {
    double sum = 0;
    for (int i = 0; i < same(levels, q); i++) {
      sum += pinball(levels[i], q[i], y);
    }
    return 2 * sum / levels.length;
  }

  /**
   * Weighted quantile loss: the sum of {@link #crps} over all that was forecast, per sum of {@code
   * |y|}.
   */
  public static double weightedQuantileLoss(double sumOfCrps, double sumOfSizes) {
    return sumOfCrps / sumOfSizes;
  }

  /**
   * Interval score, {@code (u - l) + 2/a (l - y)+ + 2/a (y - u)+} (Gneiting and Raftery, 2007).
   *
   * @param a one minus the confidence of the interval: 0.05 for 95 %
   */
  public static double intervalScore(double lower, double upper, double y, double a) {
    return upper - lower + 2 / a * (Math.max(0, lower - y) + Math.max(0, y - upper));
  }

  /** Mean scaled interval score of M4, {@code mean intervalScore / scale}. */
  public static double msis(double[] y, double[] lower, double[] upper, double a, double scale) {
    double sum = 0;
    same(y, lower);
    for (int i = 0; i < same(y, upper); i++) {
      sum += intervalScore(lower[i], upper[i], y[i], a);
    }
    return sum / y.length / scale;
  }

  /** The share of actual values within their interval, ends included. */
  public static double coverage(double[] y, double[] lower, double[] upper) {
    int within = 0;
    same(y, lower);
    for (int i = 0; i < same(y, upper); i++) {
      within += y[i] >= lower[i] && y[i] <= upper[i] ? 1 : 0;
    }
    return (double) within / y.length;
  }

  /** Geometric mean of positive numbers. */
  public static double geometricMean(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += StrictMath.log(each);
    }
    return StrictMath.exp(sum / x.length);
  }

  private static int same(double[] a, double[] b) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "arrays of %d and %d values do not belong together".formatted(a.length, b.length));
    }
    return a.length;
  }
}
