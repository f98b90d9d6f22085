package io.recurrence.sequence;

/**
 * The mean of each channel over each of P pieces of the usual length of a sequence (piecewise
 * aggregate approximation; Keogh and others, 2001): what stands where, which features that are
 * pooled over time do not say. The last piece takes what is longer. A piece that was not reached
 * has the means of the one before.
 *
 * <p>State: the means [P][C].
 */
final class PiecewiseMeans {
  private static final int MAX_PIECES = 16;

  private final int inputs; // C
  private final int[] begin; // of each piece, and the usual length

  /**
   * @param usual length of a sequence, at least 1
   */
  PiecewiseMeans(int inputs, int usual) {
    this.inputs = inputs;
    this.begin = new int[pieces(usual) + 1];
    for (int piece = 0; piece < begin.length; piece++) {
      begin[piece] = (int) ((long) piece * usual / (begin.length - 1));
    }
  }

  private static int pieces(int usual) {
    return Math.min(MAX_PIECES, usual);
  }

  /** The length of the state, and how many features. */
  static int size(int inputs, int usual) {
    return inputs * pieces(usual);
  }

  int size() {
    return (begin.length - 1) * inputs;
  }

  /**
   * Takes in a record.
   *
   * @param at where this state stands in h
   * @param t records before this one
   * @param xAt where the record stands in h
   */
  void step(double[] h, int at, double t, int xAt) {
    int piece = piece(t);
    double n = t - begin[piece] + 1;
    for (int c = 0; c < inputs; c++) {
      int m = at + piece * inputs + c;
      h[m] += (h[xAt + c] - h[m]) / n;
    }
  }

  private int piece(double t) {
    int piece = begin.length - 2;
    while (t < begin[piece]) {
      piece--;
    }
    return piece;
  }

  /**
   * Writes the features of a state after at least one record.
   *
   * @param n records so far
   */
  void features(double[] h, int at, double n, double[] to, int toAt) {
    int newest = piece(n - 1);
    for (int piece = 0; piece < begin.length - 1; piece++) {
      System.arraycopy(h, at + Math.min(piece, newest) * inputs, to, toAt + piece * inputs, inputs);
    }
  }
}
