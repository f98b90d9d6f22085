package io.recurrence.sequence;

import io.recurrence.neural.Gru;
import io.recurrence.neural.RecurrentNetwork;
import io.recurrence.neural.Softmax;
import java.util.Arrays;
import java.util.List;

/**
 * Labels by a network that runs with time and answers L records late, so that it has seen what
 * follows. One step a record.
 *
 * <p>State: records so far, the state of the network, the newest probabilities.
 */
public final class DelayedLabeller implements SequenceLabeller {
  private final RecurrentNetwork network;
  private final double[] weights;
  private final int labels;
  private final int lag;
  private final double[] state;
  private final double[] p;

  private DelayedLabeller(RecurrentNetwork network, double[] weights, int labels, int lag) {
    this.network = network;
    this.weights = weights;
    this.labels = labels;
    this.lag = lag;
    this.state = new double[network.size()];
    this.p = new double[labels];
  }

  /**
   * Learns a network of one layer of gated recurrent units.
   *
   * @param x sequences [n][T][C], of numbers near 1 in size
   * @param labels [n][T], each in {@code [0, classes)}
   * @param lag L, at least 0
   * @param passes through the sequences
   */
  public static DelayedLabeller learn(
      double[][][] x, int[][] labels, int classes, int lag, int hidden, int passes, long seed) {
    Gru cell = new Gru(x[0][0].length, hidden);
    RecurrentNetwork network = new RecurrentNetwork(List.of(cell), new Softmax(classes));
    double[] w = network.initial(seed);
    LabelTrainer.train(
        w,
        (v, in, target, dv) -> network.loss(v, in, target, new double[network.size()], dv),
        x,
        LabelTrainer.targets(labels, classes, lag),
        passes,
        seed);
    return new DelayedLabeller(network, w, classes, lag);
  }

  @Override
  public int inputs() {
    return network.inputs();
  }

  @Override
  public int labels() {
    return labels;
  }

  @Override
  public int lag() {
    return lag;
  }

  @Override
  public int size() {
    return 1 + state.length + labels;
  }

  @Override
  public void step(double[] h, double[] x) {
    System.arraycopy(h, 1, state, 0, state.length);
    network.step(weights, state, x, p);
    System.arraycopy(state, 0, h, 1, state.length);
    System.arraycopy(p, 0, h, 1 + state.length, labels);
    h[0]++;
  }

  @Override
  public void label(double[] h, double[] to) {
    if (h[0] <= lag) {
      Arrays.fill(to, 1.0 / labels);
    } else {
      System.arraycopy(h, 1 + state.length, to, 0, labels);
    }
  }
}
