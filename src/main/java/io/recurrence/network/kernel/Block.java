package io.recurrence.network.kernel;

/**
 * A matrix as a view of a flat array: element (i, j) stands at {@code at + i rowStride + j
 * columnStride}. A view is made once and moved along the array by {@link #move}.
 */
public final class Block {
  final float[] data;
  int at;
  final int rows;
  final int columns;
  final int rowStride;
  final int columnStride;

  private Block(float[] data, int at, int rows, int columns, int rowStride, int columnStride) {
    this.data = data;
    this.at = at;
    this.rows = rows;
    this.columns = columns;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
  }

  /** A matrix stored row by row from {@code at}. */
  public static Block of(float[] data, int at, int rows, int columns) {
    return new Block(data, at, rows, columns, columns, 1);
  }

  /** A matrix whose rows stand {@code stride} apart; with 0, all of them are the same row. */
  public static Block of(float[] data, int at, int rows, int columns, int stride) {
    return new Block(data, at, rows, columns, stride, 1);
  }

  /** The same numbers with rows and columns exchanged. */
  public Block transposed() {
    return new Block(data, at, columns, rows, columnStride, rowStride);
  }

  /** Puts the first element at {@code at}. */
  public Block move(int at) {
    this.at = at;
    return this;
  }
}
