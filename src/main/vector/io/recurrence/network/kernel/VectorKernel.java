package io.recurrence.network.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector units by name, through {@code jdk.incubator.vector}. The just-in-time compiler keeps
 * vectors in registers only while all that it compiles at once is of a bounded size: a method here
 * has few operations, or is, with over 325 bytes of code, too long to be compiled into its caller.
 */
public final class VectorKernel implements Kernel {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private static final VectorSpecies<Integer> BITS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);
  private static final FloatVector HALF = FloatVector.broadcast(SPECIES, 0.5f);

  private final VectorTiles tiles = new VectorTiles();
  private final VectorRow row = new VectorRow();
  private float[] squashed = new float[0]; // cells

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
    tanh(x, at, x, at, n);
  }

  /**
   * As {@link Activation#tanh(float)}; the magnitude is held by its bits, which is cheaper.
   * Coefficients are spread before the loop: constants of the class would be read again after each
   * vector that is written.
   */
  private static void tanh(float[] x, int from, float[] y, int to, int n) {
    IntVector magnitude = IntVector.broadcast(BITS, Integer.MAX_VALUE);
    IntVector sign = IntVector.broadcast(BITS, Integer.MIN_VALUE);
    IntVector end = IntVector.broadcast(BITS, Float.floatToRawIntBits(Activation.END));
    FloatVector p4 = FloatVector.broadcast(SPECIES, Activation.P4);
    FloatVector p3 = FloatVector.broadcast(SPECIES, Activation.P3);
    FloatVector p2 = FloatVector.broadcast(SPECIES, Activation.P2);
    FloatVector p1 = FloatVector.broadcast(SPECIES, Activation.P1);
    FloatVector p0 = FloatVector.broadcast(SPECIES, Activation.P0);
    FloatVector q3 = FloatVector.broadcast(SPECIES, Activation.Q3);
    FloatVector q2 = FloatVector.broadcast(SPECIES, Activation.Q2);
    FloatVector q1 = FloatVector.broadcast(SPECIES, Activation.Q1);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    int whole = SPECIES.loopBound(n);
    for (int j = 0; j < whole; j += LANES) {
      IntVector bits = vector(x, from + j).reinterpretAsInts();
      IntVector held = bits.and(magnitude).min(end);
      FloatVector z = held.or(bits.and(sign)).reinterpretAsFloats();
      FloatVector u = z.mul(z);
      FloatVector p = p4.fma(u, p3);
      p = p.fma(u, p2);
      p = p.fma(u, p1);
      p = p.fma(u, p0);
      FloatVector q = q3.fma(u, q2);
      q = q.fma(u, q1);
      q = q.fma(u, one);
      z.mul(p).div(q).intoArray(y, to + j);
    }
    for (int j = whole; j < n; j++) {
      y[to + j] = Activation.tanh(x[from + j]);
    }
  }

  private static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  private static FloatVector gate(float[] a, int at) {
    return vector(a, at).fma(HALF, HALF);
  }

  @Override
  public void lstm(float[] a, int at, float[] c, int from, int to, float[] h, int hAt, int n) {
    int whole = SPECIES.loopBound(n);
    for (int j = 0; j < whole; j += LANES) {
      FloatVector in = gate(a, at + j).mul(vector(a, at + 3 * n + j));
      gate(a, at + n + j).fma(vector(c, from + j), in).intoArray(c, to + j);
    }
    for (int j = whole; j < n; j++) {
      c[to + j] = PlainKernel.cell(a, at + j, n, c[from + j]);
    }
    tanh(c, to, h, hAt, n);
    for (int j = 0; j < whole; j += LANES) {
      vector(h, hAt + j).mul(gate(a, at + 2 * n + j)).intoArray(h, hAt + j);
    }
    for (int j = whole; j < n; j++) {
      h[hAt + j] *= Math.fma(0.5f, a[at + 2 * n + j], 0.5f);
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
    if (squashed.length < n) {
      squashed = new float[n];
    }
    tanh(c, to, squashed, 0, n);
    int whole = SPECIES.loopBound(n);
    for (int j = 0; j < whole; j += LANES) {
      outputsBackward(a, at + 2 * n + j, vector(squashed, j), dh, dhAt + j, dc, dcAt + j);
    }
    for (int j = 0; j < whole; j += LANES) {
      cellsBackward(a, at + j, n, c, from + j, dc, dcAt + j);
    }
    for (int j = whole; j < n; j++) {
      PlainKernel.lstmBackward(a, at + j, n, c[from + j], squashed[j], dh[dhAt + j], dc, dcAt + j);
    }
  }

  /**
   * Leaves the gradients of the output gates, and adds those of the cells by way of the outputs.
   */
  private static void outputsBackward(
      float[] a, int at, FloatVector tanh, float[] dh, int dhAt, float[] dc, int dcAt) {
    FloatVector o = gate(a, at);
    FloatVector d = vector(dh, dhAt);
    FloatVector rest = tanh.neg().fma(tanh, ONE);
    d.mul(o).fma(rest, vector(dc, dcAt)).intoArray(dc, dcAt);
    d.mul(tanh).mul(o.mul(ONE.sub(o))).intoArray(a, at);
  }

  /** Leaves the gradients of i, f and g, and of the cells before. */
  private static void cellsBackward(
      float[] a, int at, int n, float[] c, int from, float[] dc, int dcAt) {
    FloatVector i = gate(a, at);
    FloatVector f = gate(a, at + n);
    FloatVector g = vector(a, at + 3 * n);
    FloatVector cell = vector(dc, dcAt);
    cell.mul(g).mul(i.mul(ONE.sub(i))).intoArray(a, at);
    cell.mul(vector(c, from)).mul(f.mul(ONE.sub(f))).intoArray(a, at + n);
    cell.mul(i).mul(g.neg().fma(g, ONE)).intoArray(a, at + 3 * n);
    cell.mul(f).intoArray(dc, dcAt);
  }
}
