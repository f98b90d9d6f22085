package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderDecoderTest {
  private static final int BATCH = 3;
  private static final int LENGTH = 4;
  private static final int STEPS = 4; // the end with it

  private final Random random = new Random(11);

  private int[] symbols(int n, int of) {
    return random.ints(n, 0, of).toArray();
  }

  private static float[] narrow(double[] w) {
    float[] narrow = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      narrow[i] = (float) w[i];
    }
    return narrow;
  }

  private double[] weights(EncoderDecoderShape shape) {
    float[] w = shape.initial(5);
    double[] wide = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      wide[i] = (float) (w[i] + 0.2 * random.nextGaussian());
    }
    return wide;
  }

  private static double naive(EncoderDecoderShape shape, double[] w, int[] source, int[] target) {
    NaiveEncoderDecoder naive = new NaiveEncoderDecoder(shape, w);
    double sum = 0;
    for (int row = 0; row < BATCH; row++) {
      sum -=
          naive.logProbability(
              Arrays.copyOfRange(source, row * LENGTH, (row + 1) * LENGTH),
              Arrays.copyOfRange(target, row * (STEPS - 1), (row + 1) * (STEPS - 1)));
    }
    return sum / (BATCH * STEPS);
  }

  @ParameterizedTest
  @CsvSource({"GRU, 0", "GRU, 6", "LSTM, 0", "LSTM, 6"})
  void lossAndGradientAgreeWithTheFormulasInDoublePrecision(LayerType type, int attention) {
    EncoderDecoderShape shape = new EncoderDecoderShape(type, 5, 4, 3, 5, attention);
    double[] w = weights(shape);
    int[] source = symbols(BATCH * LENGTH, 5);
    int[] target = symbols(BATCH * (STEPS - 1), 4);
    double expected = naive(shape, w, source, target);
    double[] derivative = derivative(shape, w, source, target);
    for (Kernel kernel : new Kernel[] {Kernels.plain(), Kernels.fastest()}) {
      EncoderDecoder network = new EncoderDecoder(kernel, shape, BATCH, LENGTH, STEPS);
      network.load(narrow(w));
      for (int pass = 0; pass < 2; pass++) { // nothing is left over from the pass before
        assertThat(network.forward(source, target)).isEqualTo(expected, within(3e-6));
        float[] dw = new float[w.length];
        network.backward(source, dw);
        for (int i = 0; i < w.length; i++) {
          assertThat((double) dw[i]).as("derivative " + i).isEqualTo(derivative[i], within(3e-6));
        }
      }
    }
    assertThat(Arrays.stream(derivative).map(Math::abs).max().orElse(0)).isGreaterThan(0.05);
  }

  /** Central differences. */
  private static double[] derivative(
      EncoderDecoderShape shape, double[] w, int[] source, int[] target) {
    double[] derivative = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      double kept = w[i];
      w[i] = kept + 1e-5;
      double above = naive(shape, w, source, target);
      w[i] = kept - 1e-5;
      double below = naive(shape, w, source, target);
      w[i] = kept;
      derivative[i] = (above - below) / 2e-5;
    }
    return derivative;
  }

  @Test
  void refusesSizesThatCannotBe() {
    assertThatThrownBy(() -> new EncoderDecoderShape(LayerType.GRU, 5, 0, 3, 5, 0))
        .hasMessage("0 target symbols; there must be 1 to 32767");
  }
}
