package io.recurrence.sequence;

import io.recurrence.network.Bidirectional;
import io.recurrence.network.Cell;
import io.recurrence.network.Pooled;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.network.Softmax;
import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Classifies whole sequences by gated recurrent units, learned by back-propagation through time. A
 * network one way says after each step what the class is, by its newest outputs and their mean so
 * far. Where a sequence has ended, a second network that reads it both ways (Schuster and Paliwal,
 * 1997) may be asked too; the answer is the mean of both. A step is the mean of so many records
 * that a sequence of the usual length has 50 steps at most; records at the end that do not fill one
 * are not read. Both ways, the newest W steps are read.
 *
 * <p>State: records so far, the newest record [C], the mean of the newest step [C], the state of
 * the network one way, its newest probabilities [K], the newest W steps in a ring [W][C]. In a file
 * of weights: C, hidden units, the cell, records of a step, W (0 for one way), how many examples
 * were learned from; the classes; mean [C] and 1 / deviation [C] of channels, the weights of {@link
 * RecurrentNetwork}, and those of {@link Bidirectional}.
 */
public final class RecurrentClassifier implements SequenceClassifier {
  /** The kind of the weights. */
  public static final String KIND = "recurrent-classifier";

  static final int SIZES = 6; // in a file

  static final int MAX_SIZE = 4096; // of any size

  private final List<String> names;
  private final int[] sizes;
  private final int inputs; // C
  private final int pace; // records of a step
  private final int window; // W
  private final RecurrentNetwork network;
  private final Bidirectional both;
  private final double[] values; // single precision, as in a file
  private final double[] w; // of the network one way
  private final double[] v; // of that both ways
  private final double[] u; // [C]
  private final double[] state;
  private final double[] p;

  private RecurrentClassifier(List<String> names, int[] sizes, double[] values) {
    this.names = List.copyOf(names);
    this.sizes = sizes;
    this.inputs = sizes[0];
    this.pace = sizes[3];
    this.window = sizes[4];
    this.network = oneWay(sizes, names.size());
    this.both = bothWays(sizes, names.size());
    this.values = values;
    int split = 2 * inputs + network.weights();
    this.w = Arrays.copyOfRange(values, 2 * inputs, split);
    this.v = Arrays.copyOfRange(values, split, values.length);
    this.u = new double[inputs];
    this.state = new double[network.size()];
    this.p = new double[names.size()];
  }

  private static Cell cell(int[] sizes) {
    return new Pooled(GatedCell.ofCode(sizes[2]).of(sizes[0], sizes[1]));
  }

  static RecurrentNetwork oneWay(int[] sizes, int classes) {
    return new RecurrentNetwork(List.of(cell(sizes)), new Softmax(classes));
  }

  static Bidirectional bothWays(int[] sizes, int classes) {
    return new Bidirectional(cell(sizes), cell(sizes), new Softmax(classes));
  }

  /**
   * Learns from sequences.
   *
   * @param seed decides what is drawn at random
   */
  public static RecurrentClassifier learn(
      Labelled examples, ClassifierSettings settings, long seed) {
    int[] sizes = ClassifierTrainer.sizes(examples, settings);
    double[] values = new ClassifierTrainer(examples, sizes, settings.updates()).learn(seed);
    return new RecurrentClassifier(examples.classes(), sizes, values);
  }

  /**
   * The classifier that weights are of.
   *
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public static RecurrentClassifier of(SymbolWeights weights, String name) {
    int[] sizes = weights.sizes(KIND, SIZES, 1, name);
    List<String> names = weights.alphabet(0);
    boolean known =
        Math.min(Math.min(sizes[0], sizes[1]), Math.min(sizes[3], sizes[5])) >= 1
            && Math.max(Math.max(sizes[0], sizes[1]), Math.max(sizes[4], names.size())) <= MAX_SIZE
            && GatedCell.isCode(sizes[2])
            && sizes[4] >= 0
            && names.size() >= 2;
    if (!known) {
      throw new IllegalArgumentException(
          "%s has sizes that no classifier has: %s, %d classes"
              .formatted(name, Arrays.toString(sizes), names.size()));
    }
    int count = 2 * sizes[0] + oneWay(sizes, names.size()).weights();
    count += sizes[4] > 0 ? bothWays(sizes, names.size()).weights() : 0;
    return new RecurrentClassifier(names, sizes, LabellerWeights.of(weights, count, name));
  }

  @Override
  public SymbolWeights weights(Map<String, String> provenance) {
    return new SymbolWeights(
        KIND, sizes, List.of(names), provenance, LabellerWeights.single(values));
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int size() {
    return ring() + window * inputs;
  }

  private int ring() {
    return 1 + 2 * inputs + state.length + p.length;
  }

  @Override
  public void step(double[] h, double[] x) {
    long t = (long) h[0];
    int place = (int) (t % pace);
    int mean = 1 + inputs;
    for (int c = 0; c < inputs; c++) {
      double before = t == 0 ? values[c] : h[1 + c];
      h[1 + c] = Double.isFinite(x[c]) ? x[c] : before;
      double standard = (h[1 + c] - values[c]) * values[inputs + c];
      double so = place == 0 ? 0 : h[mean + c];
      h[mean + c] = so + (standard - so) / (place + 1);
    }
    h[0]++;
    if (place == pace - 1) {
      int at = mean + inputs;
      System.arraycopy(h, mean, u, 0, inputs);
      System.arraycopy(h, at, state, 0, state.length);
      network.step(w, state, u, p);
      System.arraycopy(state, 0, h, at, state.length);
      System.arraycopy(p, 0, h, at + state.length, p.length);
      if (window > 0) {
        int slot = (int) (t / pace % window);
        System.arraycopy(u, 0, h, ring() + slot * inputs, inputs);
      }
    }
  }

  /** Uniform until the first step has all its records. */
  @Override
  public void soFar(double[] h, double[] to) {
    oneWay(h, to);
    Readout.spread(to, sizes[5]);
  }

  private void oneWay(double[] h, double[] to) {
    if (h[0] < pace) {
      Arrays.fill(to, 1.0 / to.length);
    } else {
      System.arraycopy(h, ring() - p.length, to, 0, p.length);
    }
  }

  /** Uniform where there were fewer records than a step has. */
  @Override
  public void whole(double[] h, double[] to) {
    oneWay(h, to);
    if (window > 0 && h[0] >= pace) {
      both.predictWhole(v, newest(h), p);
      for (int k = 0; k < to.length; k++) {
        to[k] = (to[k] + p[k]) / 2;
      }
    }
    Readout.spread(to, sizes[5]);
  }

  /** The newest W steps, in their order. */
  private double[][] newest(double[] h) {
    long steps = (long) h[0] / pace;
    int n = (int) Math.min(steps, window);
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      int at = ring() + (int) ((steps - n + i) % window) * inputs;
      x[i] = Arrays.copyOfRange(h, at, at + inputs);
    }
    return x;
  }
}
