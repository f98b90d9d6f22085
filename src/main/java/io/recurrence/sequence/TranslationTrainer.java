package io.recurrence.sequence;

import io.recurrence.network.SingleDescent;
import io.recurrence.network.UpdateListener;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.symbol.SymbolWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Teaches an encoder and a decoder a {@link TranslationTask}: pairs of equal lengths wait until
 * there is a batch of them (bucketing by length, so that nothing is padded), {@link SingleDescent}
 * on its mean gradient. All randomness comes from the seed.
 */
public final class TranslationTrainer {
  private static final int BATCH = 32;
  private static final double MAX_GRADIENT = 1; // gradient

  private final EncoderDecoderShape shape;
  private final TranslationTask task;
  private final int longest;
  private final double rate;
  private final SplittableRandom random;
  private final Kernel kernel = Kernels.fastest();
  private final Map<List<Integer>, List<SequencePair>> waiting = new HashMap<>();
  private final Map<List<Integer>, EncoderDecoder> networks = new HashMap<>();
  private final SingleDescent descent;

  /**
   * @param longest source to learn from, where the task leaves it open
   * @param rate of {@link SingleDescent}
   */
  public TranslationTrainer(
      TranslationTask task, EncoderDecoderShape shape, int longest, double rate, long seed) {
    this.task = task;
    this.shape = shape;
    this.longest = longest;
    this.rate = rate;
    this.random = new SplittableRandom(seed);
    this.descent = new SingleDescent(shape.initial(seed), MAX_GRADIENT);
  }

  /** The weights so far. */
  public SymbolWeights weights(Map<String, String> provenance) {
    return Translator.weights(shape, task.source(), task.target(), provenance, descent.weights());
  }

  /** Makes {@code updates} updates, the last half with a rate that falls to nothing. */
  public void teach(int updates, UpdateListener listener) {
    float[] dw = new float[shape.weights()];
    for (int n = 0; n < updates; n++) {
      List<SequencePair> batch = batch();
      int length = batch.get(0).source().length;
      int steps = batch.get(0).target().length + 1;
      EncoderDecoder network =
          networks.computeIfAbsent(
              List.of(length, steps),
              key -> new EncoderDecoder(kernel, shape, BATCH, length, steps));
      int[] source = batch.stream().flatMapToInt(each -> Arrays.stream(each.source())).toArray();
      int[] target = batch.stream().flatMapToInt(each -> Arrays.stream(each.target())).toArray();
      network.load(descent.weights());
      double loss = network.forward(source, target);
      Arrays.fill(dw, 0);
      network.backward(source, dw);
      double left = (double) (updates - n) / updates;
      descent.update(dw, rate * Math.min(1, 2 * left));
      listener.updated(n + 1, loss);
    }
  }

  /** Pairs of equal lengths. */
  private List<SequencePair> batch() {
    while (true) {
      SequencePair pair = task.pair(longest, false, random);
      List<Integer> lengths = List.of(pair.source().length, pair.target().length);
      List<SequencePair> bucket = waiting.computeIfAbsent(lengths, key -> new ArrayList<>());
      bucket.add(pair);
      if (bucket.size() == BATCH) {
        waiting.remove(lengths);
        return bucket;
      }
    }
  }
}
