package io.recurrence.sequence;

import io.recurrence.network.layer.LayerType;
import io.recurrence.network.layer.Linear;
import java.util.Arrays;
import java.util.Random;

/**
 * What an encoder and a decoder that forecast are made of. Their weights: those of the encoder (the
 * layer ahead, the layer back), then those of the decoder (attention, layer, readout).
 *
 * @param type of the recurrent layers
 * @param hidden H, units of each layer
 * @param attention A, units that compare a decoder's state with an annotation
 */
public record HorizonShape(LayerType type, int hidden, int attention) {
  /** The levels of the quantiles that are forecast; the median stands in their middle. */
  static final double[] LEVELS = {.025, .1, .2, .3, .4, .5, .6, .7, .8, .9, .975};

  /** Checks the sizes. */
  public HorizonShape {
    if (hidden < 1 || hidden > 512 || attention < 1 || attention > 512) {
      throw new IllegalArgumentException(
          "%d hidden units, %d of the attention; there must be 1 to 512 of each"
              .formatted(hidden, attention));
    }
  }

  /** Numbers of an annotation. */
  int context() {
    return 2 * hidden;
  }

  /** Numbers of a query: the state before, and what is known of the step. */
  int query() {
    return hidden + HorizonInputs.KNOWN;
  }

  /** Inputs of the decoder's layer. */
  int inputs() {
    return HorizonInputs.KNOWN + context();
  }

  /** Inputs of the readout. */
  int features() {
    return hidden + inputs();
  }

  int attentionAt() {
    return AnnotationEncoder.weights(type, HorizonInputs.RECENT, hidden);
  }

  int layerAt() {
    return attentionAt() + Attention.weights(context(), query(), attention);
  }

  int readoutAt() {
    return layerAt() + type.weights(inputs(), hidden);
  }

  /** How many weights. */
  public int weights() {
    return readoutAt() + Linear.weights(features(), LEVELS.length);
  }

  /** Weights to begin with. */
  float[] initial(long seed) {
    Random random = new Random(seed);
    float[] w = new float[weights()];
    int at = type.initialise(w, 0, HorizonInputs.RECENT, hidden, random);
    at = type.initialise(w, at, HorizonInputs.RECENT, hidden, random);
    at = Attention.initialise(w, at, context(), query(), attention, random);
    at = type.initialise(w, at, inputs(), hidden, random);
    Linear.initialise(w, at, features(), LEVELS.length, random);
    int biases = w.length - LEVELS.length;
    Arrays.fill(w, biases, w.length, -1); // of the gaps between quantiles, which are narrow then
    w[biases + LEVELS.length / 2] = 0;
    return w;
  }
}
