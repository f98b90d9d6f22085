package io.recurrence.core;

/**
 * Exponential and logarithm from additions, multiplications and divisions alone: the same bits on
 * every machine, and several times as fast as {@link StrictMath}. Relative error below 1e-9.
 */
public final class ElementaryFunctions {
  private static final double LN_2 = 0.6931471805599453;
  private static final double LOG2_E = 1.4426950408889634;
  private static final double SQRT_2 = 1.4142135623730951;
  private static final long FRACTION = 0xFFFFFFFFFFFFFL;
  private static final long ONE = 0x3FF0000000000000L;
  private static final int BIAS = 1023;

  private ElementaryFunctions() {}

  /** {@code e^x}; 0 below -700 and {@code e^700} above 700. */
  public static double exp(double x) {
    if (x < -700) {
      return 0;
    }
    double bounded = Math.min(x, 700);
    double k = Math.rint(bounded * LOG2_E);
    double r = bounded - k * LN_2; // |r| <= ln(2) / 2
    double p = 1 + r * (1 / 7.0 + r * (1 / 56.0 + r / 504.0));
    p =
        1
            + r
                * (1
                    + r
                        * (1 / 2.0
                            + r
                                * (1 / 6.0
                                    + r * (1 / 24.0 + r * (1 / 120.0 + r * (1 / 720.0) * p)))));
    return p * Double.longBitsToDouble((BIAS + (long) k) << 52);
  }

  /** {@code ln x} for {@code x > 0}; smaller values count as the smallest normal one. */
  public static double ln(double x) {
    long bits = Double.doubleToRawLongBits(Math.max(x, Double.MIN_NORMAL));
    int exponent = (int) (bits >>> 52) - BIAS;
    double m = Double.longBitsToDouble((bits & FRACTION) | ONE);
    if (m > SQRT_2) {
      m *= 0.5;
      exponent++;
    }
    double t = (m - 1) / (m + 1); // ln m = 2 artanh t, |t| <= 0.172
    double q = t * t;
    double series = 1 / 7.0 + q * (1 / 9.0 + q * (1 / 11.0 + q / 13.0));
    series = 1 + q * (1 / 3.0 + q * (1 / 5.0 + q * series));
    return exponent * LN_2 + 2 * t * series;
  }
}
