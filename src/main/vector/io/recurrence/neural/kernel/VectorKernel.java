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

  private final VectorTiles tiles = new VectorTiles();
  private final VectorRow row = new VectorRow();

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
  }

  @Override
  public Matrix matrix(int rows, int columns) {
    return new VectorMatrix(rows, columns);
  }

  @Override
  public void multiply(Block a, Matrix b, Block s, Block c) {
    VectorMatrix right = (VectorMatrix) b;
    if (a.rows == 1) {
      row.multiply(a, right, s, c);
    } else {
      tiles.multiply(a, right, s, c);
    }
  }

  @Override
  public void tanh(float[] x, int at, int n) {
    int whole = SPECIES.loopBound(n);
    for (int j = 0; j < whole; j += LANES) {
      tanh(vector(x, at + j)).intoArray(x, at + j);
    }
    for (int j = at + whole; j < at + n; j++) {
      x[j] = Activation.tanh(x[j]);
    }
  }

  /** As {@link Activation#tanh(float)}; the magnitude is held by its bits, which is cheaper. */
  private static FloatVector tanh(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector held = bits.and(MAGNITUDE).min(END).or(bits.and(SIGN));
    FloatVector z = held.reinterpretAsFloats();
    FloatVector u = z.mul(z);
    FloatVector p = all(Activation.P4).fma(u, all(Activation.P3)).fma(u, all(Activation.P2));
    FloatVector q = all(Activation.Q3).fma(u, all(Activation.Q2)).fma(u, all(Activation.Q1));
    p = p.fma(u, all(Activation.P1)).fma(u, all(Activation.P0));
    return z.mul(p).div(q.fma(u, all(1)));
  }

  private static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  /** A coefficient in all lanes: a constant that stays in a register throughout a loop. */
  private static FloatVector all(float x) {
    return FloatVector.broadcast(SPECIES, x);
  }

  private static FloatVector gate(float[] a, int at) {
    return vector(a, at).fma(all(0.5f), all(0.5f));
  }

  @Override
  public void lstm(float[] a, int at, float[] c, int from, int to, float[] h, int hAt, int n) {
    int whole = SPECIES.loopBound(n);
    cells(a, at, c, from, to, n, whole);
    outputs(a, at + 2 * n, c, to, h, hAt, whole);
    for (int j = whole; j < n; j++) {
      PlainKernel.lstm(a, at + j, n, c, from + j, to + j, h, hAt + j);
    }
  }

  private static void cells(float[] a, int at, float[] c, int from, int to, int n, int whole) {
    for (int j = 0; j < whole; j += LANES) {
      FloatVector in = gate(a, at + j).mul(vector(a, at + 3 * n + j));
      gate(a, at + n + j).fma(vector(c, from + j), in).intoArray(c, to + j);
    }
  }

  private static void outputs(float[] a, int at, float[] c, int to, float[] h, int hAt, int whole) {
    for (int j = 0; j < whole; j += LANES) {
      tanh(vector(c, to + j)).mul(gate(a, at + j)).intoArray(h, hAt + j);
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
    int whole = SPECIES.loopBound(n);
    for (int j = 0; j < whole; j += LANES) {
      outputsBackward(a, at + 2 * n + j, c, to + j, dh, dhAt + j, dc, dcAt + j);
    }
    for (int j = 0; j < whole; j += LANES) {
      cellsBackward(a, at + j, n, c, from + j, dc, dcAt + j);
    }
    for (int j = whole; j < n; j++) {
      PlainKernel.lstmBackward(a, at + j, n, c[from + j], c[to + j], dh[dhAt + j], dc, dcAt + j);
    }
  }

  /**
   * Leaves the gradients of the output gates, and adds those of the cells by way of the outputs.
   */
  private static void outputsBackward(
      float[] a, int at, float[] c, int to, float[] dh, int dhAt, float[] dc, int dcAt) {
    FloatVector o = gate(a, at);
    FloatVector tanh = tanh(vector(c, to));
    FloatVector d = vector(dh, dhAt);
    FloatVector rest = tanh.neg().fma(tanh, all(1));
    d.mul(o).fma(rest, vector(dc, dcAt)).intoArray(dc, dcAt);
    d.mul(tanh).mul(o.mul(all(1).sub(o))).intoArray(a, at);
  }

  /** Leaves the gradients of i, f and g, and of the cells before. */
  private static void cellsBackward(
      float[] a, int at, int n, float[] c, int from, float[] dc, int dcAt) {
    FloatVector i = gate(a, at);
    FloatVector f = gate(a, at + n);
    FloatVector g = vector(a, at + 3 * n);
    FloatVector cell = vector(dc, dcAt);
    cell.mul(g).mul(i.mul(all(1).sub(i))).intoArray(a, at);
    cell.mul(vector(c, from)).mul(f.mul(all(1).sub(f))).intoArray(a, at + n);
    cell.mul(i).mul(g.neg().fma(g, all(1))).intoArray(a, at + 3 * n);
    cell.mul(f).intoArray(dc, dcAt);
  }
}
