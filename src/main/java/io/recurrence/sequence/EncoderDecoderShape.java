package io.recurrence.sequence;

import io.recurrence.neural.layer.Embedding;
import io.recurrence.neural.layer.LayerType;
import io.recurrence.neural.layer.Linear;
import io.recurrence.neural.layer.Readout;
import java.util.Random;

/**
 * What an {@link EncoderDecoder} is made of, and where its weights stand: those of the encoder
 * (embedding [K][E], the layer ahead, the layer back), then those of the decoder (embedding
 * [L+1][E], attention if any, layer, readout).
 *
 * @param type of the recurrent layers
 * @param sourceSymbols K, in [1, 65535]
 * @param targetSymbols L, in [1, 65535], the end of a sequence apart
 * @param embedding E, numbers that stand for a symbol
 * @param hidden H, units of each layer
 * @param attention A, units that compare a decoder's state with an annotation; 0 for no attention
 */
public record EncoderDecoderShape(
    LayerType type,
    int sourceSymbols,
    int targetSymbols,
    int embedding,
    int hidden,
    int attention) {
  private static final int WIDEST = 4096;
  private static final int MOST_SYMBOLS = 65_535;

  /** Checks the sizes. */
  public EncoderDecoderShape {
    require("source symbols", sourceSymbols, 1, MOST_SYMBOLS);
    require("target symbols", targetSymbols, 1, MOST_SYMBOLS);
    require("numbers of an embedding", embedding, 1, WIDEST);
    require("hidden units", hidden, 1, WIDEST);
    require("units of the attention", attention, 0, WIDEST);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%d %s; there must be %d to %d".formatted(value, what, least, most));
    }
  }

  /** C = 2H, the length of an annotation and of a context. */
  int context() {
    return 2 * hidden;
  }

  /** The symbol that ends a target, and stands before its first. */
  public int end() {
    return targetSymbols;
  }

  private int layer() {
    return type.weights(embedding, hidden);
  }

  int aheadAt() {
    return Embedding.weights(sourceSymbols, embedding);
  }

  int backAt() {
    return aheadAt() + layer();
  }

  int decoderAt() {
    return backAt() + layer();
  }

  int attentionAt() {
    return decoderAt() + Embedding.weights(targetSymbols + 1, embedding);
  }

  int decoderLayerAt() {
    return attentionAt() + (attention > 0 ? Attention.weights(context(), hidden, attention) : 0);
  }

  int readoutAt() {
    return decoderLayerAt() + type.weights(embedding + context(), hidden);
  }

  /** How many weights. */
  public int weights() {
    return readoutAt() + Readout.weights(hidden + context(), targetSymbols + 1);
  }

  /** Weights to begin with. */
  public float[] initial(long seed) {
    Random random = new Random(seed);
    float[] w = new float[weights()];
    int at = Embedding.initialise(w, 0, sourceSymbols, embedding, random);
    at = type.initialise(w, at, embedding, hidden, random);
    at = type.initialise(w, at, embedding, hidden, random);
    at = Embedding.initialise(w, at, targetSymbols + 1, embedding, random);
    if (attention > 0) {
      at = Linear.initialise(w, at, context(), attention, random);
      at = Linear.initialise(w, at, hidden, attention, random);
      at = Linear.initialise(w, at, attention, 1, random) - 1;
    }
    at = type.initialise(w, at, embedding + context(), hidden, random);
    Readout.initialise(w, at, hidden + context(), targetSymbols + 1, random);
    return w;
  }
}
