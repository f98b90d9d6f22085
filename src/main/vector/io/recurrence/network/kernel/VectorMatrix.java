package io.recurrence.network.kernel;

import static io.recurrence.network.kernel.VectorKernel.LANES;
import static io.recurrence.network.kernel.VectorKernel.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A matrix in panels of two vectors: [panels][rows][WIDTH], so that a product reads each panel from
 * start to end. The last panel is filled up with zeros.
 */
final class VectorMatrix implements Kernel.Matrix {
  static final int WIDTH = 2 * LANES;

  final int rows;
  final int columns;
  final int panels;
  final float[] w;

  VectorMatrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.panels = (columns + WIDTH - 1) / WIDTH;
    this.w = new float[panels * rows * WIDTH];
  }

  @Override
  public Kernel.Matrix load(Block b) {
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      int from = b.at + j * b.columnStride;
      if (width == WIDTH && b.columnStride == 1) {
        loadRows(b.data, from, b.rowStride, j * rows);
      } else {
        for (int i = 0; i < width; i++) {
          loadColumn(b.data, from + i * b.columnStride, b.rowStride, j * rows + i);
        }
      }
    }
    return this;
  }

  private void loadRows(float[] x, int from, int stride, int to) {
    for (int k = 0; k < rows; k++, from += stride, to += WIDTH) {
      FloatVector.fromArray(SPECIES, x, from).intoArray(w, to);
      FloatVector.fromArray(SPECIES, x, from + LANES).intoArray(w, to + LANES);
    }
  }

  private void loadColumn(float[] x, int from, int stride, int to) {
    for (int k = 0; k < rows; k++, from += stride, to += WIDTH) {
      w[to] = x[from];
    }
  }
}
