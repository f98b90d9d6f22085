package io.recurrence.sequence;

import io.recurrence.neural.Bidirectional;
import io.recurrence.neural.Gru;
import io.recurrence.neural.Softmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Labels by a bidirectional network over the newest W records, read L records before the newest.
 * Every record costs a run both ways over the window.
 *
 * <p>State: records so far, then the newest W of them in a ring.
 */
public final class WindowLabeller implements SequenceLabeller {
  private final Bidirectional network;
  private final double[] weights;
  private final int inputs;
  private final int labels;
  private final int window;
  private final int lag;

  private WindowLabeller(
      Bidirectional network, double[] weights, int inputs, int labels, int window, int lag) {
    this.network = network;
    this.weights = weights;
    this.inputs = inputs;
    this.labels = labels;
    this.window = window;
    this.lag = lag;
  }

  /**
   * Learns a network of one layer of gated recurrent units each way, from pieces of W records.
   *
   * @param x sequences [n][T][C], of numbers near 1 in size
   * @param labels [n][T], each in {@code [0, classes)}
   * @param window W, more than the lag
   * @param lag L, at least 0
   * @param hidden units each way
   * @param passes through the sequences
   */
  public static WindowLabeller learn(
      double[][][] x,
      int[][] labels,
      int classes,
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
    Bidirectional network =
        new Bidirectional(new Gru(inputs, hidden), new Gru(inputs, hidden), new Softmax(classes));
    List<double[][]> pieces = new ArrayList<>();
    List<double[][]> targets = new ArrayList<>();
    double[][][] indicators = LabelTrainer.targets(labels, classes, 0);
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
    return new WindowLabeller(network, w, inputs, classes, window, lag);
  }

  @Override
  public int inputs() {
    return inputs;
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
      Arrays.fill(to, 1.0 / labels);
      return;
    }
    int n = (int) Math.min(h[0], window);
    double[][] x = new double[n][];
    for (int t = 0; t < n; t++) {
      int at = place(h[0] - n + t);
      x[t] = Arrays.copyOfRange(h, at, at + inputs);
    }
    double[][] predictions = network.predict(weights, x);
    System.arraycopy(predictions[n - 1 - lag], 0, to, 0, labels);
  }
}
