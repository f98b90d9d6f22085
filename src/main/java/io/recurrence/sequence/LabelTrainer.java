package io.recurrence.sequence;

import io.recurrence.core.Precision;
import io.recurrence.network.Descent;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Learns the weights of a network that labels records or classifies sequences: back-propagation
 * through sequences in a random order, {@link Descent} on the mean gradient of a batch, with a rate
 * that falls to nothing over the last half.
 */
final class LabelTrainer {
  private static final int BATCH = 8;
  private static final double MAX_GRADIENT = 1; // gradient
  private static final double RATE = 0.02;

  private LabelTrainer() {}

  /** The loss of one sequence, and its gradient, which is added to. */
  interface Loss {

    /**
     * The loss over all steps.
     *
     * @param target [T][K], null where nothing is asked
     */
    double of(double[] w, double[][] x, double[][] target, double[] dw);
  }

  /**
   * @param w weights to begin with; become those at the end, in single precision
   * @param x [n][T][C]
   * @param target [n][T][K], null where nothing is asked
   */
  static void train(
      double[] w, Loss loss, double[][][] x, double[][][] target, int passes, long seed) {
    train(w, loss, x, target, Math.max(1, passes * x.length / BATCH), RATE, 0, seed);
  }

  /**
   * The same in so many updates.
   *
   * @param rate of the first half
   * @param noise deviation of what is added to each input, anew each time, at least 0 (Bishop,
   *     1995: noise in the inputs keeps weights small)
   */
  static void train(
      double[] w,
      Loss loss,
      double[][][] x,
      double[][][] target,
      int updates,
      double rate,
      double noise,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Descent descent = new Descent(w.length, MAX_GRADIENT);
    double[] gradient = new double[w.length];
    for (int n = 0; n < updates; n++) {
      Arrays.fill(gradient, 0);
      for (int i = 0; i < BATCH; i++) {
        int chosen = random.nextInt(x.length);
        double[][] in = noise > 0 ? noisy(x[chosen], noise, random) : x[chosen];
        loss.of(w, in, target[chosen], gradient);
      }
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= BATCH;
      }
      descent.update(w, gradient, rate * Math.min(1, 2.0 * (updates - n) / updates));
    }
    for (int i = 0; i < w.length; i++) {
      w[i] = Precision.single(w[i]);
    }
  }

  private static double[][] noisy(double[][] x, double noise, SplittableRandom random) {
    double[][] noisy = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      noisy[t] = x[t].clone();
      for (int c = 0; c < noisy[t].length; c++) {
        noisy[t][c] += noise * MadeSequences.normal(random);
      }
    }
    return noisy;
  }

  /**
   * Indicators of labels, each {@code lag} records late.
   *
   * @param labels [n][T]
   */
  static double[][][] targets(int[][] labels, int classes, int lag) {
    double[][][] targets = new double[labels.length][][];
    for (int i = 0; i < labels.length; i++) {
      targets[i] = new double[labels[i].length][];
      for (int t = lag; t < labels[i].length; t++) {
        targets[i][t] = new double[classes];
        targets[i][t][labels[i][t - lag]] = 1;
      }
    }
    return targets;
  }
}
