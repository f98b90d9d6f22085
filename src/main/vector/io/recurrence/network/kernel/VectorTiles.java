package io.recurrence.network.kernel;

import static io.recurrence.network.kernel.VectorKernel.LANES;
import static io.recurrence.network.kernel.VectorKernel.SPECIES;
import static io.recurrence.network.kernel.VectorMatrix.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * {@code C = S + A B} by tiles of C that stay in registers: four rows by one panel of B. A is first
 * copied into panels of four rows, in the order in which a tile reads them; what is missing in the
 * last panel is filled up with zeros.
 */
final class VectorTiles {
  private static final int HEIGHT = 4;

  private float[] left = new float[0]; // [panels of A][k][HEIGHT]
  private final float[] edge = new float[HEIGHT * WIDTH]; // a tile that C does not fill

  void multiply(Block a, VectorMatrix b, Block s, Block c) {
    int n = a.columns;
    int panels = (a.rows + HEIGHT - 1) / HEIGHT;
    if (left.length < panels * HEIGHT * n) {
      left = new float[panels * HEIGHT * n];
    }
    packLeft(a);
    for (int j = 0; j < b.columns; j += WIDTH) {
      int width = Math.min(WIDTH, b.columns - j);
      for (int i = 0; i < a.rows; i += HEIGHT) {
        int height = Math.min(HEIGHT, a.rows - i);
        int from = s.at + i * s.rowStride + j;
        int to = c.at + i * c.rowStride + j;
        if (height == HEIGHT && width == WIDTH) {
          tile(n, left, i * n, b.w, j * n, s.data, from, s.rowStride, c.data, to, c.rowStride);
        } else {
          for (int k = 0; k < height; k++) {
            System.arraycopy(s.data, from + k * s.rowStride, edge, k * WIDTH, width);
          }
          tile(n, left, i * n, b.w, j * n, edge, 0, WIDTH, edge, 0, WIDTH);
          for (int k = 0; k < height; k++) {
            System.arraycopy(edge, k * WIDTH, c.data, to + k * c.rowStride, width);
          }
        }
      }
    }
  }

  private void packLeft(Block a) {
    int to = 0;
    int i = 0;
    for (; i + HEIGHT <= a.rows; i += HEIGHT) {
      int row = a.at + i * a.rowStride;
      for (int k = 0; k < a.columns; k++, row += a.columnStride, to += HEIGHT) {
        left[to] = a.data[row];
        left[to + 1] = a.data[row + a.rowStride];
        left[to + 2] = a.data[row + 2 * a.rowStride];
        left[to + 3] = a.data[row + 3 * a.rowStride];
      }
    }
    for (int k = 0; i < a.rows && k < a.columns; k++) {
      for (int r = 0; r < HEIGHT; r++) {
        int row = a.at + (i + r) * a.rowStride;
        left[to++] = i + r < a.rows ? a.data[row + k * a.columnStride] : 0;
      }
    }
  }

  private static void tile(
      int n,
      float[] x,
      int from,
      float[] w,
      int at,
      float[] s,
      int sAt,
      int sRow,
      float[] y,
      int to,
      int row) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, s, sAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, s, sAt + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, s, sAt + sRow);
    FloatVector s11 = FloatVector.fromArray(SPECIES, s, sAt + sRow + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, s, sAt + 2 * sRow);
    FloatVector s21 = FloatVector.fromArray(SPECIES, s, sAt + 2 * sRow + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, s, sAt + 3 * sRow);
    FloatVector s31 = FloatVector.fromArray(SPECIES, s, sAt + 3 * sRow + LANES);
    for (int k = 0; k < n; k++) {
      int p = from + k * HEIGHT;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, at + k * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + k * WIDTH + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, x[p]);
      s00 = v.fma(w0, s00);
      s01 = v.fma(w1, s01);
      v = FloatVector.broadcast(SPECIES, x[p + 1]);
      s10 = v.fma(w0, s10);
      s11 = v.fma(w1, s11);
      v = FloatVector.broadcast(SPECIES, x[p + 2]);
      s20 = v.fma(w0, s20);
      s21 = v.fma(w1, s21);
      v = FloatVector.broadcast(SPECIES, x[p + 3]);
      s30 = v.fma(w0, s30);
      s31 = v.fma(w1, s31);
    }
    s00.intoArray(y, to);
    s01.intoArray(y, to + LANES);
    s10.intoArray(y, to + row);
    s11.intoArray(y, to + row + LANES);
    s20.intoArray(y, to + 2 * row);
    s21.intoArray(y, to + 2 * row + LANES);
    s30.intoArray(y, to + 3 * row);
    s31.intoArray(y, to + 3 * row + LANES);
  }
}
