package io.recurrence.sequence;

import io.recurrence.network.layer.Embedding;
import io.recurrence.network.layer.LayerType;
import io.recurrence.network.layer.SoftmaxLayer;
import java.util.Random;

/**
 * What a {@link SequenceDecoder} is made of. Its weights: embedding [L+1][E], attention if any,
 * layer, readout.
 *
 * @param type of the recurrent layer
 * @param context C, numbers of a context, and of an annotation
 * @param symbols L, the end of a sequence apart
 * @param embedding E, numbers that stand for a symbol
 * @param hidden H, units of the layer
 * @param attention A, units that compare a state with an annotation; 0 for no attention
 */
record DecoderShape(
    LayerType type, int context, int symbols, int embedding, int hidden, int attention) {

  /** The symbol that ends a sequence, and stands before its first. */
  int end() {
    return symbols;
  }

  /** How many inputs the layer has. */
  int inputs() {
    return embedding + context;
  }

  int attentionAt() {
    return Embedding.weights(symbols + 1, embedding);
  }

  int layerAt() {
    return attentionAt() + (attention > 0 ? Attention.weights(context, hidden, attention) : 0);
  }

  int readoutAt() {
    return layerAt() + type.weights(inputs(), hidden);
  }

  int weights() {
    return readoutAt() + SoftmaxLayer.weights(hidden + context, symbols + 1);
  }

  /**
   * Writes weights to begin with.
   *
   * @return where they end
   */
  int initialise(float[] w, int start, Random random) {
    int at = Embedding.initialise(w, start, symbols + 1, embedding, random);
    if (attention > 0) {
      at = Attention.initialise(w, at, context, hidden, attention, random);
    }
    at = type.initialise(w, at, inputs(), hidden, random);
    return SoftmaxLayer.initialise(w, at, hidden + context, symbols + 1, random);
  }
}
