package io.recurrence.sequence;

import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Classifies whole sequences by a {@link Reservoir}, {@link PiecewiseMeans} and linear readouts:
 * one for sequences that have ended, and one each for what has been seen after an eighth, a
 * quarter, a half and three quarters of the usual length. Learned in closed form; nothing of it is
 * iterated.
 *
 * <p>In a file of weights: C channels, N units, the seed (upper half, lower half) that says what is
 * drawn at random, then of each readout after how many records it serves and how many examples it
 * has learned from; the classes; of the reservoir mean [C], 1 / deviation [C], 1 / s [N] and levels
 * [2N], and of each readout its steepness, the weights of features [3N + PC][K], the constants [K].
 * The usual length is that after which the last readout serves.
 */
public final class ReservoirClassifier implements SequenceClassifier {
  /** Units that serve most sets of sequences: 20 KB of memory for each key. */
  public static final int UNITS = 500;

  /** The kind of the weights. */
  public static final String KIND = "reservoir-classifier";

  private static final double[] PARTS = {0.125, 0.25, 0.5, 0.75, 1};
  private static final int FIXED = 4; // sizes before those of the readouts
  private static final int MAX_SIZE = 1 << 15; // channels, units

  static final int SIZES = FIXED + 2 * PARTS.length; // in a file

  private final List<String> names;
  private final Reservoir reservoir;
  private final PiecewiseMeans means;
  private final long seed;
  private final int[] lengths; // after which each readout serves; the last one when it has ended
  private final Readout[] readouts;
  private final double[] features;

  ReservoirClassifier(
      List<String> names, Reservoir reservoir, long seed, int[] lengths, Readout[] readouts) {
    this.names = names;
    this.reservoir = reservoir;
    this.seed = seed;
    this.means = new PiecewiseMeans(reservoir.inputs(), lengths[lengths.length - 1]);
    this.lengths = lengths;
    this.readouts = readouts;
    this.features = new double[reservoir.features() + means.size()];
  }

  /**
   * Learns from sequences. Time grows with the cube of their number: seconds for hundreds, minutes
   * for two thousand.
   *
   * @param units of the reservoir, at least 1
   * @param seed decides what is drawn at random
   */
  public static ReservoirClassifier learn(Labelled examples, int units, long seed) {
    double[][][] sequences = examples.sequences();
    Reservoir reservoir = Reservoir.fit(units, sequences, seed);
    int[] sorted = Arrays.stream(sequences).mapToInt(each -> each.length).sorted().toArray();
    int usual = sorted[sorted.length / 2];
    int[] lengths = new int[PARTS.length];
    Arrays.setAll(lengths, part -> (int) Math.ceil(PARTS[part] * usual));
    Readout[] readouts = new Readout[PARTS.length];
    ReservoirClassifier classifier =
        new ReservoirClassifier(examples.classes(), reservoir, seed, lengths, readouts);
    for (int part = 0; part < PARTS.length; part++) {
      int limit = part == PARTS.length - 1 ? Integer.MAX_VALUE : lengths[part];
      double[][] features = new double[sequences.length][];
      for (int i = 0; i < sequences.length; i++) {
        double[] h = new double[classifier.size()];
        for (int t = 0; t < Math.min(limit, sequences[i].length); t++) {
          classifier.step(h, sequences[i][t]);
        }
        features[i] = classifier.features(h).clone();
      }
      readouts[part] =
          Readout.fit(features, classifier.means.size(), examples.of(), examples.classes().size());
    }
    return classifier;
  }

  /**
   * The classifier that weights are of.
   *
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are of another kind, or do not fit their sizes
   */
  public static ReservoirClassifier of(SymbolWeights weights, String name) {
    int[] sizes = weights.sizes(KIND, SIZES, 1, name);
    float[] values = weights.values();
    List<String> names = weights.alphabet(0);
    int inputs = sizes[0];
    int units = sizes[1];
    int usual = sizes[FIXED + 2 * (PARTS.length - 1)];
    boolean known =
        Math.min(Math.min(inputs, units), usual) >= 1 && Math.max(inputs, units) < MAX_SIZE;
    long fitted = Reservoir.numbers(inputs, units);
    long features =
        Reservoir.FEATURES * (long) units + (known ? PiecewiseMeans.size(inputs, usual) : 0);
    long readout = 1 + (features + 1) * names.size();
    if (!known || names.size() < 2 || values.length != fitted + readout * PARTS.length) {
      throw new IllegalArgumentException(
          "%s has %d weights, which do not fit %d channels, %d units, %d classes and sequences of %d"
              .formatted(name, values.length, inputs, units, names.size(), usual));
    }
    long seed = ((long) sizes[2] << Integer.SIZE) | (sizes[3] & 0xffffffffL);
    double[] numbers = new double[(int) fitted];
    Arrays.setAll(numbers, i -> values[i]);
    int[] lengths = new int[PARTS.length];
    Readout[] readouts = new Readout[PARTS.length];
    int at = numbers.length;
    for (int part = 0; part < PARTS.length; part++) {
      lengths[part] = sizes[FIXED + 2 * part];
      int next = at + (int) readout;
      readouts[part] =
          new Readout(
              names.size(),
              sizes[FIXED + 2 * part + 1],
              values[at],
              Arrays.copyOfRange(values, at + 1, next));
      at = next;
    }
    Reservoir reservoir = Reservoir.of(inputs, units, seed, numbers);
    return new ReservoirClassifier(names, reservoir, seed, lengths, readouts);
  }

  @Override
  public SymbolWeights weights(Map<String, String> provenance) {
    int[] sizes = new int[SIZES];
    sizes[0] = inputs();
    sizes[1] = reservoir.units();
    sizes[2] = (int) (seed >>> Integer.SIZE);
    sizes[3] = (int) seed;
    double[] fitted = reservoir.fitted();
    int readout = 1 + (features.length + 1) * classes();
    float[] values = new float[fitted.length + PARTS.length * readout];
    int at = 0;
    for (double number : fitted) {
      values[at++] = (float) number;
    }
    for (int part = 0; part < PARTS.length; part++) {
      sizes[FIXED + 2 * part] = lengths[part];
      sizes[FIXED + 2 * part + 1] = readouts[part].examples();
      values[at] = readouts[part].steepness();
      System.arraycopy(readouts[part].weights(), 0, values, at + 1, readout - 1);
      at += readout;
    }
    return new SymbolWeights(KIND, sizes, List.of(names), provenance, values);
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int inputs() {
    return reservoir.inputs();
  }

  @Override
  public int size() {
    return reservoir.size() + means.size();
  }

  @Override
  public void step(double[] h, double[] x) {
    reservoir.step(h, x);
    means.step(h, reservoir.size(), h[0] - 1, 1); // the record as the reservoir keeps it
  }

  /** Uniform until an eighth of the usual length has been seen. */
  @Override
  public void soFar(double[] h, double[] p) {
    int part = -1;
    while (part + 1 < lengths.length && h[0] >= lengths[part + 1]) {
      part++;
    }
    if (part < 0) {
      Arrays.fill(p, 1.0 / p.length);
    } else {
      read(readouts[part], h, p);
    }
  }

  /** Uniform where there was no record. */
  @Override
  public void whole(double[] h, double[] p) {
    if (h[0] == 0) {
      Arrays.fill(p, 1.0 / p.length);
    } else {
      read(readouts[readouts.length - 1], h, p);
    }
  }

  private void read(Readout readout, double[] h, double[] p) {
    readout.probabilities(features(h), p);
  }

  private double[] features(double[] h) {
    reservoir.features(h, features);
    means.features(h, reservoir.size(), h[0], features, reservoir.features());
    return features;
  }
}
