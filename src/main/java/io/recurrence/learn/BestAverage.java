package io.recurrence.learn;

import io.recurrence.network.UpdateListener;

/**
 * Averages the weights of a {@link SequenceTrainer} as they are learned (Polyak and Juditsky,
 * 1992), and keeps what answers best on sequences of a length that it did not learn from, the
 * average or the weights themselves. What is learned of long sequences comes and goes from update
 * to update, while the loss of those learned from hardly moves.
 */
public final class BestAverage implements UpdateListener {
  private static final double NEWEST_SHARE = .005; // share of the newest weights in the average
  private static final int CHECKS = 20; // over all updates
  private static final int EXAMINED = 200;

  private final SequenceTrainer trainer;
  private final int updates;
  private final int length;
  private final long seed;
  private double[] average = {};
  private double[] best = {};
  private double max = -1;

  /**
   * @param updates that the teacher will make; the average begins after three eighths of them, and
   *     both are examined from half of them on
   * @param length of the sequences to examine it on
   * @param seed of these sequences
   */
  public BestAverage(SequenceTrainer trainer, int updates, int length, long seed) {
    this.trainer = trainer;
    this.updates = updates;
    this.length = length;
    this.seed = seed;
  }

  @Override
  public void updated(int update, double loss) {
    if (update <= updates * 3L / 8) {
      return;
    }
    double[] now = trainer.weights();
    if (average.length == 0) {
      average = now;
    }
    for (int i = 0; i < now.length; i++) {
      average[i] += NEWEST_SHARE * (now[i] - average[i]);
    }
    boolean due = update % Math.max(1, updates / CHECKS) == 0 || update == updates;
    if (due && update >= updates / 2) {
      compare(average);
      compare(now);
    }
  }

  private void compare(double[] weights) {
    double right = trainer.examine(weights, EXAMINED, length, seed);
    if (right >= max) {
      max = right;
      best = weights.clone();
    }
  }

  /** The best so far; the weights of the teacher where none has been examined. */
  public double[] weights() {
    return best.length == 0 ? trainer.weights() : best.clone();
  }
}
