package io.recurrence.network.layer;

import java.util.Objects;
import java.util.Random;

/**
 * A vector of E learned numbers for each of K symbols.
 *
 * <p>Weights from {@code offset}: [K][E].
 */
public final class Embedding {
  private final int offset;
  private final int symbols; // K
  private final int width; // E
  private final float[] vectors; // [K][E]

  /**
   * @param offset where its weights begin in those of the network
   */
  public Embedding(int offset, int symbols, int width) {
    this.offset = offset;
    this.symbols = symbols;
    this.width = width;
    this.vectors = new float[symbols * width];
  }

  /** How many weights. */
  public static int weights(int symbols, int width) {
    return symbols * width;
  }

  /**
   * Writes weights to begin with: uniform with variance 1.
   *
   * @return where they end
   */
  public static int initialise(float[] w, int at, int symbols, int width, Random random) {
    int end = at + symbols * width;
    for (int i = at; i < end; i++) {
      w[i] = (float) (Math.sqrt(3) * (2 * random.nextDouble() - 1));
    }
    return end;
  }

  /** Reads its weights out of those of a network. */
  public void load(float[] w) {
    System.arraycopy(w, offset, vectors, 0, vectors.length);
  }

  /**
   * Writes the vector of a symbol.
   *
   * @throws IndexOutOfBoundsException where the symbol is not in [0, K)
   */
  public void write(int symbol, float[] x, int at) {
    System.arraycopy(vectors, Objects.checkIndex(symbol, symbols) * width, x, at, width);
  }

  /** Adds the gradient with respect to a vector that was written. */
  public void gradient(int symbol, float[] dx, int at, float[] dw) {
    int to = offset + symbol * width;
    for (int j = 0; j < width; j++) {
      dw[to + j] += dx[at + j];
    }
  }
}
