package io.recurrence.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.network.Cell;
import io.recurrence.network.CoupledLstm;
import io.recurrence.network.Elman;
import io.recurrence.network.Gru;
import io.recurrence.network.Jordan;
import io.recurrence.network.Lstm;
import io.recurrence.network.PeepholeLstm;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each layer says in single precision, many rows at once, what its cell says in double precision.
 */
class LayerTest {
  private static final int INPUTS = 3;
  private static final int HIDDEN = 10;
  private static final int BATCH = 5;
  private static final int STEPS = 6;
  private static final int OFFSET = 4; // the weights do not begin at 0

  private static Cell cell(LayerType type) {
    return switch (type) {
      case ELMAN -> new Elman(INPUTS, HIDDEN);
      case JORDAN -> new Jordan(INPUTS, HIDDEN);
      case LSTM -> new Lstm(INPUTS, HIDDEN);
      case LSTM_PEEPHOLE -> new PeepholeLstm(INPUTS, HIDDEN);
      case LSTM_COUPLED -> new CoupledLstm(INPUTS, HIDDEN);
      case GRU -> new Gru(INPUTS, HIDDEN);
    };
  }

  private final Random random = new Random(7);
  private final float[] x = gaussian(STEPS * BATCH * INPUTS);
  private final float[] pull = gaussian(STEPS * BATCH * HIDDEN); // gradient of the outputs

  private float[] gaussian(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithItsCellForwardAndBackward(LayerType type) {
    Cell cell = cell(type);
    assertThat(type.weights(INPUTS, HIDDEN)).isEqualTo(cell.weights());
    float[] w = new float[OFFSET + cell.weights()];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (0.4 * random.nextGaussian());
    }
    float[] memory = gaussian(BATCH * cell.size());
    Run expected = exact(cell, w, memory);
    for (Kernel kernel : new Kernel[] {Kernels.plain(), Kernels.fastest()}) {
      Run found = run(type, kernel, w, memory);
      assertThat(found.end).containsExactly(expected.end, within(3e-6));
      assertThat(found.inputs).containsExactly(expected.inputs, within(3e-5));
      assertThat(found.weights).containsExactly(expected.weights, within(2e-4));
    }
  }

  /** What a window leaves: memories at its end, and gradients of inputs and of weights. */
  private static final class Run {
    private double[] end = new double[0];
    private final double[] inputs = new double[STEPS * BATCH * INPUTS];
    private double[] weights = new double[0];
  }

  private Run exact(Cell cell, float[] w, float[] memory) {
    Run run = new Run();
    int size = cell.size();
    run.end = new double[BATCH * size];
    run.weights = new double[w.length];
    double[] wide = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      wide[i] = w[i];
    }
    double[] in = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      in[i] = x[i];
    }
    double[] trace = new double[STEPS * cell.trace()];
    for (int row = 0; row < BATCH; row++) {
      double[] s = new double[size];
      for (int j = 0; j < size; j++) {
        s[j] = memory[row * size + j];
      }
      for (int t = 0; t < STEPS; t++) {
        cell.forward(wide, OFFSET, in, (t * BATCH + row) * INPUTS, s, s, trace, t * cell.trace());
      }
      System.arraycopy(s, 0, run.end, row * size, size);
      double[] ds = new double[size];
      for (int t = STEPS - 1; t >= 0; t--) {
        for (int j = 0; j < HIDDEN; j++) {
          ds[j] += pull[(t * BATCH + row) * HIDDEN + j];
        }
        int at = (t * BATCH + row) * INPUTS;
        cell.backward(wide, OFFSET, trace, t * cell.trace(), ds, run.inputs, at, run.weights);
      }
    }
    return run;
  }

  private Run run(LayerType type, Kernel kernel, float[] w, float[] memory) {
    Layer layer = type.layer(kernel, OFFSET, INPUTS, HIDDEN, BATCH, STEPS);
    layer.load(w);
    layer.carry();
    int size = layer.memory();
    for (int row = 0; row < BATCH; row++) {
      layer.begin(row, memory, row * size);
    }
    for (int t = 0; t < STEPS; t++) {
      for (int row = 0; row < BATCH; row++) {
        System.arraycopy(
            x, (t * BATCH + row) * INPUTS, layer.input(), layer.inputAt(t, row), INPUTS);
      }
      layer.forward(t);
    }
    Run run = new Run();
    run.end = new double[BATCH * size];
    for (int row = 0; row < BATCH; row++) {
      float[] end = new float[size];
      layer.end(STEPS - 1, row, end, 0);
      for (int j = 0; j < size; j++) {
        run.end[row * size + j] = end[j];
      }
    }
    backward(layer, w, run);
    return run;
  }

  private void backward(Layer layer, float[] w, Run run) {
    for (int t = STEPS - 1; t >= 0; t--) {
      for (int row = 0; row < BATCH; row++) {
        for (int j = 0; j < HIDDEN; j++) {
          layer.outputGradient()[layer.outputGradientAt(t, row) + j] +=
              pull[(t * BATCH + row) * HIDDEN + j];
        }
      }
      layer.backward(t);
    }
    float[] dx = new float[run.inputs.length];
    layer.inputGradient(dx);
    for (int i = 0; i < dx.length; i++) {
      run.inputs[i] = dx[i];
    }
    float[] dw = new float[w.length];
    layer.gradient(dw);
    run.weights = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      run.weights[i] = dw[i];
    }
  }
}
