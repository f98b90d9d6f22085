package io.recurrence.neural.kernel;

import static io.recurrence.neural.kernel.VectorKernel.LANES;
import static io.recurrence.neural.kernel.VectorKernel.SPECIES;

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
      for (int k = 0; k < rows; k++) {
        int from = b.at + k * b.rowStride + j * b.columnStride;
        int to = j * rows + k * WIDTH;
        if (width == WIDTH && b.columnStride == 1) { // cheaper than a call of arraycopy
          FloatVector.fromArray(SPECIES, b.data, from).intoArray(w, to);
          FloatVector.fromArray(SPECIES, b.data, from + LANES).intoArray(w, to + LANES);
        } else {
          for (int i = 0; i < width; i++) {
            w[to + i] = b.data[from + i * b.columnStride];
          }
        }
      }
    }
    return this;
  }
}
