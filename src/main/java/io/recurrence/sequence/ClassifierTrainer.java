package io.recurrence.sequence;

import io.recurrence.network.Bidirectional;
import io.recurrence.network.RecurrentNetwork;
import java.util.Arrays;

/** Learns what the networks of a {@link RecurrentClassifier} have as weights. */
final class ClassifierTrainer {
  private static final int STEPS = 50; // of a sequence of the usual length, at most
  private static final double RATE = 0.01;
  private static final double NOISE = 0.5; // in units of a channel's deviation

  private final int[] sizes;
  private final int[] of;
  private final int classes;
  private final int updates;
  private final double[] scales;
  private final double[][][] x;

  /**
   * @param sizes as those of the classifier in a file
   */
  ClassifierTrainer(Labelled examples, int[] sizes, int updates) {
    this.sizes = sizes;
    this.of = examples.of();
    this.classes = examples.classes().size();
    this.updates = updates;
    this.scales = new double[2 * sizes[0]];
    ChannelScales.fit(examples.sequences(), scales);
    this.x = new double[of.length][][];
    for (int i = 0; i < x.length; i++) {
      x[i] = steps(examples.sequences()[i], sizes[3], scales);
    }
  }

  static int[] sizes(Labelled examples, ClassifierSettings settings) {
    double[][][] sequences = examples.sequences();
    int[] lengths = Arrays.stream(sequences).mapToInt(each -> each.length).sorted().toArray();
    int pace = (lengths[lengths.length / 2] + STEPS - 1) / STEPS;
    int longest = Math.max(1, lengths[lengths.length - 1] / pace);
    return new int[] {
      sequences[0][0].length,
      settings.hidden(),
      settings.cell().code(),
      pace,
      settings.bothWays() ? Math.min(RecurrentClassifier.MAX_SIZE, longest) : 0,
      sequences.length
    };
  }

  /** Scales of channels, then weights one way, then those both ways. */
  double[] learn(long seed) {
    RecurrentNetwork network = RecurrentClassifier.oneWay(sizes, classes);
    double[] w = network.initial(seed);
    train(
        w,
        (a, in, target, da) -> network.loss(a, in, target, new double[network.size()], da),
        targets(true),
        seed);
    double[] v = new double[0];
    if (sizes[4] > 0) {
      Bidirectional both = RecurrentClassifier.bothWays(sizes, classes);
      v = both.initial(seed + 1);
      train(
          v,
          (a, in, target, da) -> both.wholeLoss(a, in, target[in.length - 1], da),
          targets(false),
          seed + 1);
    }
    double[] values = Arrays.copyOf(scales, scales.length + w.length + v.length);
    System.arraycopy(w, 0, values, scales.length, w.length);
    System.arraycopy(v, 0, values, scales.length + w.length, v.length);
    return values;
  }

  private void train(double[] w, LabelTrainer.Loss loss, double[][][] target, long seed) {
    LabelTrainer.train(w, loss, x, target, updates, RATE, NOISE, seed);
  }

  /**
   * A sequence as the network reads it; one that is shorter than a step as a step of what it has.
   */
  private static double[][] steps(double[][] sequence, int pace, double[] scales) {
    int inputs = sequence[0].length;
    int records = Math.min(pace, sequence.length);
    double[] before = Arrays.copyOf(scales, inputs);
    double[][] steps = new double[Math.max(1, sequence.length / pace)][inputs];
    for (int t = 0; t < steps.length * records; t++) {
      for (int c = 0; c < inputs; c++) {
        double x = sequence[t][c];
        before[c] = Double.isFinite(x) ? x : before[c];
        double standard = (before[c] - scales[c]) * scales[inputs + c];
        double[] step = steps[t / records];
        step[c] += (standard - step[c]) / (t % records + 1);
      }
    }
    return steps;
  }

  /** Indicators of the class: at the last step, and with a share of a second one at each. */
  private double[][][] targets(boolean each) {
    double[][][] targets = new double[x.length][][];
    for (int i = 0; i < x.length; i++) {
      int last = x[i].length - 1;
      targets[i] = new double[last + 1][];
      for (int t = each ? 0 : last; t <= last; t++) {
        targets[i][t] = new double[classes];
        targets[i][t][of[i]] = (each ? 1.0 / (last + 1) : 0) + (t == last ? 1 : 0);
      }
    }
    return targets;
  }
}
