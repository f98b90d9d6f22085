package io.recurrence.symbol;

import io.recurrence.network.layer.Embedding;
import io.recurrence.network.layer.LayerType;
import io.recurrence.network.layer.SoftmaxLayer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a {@link SymbolNetwork} is made of. Its weights: embedding [K][E], layer, readout.
 *
 * @param type of the recurrent layer
 * @param symbols K, at least 2
 * @param embedding E, numbers that stand for a symbol, in [1, 4096]
 * @param hidden H, units of the layer, in [1, 4096]
 * @param outputs M, how many there are probabilities of, at least 2
 */
public record SymbolNetworkShape(
    LayerType type, int symbols, int embedding, int hidden, int outputs) {
  private static final int MAX_WIDTH = 4096;

  /** Checks the sizes. */
  public SymbolNetworkShape {
    if (symbols < 2 || outputs < 2) {
      throw new IllegalArgumentException(
          Math.min(symbols, outputs) + " symbols; there must be 2 at least");
    }
    if (embedding < 1 || embedding > MAX_WIDTH || hidden < 1 || hidden > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "embedding %d and hidden %d; both must be in [1, %d]"
              .formatted(embedding, hidden, MAX_WIDTH));
    }
  }

  /** Of a network that gives the probabilities of the next symbol. */
  public SymbolNetworkShape(LayerType type, int symbols, int embedding, int hidden) {
    this(type, symbols, embedding, hidden, symbols);
  }

  int layerAt() {
    return Embedding.weights(symbols, embedding);
  }

  int readoutAt() {
    return layerAt() + type.weights(embedding, hidden);
  }

  /** How many weights. */
  public int weights() {
    return readoutAt() + SoftmaxLayer.weights(hidden, outputs);
  }

  /** Weights to begin with. */
  public float[] initial(long seed) {
    Random random = new Random(seed);
    float[] w = new float[weights()];
    int at = Embedding.initialise(w, 0, symbols, embedding, random);
    at = type.initialise(w, at, embedding, hidden, random);
    SoftmaxLayer.initialise(w, at, hidden, outputs, random);
    return w;
  }

  /**
   * As they are written.
   *
   * @param alphabets the symbols, and where there are more than one, the outputs
   */
  public SymbolWeights with(
      String kind, List<List<String>> alphabets, Map<String, String> provenance, float[] values) {
    int[] sizes = {type.code(), embedding, hidden};
    return new SymbolWeights(kind, sizes, alphabets, provenance, values);
  }

  /**
   * The shape that weights are of.
   *
   * @param alphabets how many they have: the symbols, or the symbols and the outputs
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public static SymbolNetworkShape of(
      SymbolWeights weights, String kind, int alphabets, String name) {
    int[] sizes = weights.sizes(kind, 3, alphabets, name);
    LayerType type = LayerType.ofCode(sizes[0], name);
    SymbolNetworkShape shape =
        new SymbolNetworkShape(
            type,
            weights.alphabet(0).size(),
            sizes[1],
            sizes[2],
            weights.alphabet(alphabets - 1).size());
    weights.checkCount(shape.weights(), name);
    return shape;
  }
}
