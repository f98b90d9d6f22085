package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.neural.kernel.Kernel;
import io.recurrence.neural.kernel.Kernels;
import io.recurrence.neural.layer.Embedding;
import io.recurrence.neural.layer.Layer;
import io.recurrence.neural.layer.SoftmaxLayer;
import java.util.List;
import java.util.Map;

/**
 * A language model by a recurrent network (Mikolov, Karafiát, Burget, Černocký and Khudanpur,
 * 2010):
 *
 * <pre>
 *   h' = f(h, embedding(symbol))      P(next = k | h) = softmax(h O + o)_k
 * </pre>
 *
 * The memory of a key is h, the memory of the layer, in single precision; the weights are shared by
 * all keys and do not change.
 */
public final class LanguageModel implements SymbolModel {
  /** The kind of the weights. */
  public static final String KIND = "language-model";

  /** The least probability, so that a surprise has at most 20 bits. */
  static final double LEAST = 1.0 / (1 << 20);

  private final List<String> alphabet;
  private final int hidden;
  private final Embedding embedding;
  private final Layer layer;
  private final SoftmaxLayer readout;
  private final float[] memory;

  /**
   * @param weights of {@link #KIND}
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public LanguageModel(SymbolWeights weights, String name) {
    LanguageModelShape shape = LanguageModelShape.of(weights, name);
    Kernel kernel = Kernels.fastest();
    float[] w = weights.values();
    this.alphabet = weights.alphabet(0);
    this.hidden = shape.hidden();
    this.embedding = new Embedding(0, shape.symbols(), shape.embedding());
    this.layer =
        shape.type().layer(kernel, shape.layerAt(), shape.embedding(), shape.hidden(), 1, 1);
    this.readout = new SoftmaxLayer(kernel, shape.readoutAt(), shape.hidden(), shape.symbols(), 1);
    this.memory = new float[layer.memory()];
    embedding.load(w);
    layer.load(w);
    readout.load(w);
  }

  /** The symbols, in the order of their indices. */
  public List<String> alphabet() {
    return alphabet;
  }

  @Override
  public int symbols() {
    return alphabet.size();
  }

  @Override
  public int size() {
    return memory.length;
  }

  @Override
  public Storage storage() {
    return Storage.of(Precision.SINGLE, size());
  }

  @Override
  public void predict(double[] h, double[] p) {
    for (int j = 0; j < hidden; j++) {
      readout.input()[j] = (float) h[j];
    }
    readout.forward();
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.max(LEAST, readout.probabilities()[k]);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
  }

  @Override
  public void step(double[] h, int symbol) {
    for (int j = 0; j < memory.length; j++) {
      memory[j] = (float) h[j];
    }
    layer.begin(0, memory, 0);
    embedding.write(symbol, layer.input(), layer.inputAt(0, 0));
    layer.forward(0);
    layer.end(0, 0, memory, 0);
    for (int j = 0; j < memory.length; j++) {
      h[j] = memory[j];
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    double square = 0;
    for (int j = 0; j < hidden; j++) {
      square += h[j] * h[j];
    }
    return Map.of("activity", Math.sqrt(square / hidden));
  }
}
