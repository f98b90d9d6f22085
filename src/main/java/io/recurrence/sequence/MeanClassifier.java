package io.recurrence.sequence;

import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The mean of what a reservoir and a trained network say, {@code p = (p_1 + p_2) / 2}: they err in
 * different sequences.
 *
 * <p>State: that of the reservoir, then that of the network. In a file of weights: how many weights
 * the reservoir has, the sizes of both; the classes; the weights of both.
 */
public final class MeanClassifier implements SequenceClassifier {
  /** The kind of the weights. */
  public static final String KIND = "mean-classifier";

  private static final int FIRST = 1; // sizes before those of the reservoir

  private final ReservoirClassifier reservoir;
  private final RecurrentClassifier network;
  private final double[] first;
  private final double[] second;
  private final double[] p;

  /**
   * @param network of the same classes and channels
   * @throws IllegalArgumentException where it is of others
   */
  public MeanClassifier(ReservoirClassifier reservoir, RecurrentClassifier network) {
    if (!reservoir.names().equals(network.names()) || reservoir.inputs() != network.inputs()) {
      throw new IllegalArgumentException(
          "a reservoir and a network of other classes or channels have no mean");
    }
    this.reservoir = reservoir;
    this.network = network;
    this.first = new double[reservoir.size()];
    this.second = new double[network.size()];
    this.p = new double[reservoir.classes()];
  }

  /**
   * The classifier that weights are of.
   *
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public static MeanClassifier of(SymbolWeights weights, String name) {
    int[] sizes =
        weights.sizes(KIND, FIRST + ReservoirClassifier.SIZES + RecurrentClassifier.SIZES, 1, name);
    float[] values = weights.values();
    if (sizes[0] < 0 || sizes[0] > values.length) {
      throw new IllegalArgumentException(
          "%s has %d weights, but says that %d of them are of its first part"
              .formatted(name, values.length, sizes[0]));
    }
    int split = FIRST + ReservoirClassifier.SIZES;
    List<List<String>> classes = List.of(weights.alphabet(0));
    SymbolWeights one =
        new SymbolWeights(
            ReservoirClassifier.KIND,
            Arrays.copyOfRange(sizes, FIRST, split),
            classes,
            Map.of(),
            Arrays.copyOf(values, sizes[0]));
    SymbolWeights two =
        new SymbolWeights(
            RecurrentClassifier.KIND,
            Arrays.copyOfRange(sizes, split, sizes.length),
            classes,
            Map.of(),
            Arrays.copyOfRange(values, sizes[0], values.length));
    return new MeanClassifier(ReservoirClassifier.of(one, name), RecurrentClassifier.of(two, name));
  }

  @Override
  public SymbolWeights weights(Map<String, String> provenance) {
    SymbolWeights one = reservoir.weights(Map.of());
    SymbolWeights two = network.weights(Map.of());
    float[] values = Arrays.copyOf(one.values(), one.values().length + two.values().length);
    System.arraycopy(two.values(), 0, values, one.values().length, two.values().length);
    int split = FIRST + ReservoirClassifier.SIZES;
    int[] sizes = Arrays.copyOf(new int[] {one.values().length}, split + RecurrentClassifier.SIZES);
    int[] part = one.sizes(ReservoirClassifier.KIND, ReservoirClassifier.SIZES, 1, KIND);
    System.arraycopy(part, 0, sizes, FIRST, part.length);
    part = two.sizes(RecurrentClassifier.KIND, RecurrentClassifier.SIZES, 1, KIND);
    System.arraycopy(part, 0, sizes, split, part.length);
    return new SymbolWeights(KIND, sizes, List.of(names()), provenance, values);
  }

  @Override
  public List<String> names() {
    return reservoir.names();
  }

  @Override
  public int inputs() {
    return reservoir.inputs();
  }

  @Override
  public int size() {
    return first.length + second.length;
  }

  private void read(double[] h) {
    System.arraycopy(h, 0, first, 0, first.length);
    System.arraycopy(h, first.length, second, 0, second.length);
  }

  private void write(double[] h) {
    System.arraycopy(first, 0, h, 0, first.length);
    System.arraycopy(second, 0, h, first.length, second.length);
  }

  @Override
  public void step(double[] h, double[] x) {
    read(h);
    reservoir.step(first, x);
    network.step(second, x);
    write(h);
  }

  @Override
  public void soFar(double[] h, double[] to) {
    read(h);
    reservoir.soFar(first, to);
    network.soFar(second, p);
    mean(to);
  }

  @Override
  public void whole(double[] h, double[] to) {
    read(h);
    reservoir.whole(first, to);
    network.whole(second, p);
    mean(to);
  }

  private void mean(double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = (to[k] + p[k]) / 2;
    }
  }
}
