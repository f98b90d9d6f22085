package io.recurrence.neural;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The long short-term memory of Hochreiter and Schmidhuber (1997) with the forget gate of Gers,
 * Schmidhuber and Cummins (2000):
 *
 * <pre>
 *   [z_i, z_f, z_o, z_g] = x W + h U + b
 *   i = σ(z_i)   f = σ(z_f)   o = σ(z_o)   g = tanh(z_g)
 *   c' = f c + i g
 *   h' = o tanh(c')
 * </pre>
 *
 * <p>Weights: W [I][4H], U [H][4H], b [4H], columns in the order i, f, o, g. State: h [H], c [H].
 */
public final class Lstm implements Cell {
  private static final int GATES = 4;

  private final int inputs;
  private final int hidden;
  private final int span;
  private final double[] z; // pre-activations, or their gradients
  private final double[] dh;

  public Lstm(int inputs, int hidden) {
    this(inputs, hidden, 0);
  }

  /**
   * A cell that begins with memories of about 1 to {@code span} steps: the biases of the forget
   * gates are ln u, u uniform in [1, span - 1], those of the input gates -ln u (Tallec and
   * Ollivier, 2018).
   *
   * @param span at least 3, or 0 for forget gates that begin open, with a bias of 1
   */
  public Lstm(int inputs, int hidden, int span) {
    this.span = span;
    this.inputs = inputs;
    this.hidden = hidden;
    this.z = new double[GATES * hidden];
    this.dh = new double[hidden];
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return hidden;
  }

  @Override
  public int size() {
    return 2 * hidden;
  }

  @Override
  public int weights() {
    return (inputs + hidden + 1) * GATES * hidden;
  }

  @Override
  public int trace() {
    return inputs + (3 + GATES) * hidden; // x, h, c, i, f, o, g, c'
  }

  private int bias(int at) {
    return at + (inputs + hidden) * GATES * hidden;
  }

  @Override
  public void forward(
      double[] w,
      int at,
      double[] x,
      int xAt,
      double[] s,
      double[] next,
      double[] trace,
      int traceAt) {
    int n = hidden;
    System.arraycopy(x, xAt, trace, traceAt, inputs);
    System.arraycopy(s, 0, trace, traceAt + inputs, 2 * n);
    System.arraycopy(w, bias(at), z, 0, GATES * n);
    Dense.add(w, at, trace, traceAt, inputs + n, z, 0, GATES * n);
    int a = traceAt + inputs + 2 * n;
    for (int j = 0; j < n; j++) {
      double i = Dense.sigmoid(z[j]);
      double f = Dense.sigmoid(z[n + j]);
      double o = Dense.sigmoid(z[2 * n + j]);
      double g = StrictMath.tanh(z[3 * n + j]);
      double c = f * s[n + j] + i * g;
      trace[a + j] = i;
      trace[a + n + j] = f;
      trace[a + 2 * n + j] = o;
      trace[a + 3 * n + j] = g;
      trace[a + 4 * n + j] = c;
      next[n + j] = c;
      next[j] = o * StrictMath.tanh(c);
    }
  }

  @Override
  public void backward(
      double[] w,
      int at,
      double[] trace,
      int traceAt,
      double[] ds,
      double[] dx,
      int dxAt,
      double[] dw) {
    int n = hidden;
    int a = traceAt + inputs + 2 * n;
    for (int j = 0; j < n; j++) {
      double i = trace[a + j];
      double f = trace[a + n + j];
      double o = trace[a + 2 * n + j];
      double g = trace[a + 3 * n + j];
      double before = trace[a - n + j];
      double tanh = StrictMath.tanh(trace[a + 4 * n + j]);
      double dc = ds[n + j] + ds[j] * o * (1 - tanh * tanh);
      z[j] = dc * g * i * (1 - i);
      z[n + j] = dc * before * f * (1 - f);
      z[2 * n + j] = ds[j] * tanh * o * (1 - o);
      z[3 * n + j] = dc * i * (1 - g * g);
      ds[n + j] = dc * f;
    }
    for (int j = 0; j < GATES * n; j++) {
      dw[bias(at) + j] += z[j];
    }
    Arrays.fill(dh, 0);
    Dense.back(w, at, trace, traceAt, inputs, z, GATES * n, dx, dxAt, dw);
    int recurrent = at + inputs * GATES * n;
    Dense.back(w, recurrent, trace, traceAt + inputs, n, z, GATES * n, dh, 0, dw);
    System.arraycopy(dh, 0, ds, 0, n);
  }

  /** A forget gate begins open, so that a memory lasts until the cell learns to forget. */
  @Override
  public void initialise(double[] w, int at, SplittableRandom random) {
    Cell.super.initialise(w, at, random);
    Arrays.fill(w, bias(at), at + weights(), 0);
    Arrays.fill(w, bias(at) + hidden, bias(at) + 2 * hidden, 1);
    for (int j = 0; span > 0 && j < hidden; j++) {
      double lasting = StrictMath.log(1 + (span - 2) * random.nextDouble());
      w[bias(at) + j] = -lasting;
      w[bias(at) + hidden + j] = lasting;
    }
  }
}
