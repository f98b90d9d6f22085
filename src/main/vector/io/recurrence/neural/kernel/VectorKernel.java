package io.recurrence.neural.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector units by name, through {@code jdk.incubator.vector}. Methods are small and constants
 * are static, or the compiler would put vectors on the heap.
 */
public final class VectorKernel implements Kernel {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private static final VectorSpecies<Integer> BITS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final IntVector MAGNITUDE = IntVector.broadcast(BITS, Integer.MAX_VALUE);
  private static final IntVector SIGN = IntVector.broadcast(BITS, Integer.MIN_VALUE);
  private static final IntVector END =
      IntVector.broadcast(BITS, Float.floatToRawIntBits(Activation.END));
  private static final FloatVector P0 = constant(Activation.P0);
  private static final FloatVector P1 = constant(Activation.P1);
  private static final FloatVector P2 = constant(Activation.P2);
  private static final FloatVector P3 = constant(Activation.P3);
  private static final FloatVector P4 = constant(Activation.P4);
  private static final FloatVector Q1 = constant(Activation.Q1);
  private static final FloatVector Q2 = constant(Activation.Q2);
  private static final FloatVector Q3 = constant(Activation.Q3);
  private static final FloatVector ONE = constant(1);
  private static final FloatVector HALF = constant(0.5f);

  private final VectorTiles tiles = new VectorTiles();
  private final VectorRow row = new VectorRow();

  private static FloatVector constant(float x) {
    return FloatVector.broadcast(SPECIES, x);
  }

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
  }

  @Override
  public Matrix matrix(int rows, int columns) {
    return new VectorMatrix(rows, columns);
  }

  @Override
  public void multiply(Block a, Matrix b, Block c) {
    VectorMatrix right = (VectorMatrix) b;
    if (a.rows == 1) {
      row.multiply(a, right, c);
    } else {
      tiles.multiply(a, right, c);
    }
  }

  @Override
  public void tanh(float[] x, int at, int n) {
    int j = at;
    for (; j + LANES <= at + n; j += LANES) {
      tanh(FloatVector.fromArray(SPECIES, x, j)).intoArray(x, j);
    }
    for (; j < at + n; j++) {
      x[j] = Activation.tanh(x[j]);
    }
  }

  /** As {@link Activation#tanh(float)}; the magnitude is held by its bits, which is cheaper. */
  private static FloatVector tanh(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    FloatVector z = bits.and(MAGNITUDE).min(END).or(bits.and(SIGN)).reinterpretAsFloats();
    FloatVector u = z.mul(z);
    FloatVector p = P4.fma(u, P3).fma(u, P2).fma(u, P1).fma(u, P0);
    FloatVector q = Q3.fma(u, Q2).fma(u, Q1).fma(u, ONE);
    return z.mul(p).div(q);
  }

  @Override
  public void lstm(float[] a, int at, float[] c, int from, int to, float[] h, int hAt, int n) {
    int j = 0;
    for (; j + LANES <= n; j += LANES) {
      FloatVector i = HALF.fma(FloatVector.fromArray(SPECIES, a, at + j), HALF);
      FloatVector f = HALF.fma(FloatVector.fromArray(SPECIES, a, at + n + j), HALF);
      FloatVector o = HALF.fma(FloatVector.fromArray(SPECIES, a, at + 2 * n + j), HALF);
      FloatVector in = i.mul(FloatVector.fromArray(SPECIES, a, at + 3 * n + j));
      FloatVector cell = f.fma(FloatVector.fromArray(SPECIES, c, from + j), in);
      cell.intoArray(c, to + j);
      tanh(cell).mul(o).intoArray(h, hAt + j);
    }
    for (; j < n; j++) {
      float i = Math.fma(0.5f, a[at + j], 0.5f);
      float f = Math.fma(0.5f, a[at + n + j], 0.5f);
      float cell = Math.fma(f, c[from + j], i * a[at + 3 * n + j]);
      c[to + j] = cell;
      h[hAt + j] = Activation.tanh(cell) * Math.fma(0.5f, a[at + 2 * n + j], 0.5f);
    }
  }

  @Override
  public void lstmBackward(
      float[] a,
      int at,
      float[] c,
      int from,
      int to,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      int n) {
    int j = 0;
    for (; j + LANES <= n; j += LANES) {
      FloatVector o = gate(a, at + 2 * n + j);
      FloatVector tanh = tanh(FloatVector.fromArray(SPECIES, c, to + j));
      FloatVector d = FloatVector.fromArray(SPECIES, dh, dhAt + j);
      FloatVector rest = tanh.neg().fma(tanh, ONE);
      FloatVector cell = d.mul(o).fma(rest, FloatVector.fromArray(SPECIES, dc, dcAt + j));
      d.mul(tanh).mul(o.mul(ONE.sub(o))).intoArray(a, at + 2 * n + j);
      inputs(a, at + j, n, cell);
      forget(a, at + n + j, cell, c, from + j, dc, dcAt + j);
    }
    for (; j < n; j++) {
      PlainKernel.lstmBackward(a, at + j, n, c[from + j], c[to + j], dh[dhAt + j], dc, dcAt + j);
    }
  }

  private static FloatVector gate(float[] a, int at) {
    return HALF.fma(FloatVector.fromArray(SPECIES, a, at), HALF);
  }

  /** Leaves the gradients of the input gates and of what they let in. */
  private static void inputs(float[] a, int at, int n, FloatVector cell) {
    FloatVector i = gate(a, at);
    FloatVector g = FloatVector.fromArray(SPECIES, a, at + 3 * n);
    cell.mul(g).mul(i.mul(ONE.sub(i))).intoArray(a, at);
    cell.mul(i).mul(g.neg().fma(g, ONE)).intoArray(a, at + 3 * n);
  }

  /** Leaves the gradients of the forget gates and of the cells before. */
  private static void forget(
      float[] a, int at, FloatVector cell, float[] c, int from, float[] dc, int dcAt) {
    FloatVector f = gate(a, at);
    FloatVector before = FloatVector.fromArray(SPECIES, c, from);
    cell.mul(before).mul(f.mul(ONE.sub(f))).intoArray(a, at);
    cell.mul(f).intoArray(dc, dcAt);
  }
}
