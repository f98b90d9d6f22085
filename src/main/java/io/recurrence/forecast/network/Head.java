package io.recurrence.forecast.network;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;

/**
 * The direct forecast of any step of the horizon. For a state s of the recurrent layers and the
 * {@linkplain HeadInputs local inputs} v, paths c and width w of a step,
 *
 * <pre>
 *   a = tanh(s S + v V + b)                        hidden units   [K]
 *   [α, β, γ] = a O + o                            outputs        [PATHS + 1 + LEVELS - 1]
 *   median = Σ α_j c_j + w β
 *   quantile above = the one below it + w (γ + sqrt(γ² + 1)) / 2
 * </pre>
 *
 * all in units of the scale, from the newest value. Quantiles cannot cross: each gap is positive.
 * The same head serves all steps; v says which one it is.
 *
 * <p>Weights from {@code offset}: S [H][K], V [F][K], b [K], O [K][OUT], o [OUT].
 */
final class Head {
  /** The levels of the quantiles, and where the median stands among them. */
  static final double[] LEVELS = {.025, .1, .2, .3, .4, .5, .6, .7, .8, .9, .975};

  static final int MEDIAN = 5;
  static final int OUT = HeadInputs.PATHS + LEVELS.length;

  private static final int F = HeadInputs.LOCAL;
  private static final int PATHS = HeadInputs.PATHS;

  private final Kernel kernel;
  private final int offset;
  private final int hidden; // H
  private final int units; // K

  final float[] state; // [origins][H]
  final float[] local; // [rows][F]
  final float[] paths; // [rows][PATHS]
  final float[] width; // [rows]
  final int[] origin; // [rows]: which origin a row belongs to
  final float[] quantiles; // [rows][LEVELS], from the newest value, in units of the scale
  final float[] stateGradient; // [origins][H]

  private final float[] shared; // [origins][K]: s S
  private final float[] a; // [rows][K]
  private final float[] out; // [rows][OUT]
  private final float[] da; // [rows][K]
  private final float[] dout; // [rows][OUT]
  private final float[] dshared; // [origins][K]
  private final float[] bias; // [K]
  private final float[] outBias; // [OUT]
  private final Kernel.Matrix stateForward;
  private final Kernel.Matrix localForward;
  private final Kernel.Matrix outForward;
  private final Kernel.Matrix stateBackward;
  private final Kernel.Matrix outBackward;

  Head(Kernel kernel, int offset, int hidden, int units, int origins, int rows) {
    this.kernel = kernel;
    this.offset = offset;
    this.hidden = hidden;
    this.units = units;
    this.state = new float[origins * hidden];
    this.local = new float[rows * F];
    this.paths = new float[rows * PATHS];
    this.width = new float[rows];
    this.origin = new int[rows];
    this.quantiles = new float[rows * LEVELS.length];
    this.stateGradient = new float[origins * hidden];
    this.shared = new float[origins * units];
    this.a = new float[rows * units];
    this.out = new float[rows * OUT];
    this.da = new float[rows * units];
    this.dout = new float[rows * OUT];
    this.dshared = new float[origins * units];
    this.bias = new float[units];
    this.outBias = new float[OUT];
    this.stateForward = kernel.matrix(hidden, units);
    this.localForward = kernel.matrix(F, units);
    this.outForward = kernel.matrix(units, OUT);
    this.stateBackward = kernel.matrix(units, hidden);
    this.outBackward = kernel.matrix(OUT, units);
  }

  static int weights(int hidden, int units) {
    return (hidden + F + 1) * units + (units + 1) * OUT;
  }

  private int localAt() {
    return offset + hidden * units;
  }

  private int biasAt() {
    return localAt() + F * units;
  }

  private int outAt() {
    return biasAt() + units;
  }

  private int outBiasAt() {
    return outAt() + units * OUT;
  }

  void load(float[] w) {
    stateForward.load(Block.of(w, offset, hidden, units));
    localForward.load(Block.of(w, localAt(), F, units));
    outForward.load(Block.of(w, outAt(), units, OUT));
    System.arraycopy(w, biasAt(), bias, 0, units);
    System.arraycopy(w, outBiasAt(), outBias, 0, OUT);
    stateBackward.load(Block.of(w, offset, hidden, units).transposed());
    outBackward.load(Block.of(w, outAt(), units, OUT).transposed());
  }

  /** Quantiles of the first {@code m} rows, which belong to the first {@code n} origins. */
  void forward(int n, int m) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(bias, 0, shared, i * units, units);
    }
    kernel.multiply(Block.of(state, 0, n, hidden), stateForward, Block.of(shared, 0, n, units));
    for (int row = 0; row < m; row++) {
      System.arraycopy(shared, origin[row] * units, a, row * units, units);
      System.arraycopy(outBias, 0, out, row * OUT, OUT);
    }
    kernel.multiply(Block.of(local, 0, m, F), localForward, Block.of(a, 0, m, units));
    kernel.tanh(a, 0, m * units);
    kernel.multiply(Block.of(a, 0, m, units), outForward, Block.of(out, 0, m, OUT));
    for (int row = 0; row < m; row++) {
      quantiles(row);
    }
  }

  private void quantiles(int row) {
    int o = row * OUT;
    int c = row * PATHS;
    int q = row * LEVELS.length;
    float w = width[row];
    float median = w * out[o + PATHS];
    for (int j = 0; j < PATHS; j++) {
      median = Math.fma(out[o + j], paths[c + j], median);
    }
    quantiles[q + MEDIAN] = median;
    int gap = o + PATHS + 1;
    for (int i = MEDIAN; i > 0; i--) {
      quantiles[q + i - 1] = quantiles[q + i] - w * positive(out[gap + i - 1]);
    }
    for (int i = MEDIAN; i < LEVELS.length - 1; i++) {
      quantiles[q + i + 1] = quantiles[q + i] + w * positive(out[gap + i]);
    }
  }

  /** {@code (γ + sqrt(γ² + 1)) / 2}: positive, smooth, near γ where that is large. */
  private static float positive(float gamma) {
    return 0.5f * (gamma + (float) Math.sqrt(Math.fma(gamma, gamma, 1f)));
  }

  /**
   * The pinball loss {@code Σ weight Σ_l max(τ_l (y - q_l), (τ_l - 1)(y - q_l))}, and its
   * gradients.
   *
   * @param target y of each row
   * @param weight of each row
   * @param dw added to
   */
  double backward(int n, int m, float[] target, float[] weight, float[] dw) {
    double loss = 0;
    for (int row = 0; row < m; row++) {
      loss += outputGradient(row, target[row], weight[row]);
    }
    Arrays.fill(da, 0, m * units, 0);
    kernel.multiply(Block.of(dout, 0, m, OUT), outBackward, Block.of(da, 0, m, units));
    Kernel.Matrix errors = kernel.matrix(m, OUT).load(Block.of(dout, 0, m, OUT));
    kernel.multiply(
        Block.of(a, 0, m, units).transposed(), errors, Block.of(dw, outAt(), units, OUT));
    for (int row = 0; row < m; row++) {
      for (int j = 0; j < OUT; j++) {
        dw[outBiasAt() + j] += dout[row * OUT + j];
      }
    }
    Arrays.fill(dshared, 0, n * units, 0);
    for (int row = 0; row < m; row++) {
      int at = row * units;
      int to = origin[row] * units;
      for (int j = 0; j < units; j++) {
        da[at + j] *= 1 - a[at + j] * a[at + j];
        dshared[to + j] += da[at + j];
      }
    }
    errors = kernel.matrix(m, units).load(Block.of(da, 0, m, units));
    kernel.multiply(
        Block.of(local, 0, m, F).transposed(), errors, Block.of(dw, localAt(), F, units));
    errors = kernel.matrix(n, units).load(Block.of(dshared, 0, n, units));
    kernel.multiply(
        Block.of(state, 0, n, hidden).transposed(), errors, Block.of(dw, offset, hidden, units));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < units; j++) {
        dw[biasAt() + j] += dshared[i * units + j];
      }
    }
    Arrays.fill(stateGradient, 0, n * hidden, 0);
    kernel.multiply(
        Block.of(dshared, 0, n, units), stateBackward, Block.of(stateGradient, 0, n, hidden));
    return loss;
  }

  private double outputGradient(int row, float y, float weight) {
    int o = row * OUT;
    int c = row * PATHS;
    int q = row * LEVELS.length;
    double loss = 0;
    float total = 0;
    int gap = o + PATHS + 1;
    float w = width[row];
    float sum = 0; // of the gradients of the quantiles from the end towards the median
    for (int i = 0; i < LEVELS.length; i++) {
      float e = y - quantiles[q + i];
      float d = weight * ((e < 0 ? 1 : 0) - (float) LEVELS[i]);
      loss -= d * e;
      total += d;
      if (i < MEDIAN) {
        sum += d;
        dout[gap + i] = -w * sum * slope(out[gap + i]);
      }
    }
    sum = 0;
    for (int i = LEVELS.length - 1; i > MEDIAN; i--) {
      float e = y - quantiles[q + i];
      sum += weight * ((e < 0 ? 1 : 0) - (float) LEVELS[i]);
      dout[gap + i - 1] = w * sum * slope(out[gap + i - 1]);
    }
    dout[o + PATHS] = total * w;
    for (int j = 0; j < PATHS; j++) {
      dout[o + j] = total * paths[c + j];
    }
    return loss;
  }

  private static float slope(float gamma) {
    return 0.5f * (1 + gamma / (float) Math.sqrt(gamma * gamma + 1));
  }
}
