package io.recurrence.symbol;

import io.recurrence.network.SingleDescent;
import io.recurrence.network.UpdateListener;
import io.recurrence.network.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Teaches a {@link LanguageModel} a text: 32 rows of it at a time, each read on from a place of its
 * own; back-propagation through windows of 64 steps whose memory goes on (truncated
 * back-propagation through time); {@link SingleDescent}; a share of the layer's outputs left out at
 * random before the readout (dropout; Zaremba, Sutskever and Vinyals, 2014). All randomness comes
 * from the seed.
 */
public final class LanguageTrainer {
  private static final int ROWS = 32;
  private static final int STEPS = 64;
  private static final double MAX_GRADIENT = 1; // gradient
  private static final int RESTART_WINDOWS = 400; // windows after which rows begin elsewhere

  private final SymbolNetworkShape shape;
  private final int[] text;
  private final double dropout;
  private final SplittableRandom random;
  private final SymbolNetwork network;
  private final SingleDescent descent;
  private final int[] place = new int[ROWS];
  private final int[] before = new int[STEPS * ROWS];
  private final int[] came = new int[STEPS * ROWS];
  private final float[] kept; // [T][B][H]: 0, or what makes up for the others

  /**
   * @param text symbols, two at least
   * @param dropout share of outputs left out, in [0, 1)
   */
  public LanguageTrainer(SymbolNetworkShape shape, int[] text, double dropout, long seed) {
    if (text.length < 2) {
      throw new IllegalArgumentException("a text of fewer than 2 symbols");
    }
    this.shape = shape;
    this.text = text.clone();
    this.dropout = dropout;
    this.random = new SplittableRandom(seed);
    this.network = new SymbolNetwork(Kernels.fastest(), shape, ROWS, STEPS);
    this.descent = new SingleDescent(shape.initial(seed), MAX_GRADIENT);
    this.kept = new float[STEPS * ROWS * shape.hidden()];
  }

  /** How many windows have as many symbols as a text, one at least. */
  public static int windows(int symbols) {
    return Math.max(1, symbols / (ROWS * STEPS));
  }

  /** The weights so far. */
  public SymbolWeights weights(List<String> alphabet, Map<String, String> provenance) {
    return shape.with(LanguageModel.KIND, List.of(alphabet), provenance, descent.weights());
  }

  /**
   * Makes {@code updates} updates of a window each, with a rate that falls along a cosine.
   *
   * @param rate of the first
   */
  public void teach(int updates, double rate, UpdateListener listener) {
    float[] dw = new float[shape.weights()];
    for (int n = 0; n < updates; n++) {
      if (n % RESTART_WINDOWS == 0) {
        begin();
      }
      window();
      network.load(descent.weights());
      double loss = network.forward(before, came, kept) / Math.log(2);
      Arrays.fill(dw, 0);
      network.backward(before, came, kept, dw);
      network.carry();
      double done = (double) n / updates;
      descent.update(dw, rate * 0.5 * (1 + StrictMath.cos(Math.PI * done)));
      listener.updated(n + 1, loss);
    }
  }

  /** Rows begin anywhere, with an empty memory. */
  private void begin() {
    for (int row = 0; row < ROWS; row++) {
      place[row] = random.nextInt(text.length);
    }
    network.begin();
  }

  private void window() {
    float made = (float) (1 / (1 - dropout));
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < dropout ? 0 : made;
    }
    for (int i = 0; i < before.length; i++) {
      int row = i % ROWS;
      before[i] = text[place[row]];
      place[row] = (place[row] + 1) % text.length; // the end is followed by the beginning
      came[i] = text[place[row]];
    }
  }
}
