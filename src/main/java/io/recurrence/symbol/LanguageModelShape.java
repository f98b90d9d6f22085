package io.recurrence.symbol;

import io.recurrence.neural.layer.Embedding;
import io.recurrence.neural.layer.LayerType;
import io.recurrence.neural.layer.SoftmaxLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a {@link LanguageModel} is made of. Its weights: embedding [K][E], layer, readout.
 *
 * @param type of the recurrent layer
 * @param symbols K, at least 2
 * @param embedding E, numbers that stand for a symbol, in [1, 4096]
 * @param hidden H, units of the layer, in [1, 4096]
 */
public record LanguageModelShape(LayerType type, int symbols, int embedding, int hidden) {
  private static final int WIDEST = 4096;

  /** Checks the sizes. */
  public LanguageModelShape {
    if (symbols < 2) {
      throw new IllegalArgumentException(symbols + " symbols; there must be 2 at least");
    }
    if (embedding < 1 || embedding > WIDEST || hidden < 1 || hidden > WIDEST) {
      throw new IllegalArgumentException(
          "embedding %d and hidden %d; both must be in [1, %d]"
              .formatted(embedding, hidden, WIDEST));
    }
  }

  int layerAt() {
    return Embedding.weights(symbols, embedding);
  }

  int readoutAt() {
    return layerAt() + type.weights(embedding, hidden);
  }

  /** How many weights. */
  public int weights() {
    return readoutAt() + SoftmaxLayer.weights(hidden, symbols);
  }

  /** Weights to begin with. */
  float[] initial(long seed) {
    Random random = new Random(seed);
    float[] w = new float[weights()];
    int at = Embedding.initialise(w, 0, symbols, embedding, random);
    at = type.initialise(w, at, embedding, hidden, random);
    SoftmaxLayer.initialise(w, at, hidden, symbols, random);
    return w;
  }

  SymbolWeights with(List<String> alphabet, Map<String, String> provenance, float[] values) {
    int[] sizes = {type.code(), embedding, hidden};
    return new SymbolWeights(LanguageModel.KIND, sizes, List.of(alphabet), provenance, values);
  }

  /**
   * The shape that weights are of.
   *
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  static LanguageModelShape of(SymbolWeights weights, String name) {
    int[] sizes = weights.sizes(LanguageModel.KIND, 3, 1, name);
    LayerType type =
        Arrays.stream(LayerType.values())
            .filter(each -> each.code() == sizes[0])
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name + " has layers of an unknown type, " + sizes[0]));
    LanguageModelShape shape =
        new LanguageModelShape(type, weights.alphabet(0).size(), sizes[1], sizes[2]);
    if (weights.values().length != shape.weights()) {
      throw new IllegalArgumentException(
          "%s has %d weights, but its sizes ask for %d"
              .formatted(name, weights.values().length, shape.weights()));
    }
    return shape;
  }
}
