package io.recurrence.learn;

import io.recurrence.network.Descent;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.network.UpdateListener;
import java.util.SplittableRandom;

/**
 * Teaches a network a {@link Task}: fresh sequences of random lengths, back-propagation through
 * each, {@link Descent} on the mean gradient of a batch. All randomness comes from the seed.
 */
public final class SequenceTrainer {
  private static final int BATCH = 16;
  private static final double MAX_GRADIENT = 1; // gradient

  private final RecurrentNetwork network;
  private final Task task;
  private final int longest;
  private final double rate;
  private final SplittableRandom random;
  private final double[] weights;
  private final Descent descent;

  /**
   * @param longest length of a sequence to learn from; they have half of it at least, or 1 where
   *     copies are asked
   * @param rate of {@link Descent}
   */
  public SequenceTrainer(RecurrentNetwork network, Task task, int longest, double rate, long seed) {
    this.network = network;
    this.task = task;
    this.longest = longest;
    this.rate = rate;
    this.random = new SplittableRandom(seed);
    this.weights = network.initial(seed);
    this.descent = new Descent(weights.length, MAX_GRADIENT);
  }

  /** The weights so far. */
  public double[] weights() {
    return weights.clone();
  }

  /** As {@link #teach(int, UpdateListener)}, without a listener. */
  public double teach(int updates) {
    return teach(updates, (update, loss) -> {});
  }

  /**
   * Makes {@code updates} updates, the last with a rate that falls to nothing.
   *
   * @return mean loss of a sequence over the last tenth of them
   */
  public double teach(int updates, UpdateListener listener) {
    double[] gradient = new double[weights.length];
    double loss = 0;
    int counted = 0;
    for (int n = 0; n < updates; n++) {
      java.util.Arrays.fill(gradient, 0);
      double sum = 0;
      for (int i = 0; i < BATCH; i++) {
        int length = longest - random.nextInt(longest - task.shortest(longest) + 1);
        TrainingSequence sequence = task.sequence(length, random);
        double[] state = new double[network.size()];
        sum += network.loss(weights, sequence.inputs(), sequence.targets(), state, gradient);
      }
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] /= BATCH;
      }
      double left = (double) (updates - n) / updates;
      descent.update(weights, gradient, rate * Math.min(1, 3 * left));
      listener.updated(n + 1, sum / BATCH);
      if (n >= updates * 0.9) {
        loss += sum / BATCH;
        counted++;
      }
    }
    return loss / Math.max(1, counted);
  }

  /**
   * The share of new sequences in which every answer is right.
   *
   * @param length of each
   */
  public double examine(int sequences, int length, long seed) {
    return examine(weights, sequences, length, seed);
  }

  /** The same with other weights of the network. */
  public double examine(double[] weights, int sequences, int length, long seed) {
    return examine(network, weights, task, sequences, length, seed);
  }

  /** The same for a network that was taught before. */
  public static double examine(
      RecurrentNetwork network, double[] weights, Task task, int sequences, int length, long seed) {
    SplittableRandom fresh = new SplittableRandom(seed);
    double[] prediction = new double[network.predictions()];
    int right = 0;
    for (int n = 0; n < sequences; n++) {
      TrainingSequence sequence = task.sequence(length, fresh);
      double[] state = new double[network.size()];
      boolean all = true;
      for (int t = 0; t < sequence.inputs().length; t++) {
        network.step(weights, state, sequence.inputs()[t], prediction);
        all &= sequence.actuals()[t] == null || task.right(prediction, sequence.actuals()[t]);
      }
      right += all ? 1 : 0;
    }
    return (double) right / sequences;
  }
}
