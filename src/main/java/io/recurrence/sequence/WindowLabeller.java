package io.recurrence.sequence;

import io.recurrence.network.Bidirectional;
import io.recurrence.network.Gru;
import io.recurrence.network.Softmax;
import io.recurrence.symbol.SymbolWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Labels by a bidirectional network over the newest W records, read L records before the newest.
 * Every record costs a run both ways over the window.
 *
 * <p>State: records so far, then the newest W of them in a ring. In a file of weights: C, hidden
 * units each way, W, L; the labels; the weights of {@link Bidirectional}.
 */
public final class WindowLabeller implements SequenceLabeller {
  /** The kind of the weights. */
  public static final String KIND = "window-labeller";

  private final Bidirectional network;
  private final double[] w; // single precision
  private final List<String> names;
  private final int inputs;
  private final int hidden;
  private final int window;
  private final int lag;

  private WindowLabeller(
      int inputs, int hidden, double[] w, List<String> names, int window, int lag) {
    this.network = network(inputs, hidden, names.size());
    this.w = w;
    this.names = List.copyOf(names);
    this.inputs = inputs;
    this.hidden = hidden;
    this.window = window;
    this.lag = lag;
  }

  private static Bidirectional network(int inputs, int hidden, int labels) {
    return new Bidirectional(new Gru(inputs, hidden), new Gru(inputs, hidden), new Softmax(labels));
  }

  /**
   * Learns a network of one layer of gated recurrent units each way, from pieces of W records.
   *
   * @param x sequences [n][T][C], of numbers near 1 in size
   * @param labels [n][T], indices of names
   * @param names of the labels
   * @param window W, more than the lag
   * @param lag L, at least 0
   * @param hidden units each way
   * @param passes through the sequences
   */
  public static WindowLabeller learn(
      double[][][] x,
      int[][] labels,
      List<String> names,
      int window,
      int lag,
      int hidden,
      int passes,
      long seed) {
    if (lag < 0 || lag >= window) {
      throw new IllegalArgumentException(
          "a lag of %d does not go with a window of %d records".formatted(lag, window));
    }
    int inputs = x[0][0].length;
    Bidirectional network = network(inputs, hidden, names.size());
    List<double[][]> pieces = new ArrayList<>();
    List<double[][]> targets = new ArrayList<>();
    double[][][] indicators = LabelTrainer.targets(labels, names.size(), 0);
    for (int i = 0; i < x.length; i++) {
      for (int from = 0; from < x[i].length; from += window) {
        int to = Math.min(x[i].length, from + window);
        pieces.add(Arrays.copyOfRange(x[i], from, to));
        targets.add(Arrays.copyOfRange(indicators[i], from, to));
      }
    }
    double[] w = network.initial(seed);
    double[][][] from = pieces.toArray(double[][][]::new);
    LabelTrainer.train(w, network::loss, from, targets.toArray(double[][][]::new), passes, seed);
    return new WindowLabeller(inputs, hidden, w, names, window, lag);
  }

  /**
   * The labeller that weights are of.
   *
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public static WindowLabeller of(SymbolWeights weights, String name) {
    int[] sizes = weights.sizes(KIND, 4, 1, name);
    List<String> names = weights.alphabet(0);
    LabellerWeights.require(name, sizes[0], sizes[1], names.size(), sizes[2], sizes[3]);
    int count = network(sizes[0], sizes[1], names.size()).weights();
    double[] w = LabellerWeights.of(weights, count, name);
    return new WindowLabeller(sizes[0], sizes[1], w, names, sizes[2], sizes[3]);
  }

  @Override
  public SymbolWeights weights(Map<String, String> provenance) {
    int[] sizes = {inputs, hidden, window, lag};
    return new SymbolWeights(KIND, sizes, List.of(names), provenance, LabellerWeights.single(w));
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int lag() {
    return lag;
  }

  @Override
  public int size() {
    return 1 + window * inputs;
  }

  @Override
  public void step(double[] h, double[] x) {
    int at = place(h[0]);
    System.arraycopy(x, 0, h, at, inputs);
    h[0]++;
  }

  /** Where record t stands in the ring. */
  private int place(double t) {
    int slot = (int) (t % window);
    return 1 + slot * inputs;
  }

  @Override
  public void label(double[] h, double[] to) {
    if (h[0] <= lag) {
      Arrays.fill(to, 1.0 / to.length);
      return;
    }
    int n = (int) Math.min(h[0], window);
    double[][] x = new double[n][];
    for (int t = 0; t < n; t++) {
      int at = place(h[0] - n + t);
      x[t] = Arrays.copyOfRange(h, at, at + inputs);
    }
    double[][] predictions = network.predict(w, x);
    System.arraycopy(predictions[n - 1 - lag], 0, to, 0, to.length);
  }
}
