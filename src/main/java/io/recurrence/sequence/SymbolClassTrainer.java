package io.recurrence.sequence;

import io.recurrence.network.SingleDescent;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.symbol.SymbolNetwork;
import io.recurrence.symbol.SymbolNetworkShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Learns the weights of a {@link SymbolClassifier}: back-propagation through whole sequences, some
 * of the same length at a time, of the mean cross-entropy of their class after each symbol, so that
 * early probabilities are right, too.
 */
final class SymbolClassTrainer {
  private static final int ROWS = 16;
  private static final double MAX_GRADIENT = 1; // gradient
  private static final double RATE = .01;

  private SymbolClassTrainer() {}

  /**
   * @param x sequences of symbols, of any lengths from 1, each with the symbol of its end
   * @param of class of each
   * @param passes through the sequences
   */
  static float[] learn(SymbolNetworkShape shape, int[][] x, int[] of, int passes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Integer>> lengths = byLength(x);
    SingleDescent descent = new SingleDescent(shape.initial(seed), MAX_GRADIENT);
    Map<Integer, SymbolNetwork> networks = new HashMap<>();
    float[] dw = new float[shape.weights()];
    int updates = Math.max(1, passes * x.length / ROWS);
    for (int n = 0; n < updates; n++) {
      List<Integer> same = lengths.get(random.nextInt(lengths.size()));
      int length = x[same.get(0)].length;
      int[] before = new int[length * ROWS];
      int[] came = new int[length * ROWS];
      for (int row = 0; row < ROWS; row++) {
        int chosen = same.get(random.nextInt(same.size()));
        for (int t = 0; t < length; t++) {
          before[t * ROWS + row] = x[chosen][t];
          came[t * ROWS + row] = of[chosen];
        }
      }
      SymbolNetwork network =
          networks.computeIfAbsent(
              length, steps -> new SymbolNetwork(Kernels.fastest(), shape, ROWS, steps));
      gradient(network, descent.weights(), before, came, shape.hidden(), dw);
      descent.update(dw, RATE * Math.min(1, 2.0 * (updates - n) / updates));
    }
    return descent.weights();
  }

  /** The indices of sequences of one length, as often as there are batches of them. */
  private static List<List<Integer>> byLength(int[][] x) {
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int i = 0; i < x.length; i++) {
      byLength.computeIfAbsent(x[i].length, unused -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> all = new ArrayList<>();
    for (List<Integer> same : byLength.values()) {
      for (int left = same.size(); left > 0; left -= ROWS) {
        all.add(same);
      }
    }
    return all;
  }

  private static void gradient(
      SymbolNetwork network, float[] w, int[] before, int[] came, int hidden, float[] dw) {
    float[] kept = new float[before.length * hidden];
    Arrays.fill(kept, 1);
    Arrays.fill(dw, 0);
    network.load(w);
    network.begin();
    network.forward(before, came, kept);
    network.backward(before, came, kept, dw);
    network.carry();
  }
}
