package io.recurrence.forecast.network;

import io.recurrence.forecast.network.Example.Source;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A fixed part of a batch, with memory of its own, that one thread works on at a time. What it
 * computes depends on its number and the seed alone, not on the thread.
 */
final class BatchShard {
  static final int STEPS = 64; // T, the window of back-propagation
  private static final int ORIGIN_STRIDE = 4; // steps between origins

  /**
   * The horizon is covered by one random step from each of these parts, the last from the first.
   */
  private static final int[] PARTS = {1, 2, 4, 7, 12, 18, 24, 36, 49};

  private static final int PICKS = PARTS.length - 1;

  private final int lanes;
  private final TrainingSeries[] rows;
  private final SplittableRandom random;
  private final Network network;
  private final float[] nothing;
  private final float[] target;
  private final float[] weight;
  final float[] gradient;
  double loss; // per weight, summed
  double weighed;

  BatchShard(
      Architecture architecture, Kernel kernel, int lanes, Source source, SplittableRandom random) {
    this.lanes = lanes;
    this.random = random;
    this.rows = new TrainingSeries[lanes];
    for (int i = 0; i < lanes; i++) {
      rows[i] = new TrainingSeries(source, random.split());
    }
    int origins = STEPS / ORIGIN_STRIDE * lanes;
    this.network = new Network(architecture, kernel, lanes, STEPS, origins, origins * PICKS);
    this.nothing = new float[network.memory()];
    this.target = new float[origins * PICKS];
    this.weight = new float[origins * PICKS];
    this.gradient = new float[Network.weights(architecture)];
  }

  /** One window forward and, where {@code learning}, backward. */
  void run(float[] weights, boolean learning) {
    network.load(weights);
    for (int row = 0; row < lanes; row++) {
      if (rows[row].prepare(STEPS)) {
        network.begin(row, nothing, 0);
      }
    }
    int first = random.nextInt(ORIGIN_STRIDE);
    int origins = 0;
    for (int t = 0; t < STEPS; t++) {
      float[] u = network.layers[0].input();
      boolean origin = t % ORIGIN_STRIDE == first;
      for (int row = 0; row < lanes; row++) {
        rows[row].advance(u, network.layers[0].inputAt(t, row));
        if (origin) {
          targets(row, origins + row);
        }
      }
      network.forward(t);
      if (origin) {
        for (int row = 0; row < lanes; row++) {
          network.origin(t, row, origins + row);
        }
        origins += lanes;
      }
    }
    learn(origins, first, learning);
    network.carry();
  }

  private void targets(int row, int origin) {
    for (int i = 0; i < PICKS; i++) {
      int at = origin * PICKS + i;
      int ahead = PARTS[i] + random.nextInt(PARTS[i + 1] - PARTS[i]);
      network.head.origin[at] = origin;
      weight[at] = (PARTS[i + 1] - PARTS[i]) * rows[row].target(ahead, network.head, at, target);
    }
  }

  private void learn(int origins, int first, boolean learning) {
    int pairs = origins * PICKS;
    float unit = 1f / (origins * (PARTS[PICKS] - 1) * Head.LEVELS.length);
    for (int i = 0; i < pairs; i++) {
      weight[i] *= unit;
    }
    network.head.forward(origins, pairs);
    Arrays.fill(gradient, 0);
    loss = network.head.backward(origins, pairs, target, weight, gradient);
    if (!learning) {
      return;
    }
    int origin = 0;
    for (int t = first; t < STEPS; t += ORIGIN_STRIDE) {
      for (int row = 0; row < lanes; row++) {
        network.originBackward(t, row, origin++);
      }
    }
    network.backward(gradient);
  }
}
