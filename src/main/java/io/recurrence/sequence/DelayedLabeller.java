package io.recurrence.sequence;

import io.recurrence.network.Gru;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.network.Softmax;
import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Labels by a network that runs with time and answers L records late, so that it has seen what
 * follows. One step a record.
 *
 * <p>State: records so far, the state of the network, the newest probabilities. In a file of
 * weights: C, hidden units, L; the labels; the weights of {@link RecurrentNetwork}.
 */
public final class DelayedLabeller implements SequenceLabeller {
  /** The kind of the weights. */
  public static final String KIND = "delayed-labeller";

  private final RecurrentNetwork network;
  private final double[] w; // single precision
  private final List<String> names;
  private final int hidden;
  private final int lag;
  private final double[] state;
  private final double[] p;

  private DelayedLabeller(int inputs, int hidden, double[] w, List<String> names, int lag) {
    this.network = network(inputs, hidden, names.size());
    this.w = w;
    this.names = List.copyOf(names);
    this.hidden = hidden;
    this.lag = lag;
    this.state = new double[network.size()];
    this.p = new double[names.size()];
  }

  private static RecurrentNetwork network(int inputs, int hidden, int labels) {
    return new RecurrentNetwork(List.of(new Gru(inputs, hidden)), new Softmax(labels));
  }

  /**
   * Learns a network of one layer of gated recurrent units.
   *
   * @param x sequences [n][T][C], of numbers near 1 in size
   * @param labels [n][T], indices of names
   * @param names of the labels
   * @param lag L, at least 0
   * @param passes through the sequences
   */
  public static DelayedLabeller learn(
      double[][][] x,
      int[][] labels,
      List<String> names,
      int lag,
      int hidden,
      int passes,
      long seed) {
    RecurrentNetwork network = network(x[0][0].length, hidden, names.size());
    double[] w = network.initial(seed);
    LabelTrainer.train(
        w,
        (v, in, target, dv) -> network.loss(v, in, target, new double[network.size()], dv),
        x,
        LabelTrainer.targets(labels, names.size(), lag),
        passes,
        seed);
    return new DelayedLabeller(x[0][0].length, hidden, w, names, lag);
  }

  /**
   * The labeller that weights are of.
   *
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public static DelayedLabeller of(SymbolWeights weights, String name) {
    int[] sizes = weights.sizes(KIND, 3, 1, name);
    List<String> names = weights.alphabet(0);
    LabellerWeights.require(name, sizes[0], sizes[1], names.size(), sizes[2] + 1, sizes[2]);
    int count = network(sizes[0], sizes[1], names.size()).weights();
    double[] w = LabellerWeights.of(weights, count, name);
    return new DelayedLabeller(sizes[0], sizes[1], w, names, sizes[2]);
  }

  @Override
  public SymbolWeights weights(Map<String, String> provenance) {
    int[] sizes = {inputs(), hidden, lag};
    return new SymbolWeights(KIND, sizes, List.of(names), provenance, LabellerWeights.single(w));
  }

  @Override
  public int inputs() {
    return network.inputs();
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
    return 1 + state.length + p.length;
  }

  @Override
  public void step(double[] h, double[] x) {
    System.arraycopy(h, 1, state, 0, state.length);
    network.step(w, state, x, p);
    System.arraycopy(state, 0, h, 1, state.length);
    System.arraycopy(p, 0, h, 1 + state.length, p.length);
    h[0]++;
  }

  @Override
  public void label(double[] h, double[] to) {
    if (h[0] <= lag) {
      Arrays.fill(to, 1.0 / to.length);
    } else {
      System.arraycopy(h, 1 + state.length, to, 0, to.length);
    }
  }
}
