package io.recurrence.sequence;

import java.util.Arrays;
import java.util.List;

/**
 * Classifies whole sequences by a {@link Reservoir} and linear readouts: one for sequences that
 * have ended, and one each for what has been seen after an eighth, a quarter, a half and three
 * quarters of the usual length. Learned in closed form; nothing of it is iterated.
 */
public final class ReservoirClassifier implements SequenceClassifier {
  /** Units that serve most sets of sequences: 20 KB of memory for each key. */
  public static final int UNITS = 500;

  private static final double[] PARTS = {0.125, 0.25, 0.5, 0.75, 1};

  private final List<String> names;
  private final Reservoir reservoir;
  private final long seed;
  private final int[] lengths; // after which each readout serves; the last one when it has ended
  private final Readout[] readouts;
  private final double[] features;

  ReservoirClassifier(
      List<String> names, Reservoir reservoir, long seed, int[] lengths, Readout[] readouts) {
    this.names = names;
    this.reservoir = reservoir;
    this.seed = seed;
    this.lengths = lengths;
    this.readouts = readouts;
    this.features = new double[reservoir.features()];
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
    Readout[] readouts = new Readout[PARTS.length];
    for (int part = 0; part < PARTS.length; part++) {
      lengths[part] = (int) Math.ceil(PARTS[part] * usual);
      int limit = part == PARTS.length - 1 ? Integer.MAX_VALUE : lengths[part];
      double[][] features = new double[sequences.length][reservoir.features()];
      for (int i = 0; i < sequences.length; i++) {
        double[] h = new double[reservoir.size()];
        for (int t = 0; t < Math.min(limit, sequences[i].length); t++) {
          reservoir.step(h, sequences[i][t]);
        }
        reservoir.features(h, features[i]);
      }
      readouts[part] = Readout.fit(features, examples.of(), examples.classes().size());
    }
    return new ReservoirClassifier(examples.classes(), reservoir, seed, lengths, readouts);
  }

  /** The names of the classes. */
  public List<String> names() {
    return names;
  }

  Reservoir reservoir() {
    return reservoir;
  }

  long seed() {
    return seed;
  }

  int[] lengths() {
    return lengths;
  }

  Readout[] readouts() {
    return readouts;
  }

  @Override
  public int inputs() {
    return reservoir.inputs();
  }

  @Override
  public int classes() {
    return names.size();
  }

  @Override
  public int size() {
    return reservoir.size();
  }

  @Override
  public void step(double[] h, double[] x) {
    reservoir.step(h, x);
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
    reservoir.features(h, features);
    readout.probabilities(features, p);
  }
}
