package io.recurrence.sequence;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.symbol.Alphabet;
import io.recurrence.symbol.SymbolNetwork;
import io.recurrence.symbol.SymbolNetworkShape;
import io.recurrence.symbol.SymbolSplit;
import io.recurrence.symbol.SymbolWeights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The class of a sequence of symbols, such as the words of a text, by a {@link SymbolNetwork}: one
 * step a symbol, whose probabilities after each are those of the class of the whole, and one more
 * step at the end. A record has one number, the index of the symbol.
 *
 * <p>State: the memory of the network, in single precision. In a file of weights: type of the
 * layer, E, H; the symbols; the names of the classes; the weights of the network.
 */
public final class SymbolClassifier implements SequenceClassifier {
  /** The kind of the weights. */
  public static final String KIND = "symbol-classifier";

  /** A symbol that the network reads where a sequence ends, so that it knows that no more come. */
  static final String END = "(end)";

  private static final int UNKNOWN = -1;

  private final SymbolNetworkShape shape;
  private final SymbolWeights weights;
  private final SymbolNetwork network;
  private final List<String> names;
  private final Map<String, Integer> index = new HashMap<>();
  private final int end;
  private final double[] ended;

  /**
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public SymbolClassifier(SymbolWeights weights, String name) {
    this.weights = weights;
    this.shape = SymbolNetworkShape.of(weights, KIND, 2, name);
    this.network = SymbolNetwork.serving(shape, weights.values());
    this.names = weights.alphabet(1);
    for (String symbol : weights.alphabet(0)) {
      index.put(symbol, index.size());
    }
    Integer marker = index.remove(END);
    if (marker == null) {
      throw new IllegalArgumentException(name + " has no symbol '" + END + "'");
    }
    this.end = marker;
    this.ended = new double[network.memory()];
  }

  @Override
  public SymbolWeights weights(Map<String, String> provenance) {
    return shape.with(KIND, List.of(alphabet(), names), provenance, weights.values());
  }

  /** The symbols, in the order of their indices. */
  public List<String> alphabet() {
    return weights.alphabet(0);
  }

  /**
   * The index of a symbol: as it is written, else of its letters alone in lower case, else of
   * {@link Alphabet#OTHER} where the network knows it; else -1.
   */
  public int index(String symbol) {
    Integer found = index.get(symbol);
    if (found == null) {
      found = index.get(SymbolSplit.letters(symbol));
    }
    return found != null ? found : index.getOrDefault(Alphabet.OTHER, UNKNOWN);
  }

  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public List<String> names() {
    return names;
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
  public void step(double[] h, double[] x) {
    network.step(h, (int) x[0]);
  }

  @Override
  public void soFar(double[] h, double[] p) {
    network.predict(h, p);
  }

  @Override
  public void whole(double[] h, double[] p) {
    System.arraycopy(h, 0, ended, 0, ended.length);
    network.step(ended, end);
    network.predict(ended, p);
  }
}
