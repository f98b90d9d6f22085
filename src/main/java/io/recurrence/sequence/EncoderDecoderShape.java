package io.recurrence.sequence;

import io.recurrence.network.layer.Embedding;
import io.recurrence.network.layer.LayerType;
import java.util.Random;

/**
 * What an encoder and its decoder are made of. Their weights: those of the encoder (embedding
 * [K][E], the layer ahead, the layer back), then those of the decoder (embedding [L+1][E],
 * attention if any, layer, readout).
 *
 * @param type of the recurrent layers
 * @param sourceSymbols K, in [1, 32767]
 * @param targetSymbols L, in [1, 32767], the end of a sequence apart
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
  private static final int MAX_WIDTH = 4096;

  /** Checks the sizes. */
  public EncoderDecoderShape {
    require("source symbols", sourceSymbols, 1, Short.MAX_VALUE);
    require("target symbols", targetSymbols, 1, Short.MAX_VALUE);
    require("numbers of an embedding", embedding, 1, MAX_WIDTH);
    require("hidden units", hidden, 1, MAX_WIDTH);
    require("units of the attention", attention, 0, MAX_WIDTH);
  }

  private static void require(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%d %s; there must be %d to %d".formatted(value, what, min, max));
    }
  }

  /** The part that writes; its context is as long as an annotation, 2H. */
  DecoderShape decoder() {
    return new DecoderShape(type, 2 * hidden, targetSymbols, embedding, hidden, attention);
  }

  int aheadAt() {
    return Embedding.weights(sourceSymbols, embedding);
  }

  int backAt() {
    return aheadAt() + type.weights(embedding, hidden);
  }

  int decoderAt() {
    return backAt() + type.weights(embedding, hidden);
  }

  /** How many weights. */
  public int weights() {
    return decoderAt() + decoder().weights();
  }

  /** Weights to begin with. */
  public float[] initial(long seed) {
    Random random = new Random(seed);
    float[] w = new float[weights()];
    int at = Embedding.initialise(w, 0, sourceSymbols, embedding, random);
    at = type.initialise(w, at, embedding, hidden, random);
    at = type.initialise(w, at, embedding, hidden, random);
    decoder().initialise(w, at, random);
    return w;
  }
}
