package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.network.Quantiles;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HorizonNetworkTest {
  private static final int BATCH = 2;
  private static final int LENGTH = 4;
  private static final int STEPS = 3;
  private static final int RECENT = HorizonInputs.RECENT;
  private static final int KNOWN = HorizonInputs.KNOWN;

  private final Random random = new Random(7);
  private final float[] recent = numbers(BATCH * LENGTH * RECENT);
  private final float[] known = numbers(STEPS * BATCH * KNOWN);
  private final float[] targets = numbers(STEPS * BATCH);
  private final float[] weights = {1, 0.5f};

  private float[] numbers(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static double[] vector(float[] from, int at, int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = from[at + i];
    }
    return x;
  }

  /** The loss by the formulas in double precision; what is forecast is written. */
  private double naive(HorizonShape shape, double[] w, double[][] forecasts) {
    int h = shape.hidden();
    NaiveFormulas formulas = new NaiveFormulas(w, shape.type(), h);
    int back = shape.type().weights(RECENT, h);
    int q = HorizonShape.LEVELS.length;
    Quantiles quantiles = new Quantiles(HorizonShape.LEVELS);
    double loss = 0;
    for (int row = 0; row < BATCH; row++) {
      double[][] x = new double[LENGTH][];
      for (int s = 0; s < LENGTH; s++) {
        x[s] = vector(recent, (row * LENGTH + s) * RECENT, RECENT);
      }
      double[][] annotations = formulas.annotations(x, 0, back);
      double[] memory = new double[2 * h];
      for (int t = 0; t < STEPS; t++) {
        double[] v = vector(known, (t * BATCH + row) * KNOWN, KNOWN);
        double[] query = NaiveFormulas.concat(Arrays.copyOf(memory, h), v);
        double[] c = formulas.context(annotations, query, shape.attentionAt(), shape.attention());
        double[] in = NaiveFormulas.concat(v, c);
        memory = formulas.cell(shape.layerAt(), in, memory);
        double[] z = NaiveFormulas.concat(Arrays.copyOf(memory, h), in);
        int bias = shape.readoutAt() + z.length * q;
        double[] raw = formulas.affine(shape.readoutAt(), bias, z, q);
        double[] target = {targets[t * BATCH + row]};
        loss += weights[row] * quantiles.loss(raw, target, new double[q]);
        quantiles.predict(raw, forecasts[t * BATCH + row]);
      }
    }
    return loss / (BATCH * STEPS * q);
  }

  @ParameterizedTest
  @EnumSource(names = {"GRU", "LSTM"})
  void forecastsLossAndGradientAgreeWithTheFormulasInDoublePrecision(LayerType type) {
    HorizonShape shape = new HorizonShape(type, 5, 3);
    double[] w = new double[shape.weights()];
    float[] narrow = shape.initial(5);
    for (int i = 0; i < w.length; i++) {
      narrow[i] += (float) (0.2 * random.nextGaussian());
      w[i] = narrow[i];
    }
    double[][] forecasts = new double[STEPS * BATCH][HorizonShape.LEVELS.length];
    double expected = naive(shape, w, forecasts);
    double[] derivative = new double[w.length];
    double[][] unread = new double[STEPS * BATCH][HorizonShape.LEVELS.length];
    for (int i = 0; i < w.length; i++) {
      double kept = w[i];
      w[i] = kept + 1e-5;
      double above = naive(shape, w, unread);
      w[i] = kept - 1e-5;
      double below = naive(shape, w, unread);
      w[i] = kept;
      derivative[i] = (above - below) / 2e-5;
    }
    for (Kernel kernel : new Kernel[] {Kernels.plain(), Kernels.fastest()}) {
      HorizonNetwork network = new HorizonNetwork(kernel, shape, BATCH, LENGTH, STEPS);
      network.load(narrow);
      System.arraycopy(recent, 0, network.recent(), 0, recent.length);
      System.arraycopy(known, 0, network.known(), 0, known.length);
      for (int pass = 0; pass < 2; pass++) { // nothing is left over from the pass before
        network.forward(LENGTH, STEPS);
        double[] found = new double[HorizonShape.LEVELS.length];
        for (int i = 0; i < forecasts.length; i++) {
          network.quantiles(i / BATCH, i % BATCH, found);
          assertThat(found).containsExactly(forecasts[i], within(1e-5)).isSorted();
        }
        float[] dw = new float[w.length];
        assertThat(network.backward(targets, weights, dw)).isEqualTo(expected, within(3e-6));
        for (int i = 0; i < w.length; i++) {
          assertThat((double) dw[i]).as("derivative " + i).isEqualTo(derivative[i], within(3e-6));
        }
      }
    }
    assertThat(Arrays.stream(derivative).map(Math::abs).max().orElse(0)).isGreaterThan(0.02);
  }
}
