package io.recurrence.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How a number of a memory is stored. What is not stored in full is rounded in memory too, so that
 * memory and stored bytes agree exactly.
 */
@PublicApi
public enum Precision {
  /** As it is: 8 bytes. */
  DOUBLE(8),
  /** As a {@code float}: 4 bytes. */
  SINGLE(4),
  /** As the upper half of a {@code float} (bfloat16): 2 bytes, 8 significant bits. */
  BRIEF(2),
  /** As a whole number in [-32768, 32767]: 2 bytes. */
  SHORT(2),
  /** As a whole number in [-128, 127]: 1 byte. */
  TINY(1);

  private static final int LARGEST_BRIEF = 0x7f7f0000; // the bits of a float

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle FLOATS = view(float[].class);
  private static final VarHandle DOUBLES = view(double[].class);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  int bytes() {
    return bytes;
  }

  /** The nearest {@code float}; what is too large for one becomes the largest one. */
  public static double single(double x) {
    float near = (float) x;
    return Float.isInfinite(near) ? Math.copySign(Float.MAX_VALUE, near) : near;
  }

  /** The nearest number of 8 significant bits; what is too large becomes the largest one. */
  public static double brief(double x) {
    int bits = Float.floatToRawIntBits((float) x);
    int near = (bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000;
    if ((near & Integer.MAX_VALUE) > LARGEST_BRIEF) { // bits in order of size
      return Math.copySign(Float.intBitsToFloat(LARGEST_BRIEF), x);
    }
    return Float.intBitsToFloat(near);
  }

  /** The nearest whole number that 2 bytes hold; they hold no negative zero. */
  public static double whole(double x) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(x) + 0.0)); // no branch
  }

  /** The nearest whole number that a byte holds; it holds no negative zero. */
  public static double tiny(double x) {
    return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.rint(x) + 0.0));
  }

  /** Whether the entries {@code from} to {@code to} (exclusive) are all finite. */
  public static boolean finite(double[] h, int from, int to) {
    double a = 0; // several sums, so that none waits for the one before it
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 7 < to; i += 8) {
      a += h[i] * 0 + h[i + 1] * 0; // x * 0 is NaN where x is not finite
      b += h[i + 2] * 0 + h[i + 3] * 0;
      c += h[i + 4] * 0 + h[i + 5] * 0;
      d += h[i + 6] * 0 + h[i + 7] * 0;
    }
    for (; i < to; i++) {
      a += h[i] * 0;
    }
    return a + b + c + d == 0;
  }

  /** Rounds the entries {@code from} to {@code to} (exclusive) to what is stored of them. */
  void round(double[] h, int from, int to) {
    switch (this) {
      case DOUBLE -> {}
      case SINGLE -> {
        for (int i = from; i < to; i++) {
          h[i] = single(h[i]);
        }
      }
      case BRIEF -> {
        for (int i = from; i < to; i++) {
          h[i] = brief(h[i]);
        }
      }
      case SHORT -> {
        for (int i = from; i < to; i++) {
          h[i] = whole(h[i]);
        }
      }
      case TINY -> {
        for (int i = from; i < to; i++) {
          h[i] = tiny(h[i]);
        }
      }
    }
  }

  /** Writes entries that have been rounded, and returns where their bytes end. */
  int write(double[] h, int from, int to, byte[] out, int start) {
    int base = start - from * bytes;
    switch (this) { // a loop each, which the compiler can unroll
      case DOUBLE -> {
        for (int i = from; i < to; i++) {
          DOUBLES.set(out, base + 8 * i, h[i]);
        }
      }
      case SINGLE -> {
        for (int i = from; i < to; i++) {
          FLOATS.set(out, base + 4 * i, (float) h[i]);
        }
      }
      case BRIEF -> {
        for (int i = from; i < to; i++) {
          SHORTS.set(out, base + 2 * i, (short) (Float.floatToRawIntBits((float) h[i]) >>> 16));
        }
      }
      case SHORT -> {
        for (int i = from; i < to; i++) {
          SHORTS.set(out, base + 2 * i, (short) h[i]);
        }
      }
      case TINY -> {
        for (int i = from; i < to; i++) {
          out[base + i] = (byte) h[i];
        }
      }
    }
    return base + to * bytes;
  }

  /** Reads entries, and returns where their bytes end. */
  int read(byte[] in, int start, double[] h, int from, int to) {
    int base = start - from * bytes;
    switch (this) {
      case DOUBLE -> {
        for (int i = from; i < to; i++) {
          h[i] = (double) DOUBLES.get(in, base + 8 * i);
        }
      }
      case SINGLE -> {
        for (int i = from; i < to; i++) {
          h[i] = (float) FLOATS.get(in, base + 4 * i);
        }
      }
      case BRIEF -> {
        for (int i = from; i < to; i++) {
          h[i] = Float.intBitsToFloat((short) SHORTS.get(in, base + 2 * i) << 16);
        }
      }
      case SHORT -> {
        for (int i = from; i < to; i++) {
          h[i] = (short) SHORTS.get(in, base + 2 * i);
        }
      }
      case TINY -> {
        for (int i = from; i < to; i++) {
          h[i] = in[base + i];
        }
      }
    }
    return base + to * bytes;
  }
}
