package io.recurrence.sequence;

import io.recurrence.network.SingleDescent;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A sequence from one vector: one to many. The decoder is that of a {@link Translator} without
 * attention; the vector is its context at every step. An object learns and decodes; it serves one
 * thread.
 */
public final class VectorDecoder {
  private static final int BATCH = 16;
  private static final double MAX_GRADIENT = 1; // gradient

  private final DecoderShape shape;
  private final Kernel kernel = Kernels.fastest();
  private final BeamSearch search;
  private final SequenceDecoder decoder;
  private final SingleDescent descent;
  private final Map<Integer, SequenceDecoder> networks = new HashMap<>(); // by steps

  /**
   * A decoder that has learned nothing.
   *
   * @param vector C, numbers of the vector
   * @param symbols of sequences, the end apart
   * @param embedding numbers that stand for a symbol
   * @param hidden units of the layer
   * @param longest sequence
   * @param beam hypotheses kept; 1 is greedy search
   */
  public VectorDecoder(
      LayerType type,
      int vector,
      int symbols,
      int embedding,
      int hidden,
      int longest,
      int beam,
      long seed) {
    this.shape = new DecoderShape(type, vector, symbols, embedding, hidden, 0);
    this.decoder = new SequenceDecoder(kernel, shape, 0, beam, 1, 1);
    this.search = new BeamSearch(decoder, longest);
    float[] w = new float[shape.weights()];
    shape.initialise(w, 0, new Random(seed));
    this.descent = new SingleDescent(w, MAX_GRADIENT);
  }

  /**
   * One update from 16 pairs whose sequences have one length.
   *
   * @param vectors [16][C]
   * @param sequences [16][T], T the same for all
   * @return the loss before, in nats per symbol, the end with them
   * @throws IllegalArgumentException where there are not 16, or the lengths differ
   */
  public double learn(float[][] vectors, int[][] sequences, double rate) {
    int steps = sequences[0].length + 1;
    if (vectors.length != BATCH
        || sequences.length != BATCH
        || Arrays.stream(sequences).anyMatch(each -> each.length != steps - 1)) {
      throw new IllegalArgumentException(BATCH + " pairs whose sequences have one length");
    }
    SequenceDecoder network =
        networks.computeIfAbsent(
            steps, key -> new SequenceDecoder(kernel, shape, 0, BATCH, 1, steps));
    network.load(descent.weights());
    float[] context = new float[BATCH * shape.context()];
    int[] before = new int[steps * BATCH];
    int[] came = new int[steps * BATCH];
    for (int row = 0; row < BATCH; row++) {
      System.arraycopy(vectors[row], 0, context, row * shape.context(), shape.context());
      for (int t = 0; t < steps; t++) {
        before[t * BATCH + row] = t == 0 ? shape.end() : sequences[row][t - 1];
        came[t * BATCH + row] = t == steps - 1 ? shape.end() : sequences[row][t];
      }
    }
    network.begin(BATCH, new float[0], 0, context);
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < BATCH; row++) {
        network.input(t, row, before[t * BATCH + row]);
      }
      network.forward(t);
    }
    network.probabilities();
    double loss = network.loss(came) / came.length;
    float[] dw = new float[shape.weights()];
    network.backward(before, came, 1f / came.length, new float[0], dw);
    descent.update(dw, rate);
    return loss;
  }

  /** The sequence of a vector of C numbers, by what has been learned so far. */
  public Translation decode(float[] vector) {
    decoder.load(descent.weights());
    return search.search(new float[0], 0, vector);
  }
}
