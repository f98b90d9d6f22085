package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
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

  private final List<String> alphabet;
  private final int hidden;
  private final SymbolNetwork network;

  /**
   * @param weights of {@link #KIND}
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public LanguageModel(SymbolWeights weights, String name) {
    SymbolNetworkShape shape = SymbolNetworkShape.of(weights, KIND, 1, name);
    this.alphabet = weights.alphabet(0);
    this.hidden = shape.hidden();
    this.network = SymbolNetwork.serving(shape, weights.values());
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
    return network.memory();
  }

  @Override
  public Storage storage() {
    return Storage.of(Precision.SINGLE, size());
  }

  @Override
  public void predict(double[] h, double[] p) {
    network.predict(h, p);
  }

  @Override
  public void step(double[] h, int symbol) {
    network.step(h, symbol);
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
