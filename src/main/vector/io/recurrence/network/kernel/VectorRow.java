package io.recurrence.network.kernel;

import static io.recurrence.network.kernel.VectorKernel.LANES;
import static io.recurrence.network.kernel.VectorKernel.SPECIES;
import static io.recurrence.network.kernel.VectorMatrix.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * {@code c = s + a B} for one row: four panels of B side by side in eight registers, each panel
 * read from start to end.
 */
final class VectorRow {
  private static final int WIDE = 4 * WIDTH;

  private float[] sum = new float[0]; // of c, where it does not fill whole panels

  void multiply(Block a, VectorMatrix b, Block s, Block c) {
    if (a.columnStride != 1) {
      throw new IllegalArgumentException("a single row must stand in one piece");
    }
    if (b.columns % WIDTH == 0) {
      accumulate(a, b, s.data, s.at, c.data, c.at);
      return;
    }
    int whole = b.panels * WIDTH;
    if (sum.length < whole) {
      sum = new float[whole];
    }
    System.arraycopy(s.data, s.at, sum, 0, b.columns);
    accumulate(a, b, sum, 0, sum, 0);
    System.arraycopy(sum, 0, c.data, c.at, b.columns);
  }

  private static void accumulate(Block a, VectorMatrix b, float[] s, int sAt, float[] y, int to) {
    int n = b.rows;
    int whole = b.panels * WIDTH;
    int j = 0;
    for (; j + WIDE <= whole; j += WIDE) {
      wide(b.w, j * n, n, a.data, a.at, s, sAt + j, y, to + j);
    }
    for (; j < whole; j += WIDTH) {
      narrow(b.w, j * n, n, a.data, a.at, s, sAt + j, y, to + j);
    }
  }

  private static void wide(
      float[] w, int at, int n, float[] x, int from, float[] s, int sAt, float[] y, int to) {
    int panel = n * WIDTH;
    FloatVector s0 = FloatVector.fromArray(SPECIES, s, sAt);
    FloatVector s1 = FloatVector.fromArray(SPECIES, s, sAt + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, s, sAt + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, s, sAt + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, s, sAt + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, s, sAt + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, s, sAt + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, s, sAt + 7 * LANES);
    for (int k = 0; k < n; k++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[from + k]);
      int o = at + k * WIDTH;
      int o1 = o + panel;
      int o2 = o1 + panel;
      int o3 = o2 + panel;
      s0 = v.fma(FloatVector.fromArray(SPECIES, w, o), s0);
      s1 = v.fma(FloatVector.fromArray(SPECIES, w, o + LANES), s1);
      s2 = v.fma(FloatVector.fromArray(SPECIES, w, o1), s2);
      s3 = v.fma(FloatVector.fromArray(SPECIES, w, o1 + LANES), s3);
      s4 = v.fma(FloatVector.fromArray(SPECIES, w, o2), s4);
      s5 = v.fma(FloatVector.fromArray(SPECIES, w, o2 + LANES), s5);
      s6 = v.fma(FloatVector.fromArray(SPECIES, w, o3), s6);
      s7 = v.fma(FloatVector.fromArray(SPECIES, w, o3 + LANES), s7);
    }
    s0.intoArray(y, to);
    s1.intoArray(y, to + LANES);
    s2.intoArray(y, to + 2 * LANES);
    s3.intoArray(y, to + 3 * LANES);
    s4.intoArray(y, to + 4 * LANES);
    s5.intoArray(y, to + 5 * LANES);
    s6.intoArray(y, to + 6 * LANES);
    s7.intoArray(y, to + 7 * LANES);
  }

  private static void narrow(
      float[] w, int at, int n, float[] x, int from, float[] s, int sAt, float[] y, int to) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, s, sAt);
    FloatVector s1 = FloatVector.fromArray(SPECIES, s, sAt + LANES);
    for (int k = 0; k < n; k++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[from + k]);
      int o = at + k * WIDTH;
      s0 = v.fma(FloatVector.fromArray(SPECIES, w, o), s0);
      s1 = v.fma(FloatVector.fromArray(SPECIES, w, o + LANES), s1);
    }
    s0.intoArray(y, to);
    s1.intoArray(y, to + LANES);
  }
}
