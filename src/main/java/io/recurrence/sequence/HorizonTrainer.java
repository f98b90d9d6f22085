package io.recurrence.sequence;

import io.recurrence.forecast.network.ArrayPast;
import io.recurrence.forecast.network.Example;
import io.recurrence.network.SingleDescent;
import io.recurrence.network.UpdateListener;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.symbol.SymbolWeights;
import io.recurrence.time.Calendar;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Teaches an encoder and a decoder to forecast, from windows of series: pinball loss of the next
 * {@value EncoderDecoderModel#HORIZON} steps, Adam on the mean gradient of a batch. All randomness
 * comes from the seed.
 */
public final class HorizonTrainer {
  private static final int BATCH = 32;
  private static final int ORIGINS = 4; // in each series that is drawn
  private static final double MAX_GRADIENT = 1; // gradient
  private static final double FEWEST = 0.1; // unit of the scale by which a row is weighed at least
  private static final double FURTHEST = 10; // target, in units of the scale
  private static final int STEPS = EncoderDecoderModel.HORIZON;
  private static final int RECENT = HorizonInputs.RECENT;
  private static final int KNOWN = HorizonInputs.KNOWN;

  private final HorizonShape shape;
  private final Example.Source source;
  private final double rate;
  private final SplittableRandom random;
  private final Kernel kernel = Kernels.fastest();
  private final Map<Integer, HorizonNetwork> networks = new HashMap<>(); // by recent values
  private final HorizonInputs inputs = new HorizonInputs(Calendar.UTC, STEPS);
  private final ArrayPast past = new ArrayPast();
  private final float[] targets = new float[STEPS * BATCH];
  private final float[] weights = new float[BATCH];
  private final SingleDescent descent;

  /**
   * @param source of series
   * @param rate of {@link SingleDescent}
   */
  public HorizonTrainer(HorizonShape shape, Example.Source source, double rate, long seed) {
    this.shape = shape;
    this.source = source;
    this.rate = rate;
    this.random = new SplittableRandom(seed);
    this.descent = new SingleDescent(shape.initial(seed), MAX_GRADIENT);
  }

  /** The weights so far. */
  public SymbolWeights weights(Map<String, String> provenance) {
    int[] sizes = {shape.type().code(), shape.hidden(), shape.attention()};
    return new SymbolWeights(
        EncoderDecoderModel.KIND, sizes, List.of(), provenance, descent.weights());
  }

  /** Makes {@code updates} updates, the last half with a rate that falls to nothing. */
  public void teach(int updates, UpdateListener listener) {
    float[] dw = new float[shape.weights()];
    for (int n = 0; n < updates; n++) {
      int length = length();
      HorizonNetwork network =
          networks.computeIfAbsent(
              length, key -> new HorizonNetwork(kernel, shape, BATCH, length, STEPS));
      network.load(descent.weights());
      for (int row = 0; row < BATCH; row += ORIGINS) {
        rows(network, row, length);
      }
      network.forward(length, STEPS);
      Arrays.fill(dw, 0);
      double loss = network.backward(targets, weights, dw);
      double left = (double) (updates - n) / updates;
      descent.update(dw, rate * Math.min(1, 2 * left));
      listener.updated(n + 1, loss);
    }
  }

  /** How many recent values: all that are read, in one batch of four fewer. */
  private int length() {
    int few = 1 << (1 + random.nextInt(6)); // so that there are not too many networks
    return random.nextInt(4) > 0 ? HorizonInputs.MAX_VALUES : few;
  }

  /** Fills some rows from one series. */
  private void rows(HorizonNetwork network, int first, int length) {
    int filled = 0;
    while (filled < ORIGINS) {
      Example example = source.next(random);
      past.open(example);
      past.to(0);
      int origins = past.left() + 1 - STEPS - (length - 1);
      for (int n = 0; n < ORIGINS && origins > 0 && filled < ORIGINS; n++) {
        past.to(length - 1 + random.nextInt(origins));
        if (inputs.open(past)) {
          row(network, first + filled, length);
          filled++;
        }
      }
    }
  }

  private void row(HorizonNetwork network, int row, int length) {
    for (int s = 0; s < length; s++) {
      inputs.recent(past, length - 1 - s, network.recent(), (row * length + s) * RECENT);
    }
    double moves = 0;
    for (int t = 0; t < STEPS; t++) {
      int at = t * BATCH + row;
      inputs.known(past, t + 1, network.known(), at * KNOWN);
      double y = inputs.scaled(past.ahead(t + 1));
      targets[at] = (float) Math.max(-FURTHEST, Math.min(FURTHEST, y));
      moves += Math.abs(y - inputs.scaled(past.back(0))) / STEPS;
    }
    weights[row] = (float) (1 / Math.max(FEWEST, moves)); // so that series are about equally hard
  }
}
