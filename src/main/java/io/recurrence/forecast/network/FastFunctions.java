package io.recurrence.forecast.network;

/** Elementary functions by additions, multiplications and divisions: the same on every machine. */
final class FastFunctions {
  private FastFunctions() {}

  /** The binary logarithm of a positive normal number, to 1e-6. */
  static double log2(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >> 52) - 1023;
    double m = Double.longBitsToDouble((bits & 0xfffffffffffffL) | 0x3ff0000000000000L); // [1, 2)
    double s = (m - SQRT2) / (m + SQRT2); // ln(m / √2) = 2 (s + s³/3 + s⁵/5 + …)
    double u = s * s;
    double series = 1 + u * (1.0 / 3 + u * (1.0 / 5 + u * (1.0 / 7 + u / 9)));
    return exponent + 0.5 + 2 / LN2 * s * series;
  }

  private static final double SQRT2 = 1.4142135623730951;
  private static final double LN2 = 0.6931471805599453;

  /** {@code sin 2πx} for x in [0, 1], to 1e-3. */
  static double sine(double x) {
    double half = x < 0.5 ? x : x - 0.5; // [0, 1/2), the sign apart
    double parabola = 16 * half * (0.5 - half);
    double y = parabola * (0.775 + 0.225 * parabola);
    return x < 0.5 ? y : -y;
  }

  /** {@code cos 2πx} for x in [0, 1], to 1e-3. */
  static double cosine(double x) {
    return sine(x < 0.75 ? x + 0.25 : x - 0.75);
  }

  /** Leaves small numbers as they are and never exceeds 4. */
  static float squash(double x) {
    double held = Math.max(-1e9, Math.min(1e9, x));
    return (float) (held / Math.sqrt(1 + held * held / 16));
  }

  /** {@code log2(ratio) / 4}, within [-2, 1]. */
  static float squashRatio(double ratio) {
    return ratio < 0.004 ? -2 : ratio > 16 ? 1 : (float) (log2(ratio) / 4);
  }
}
