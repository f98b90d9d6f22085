package io.recurrence.sequence;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Vectors;
import io.recurrence.network.layer.Layer;
import io.recurrence.network.layer.Linear;
import java.util.Arrays;

/**
 * Writes B rows of T vectors, one for each step of a horizon, from the annotations of what has been
 * and from what is known of the step beforehand, v_t:
 *
 * <pre>
 *   c_t = attention to the annotations, by [s_{t-1}, v_t]
 *   s_t = f(s_{t-1}, [v_t, c_t])     z_t = [s_t, v_t, c_t] O + o
 * </pre>
 *
 * with s_0 = 0. What it wrote is not fed back, so that it forecasts as it has learned.
 */
final class HorizonDecoder {
  private final int known; // V
  private final int hidden; // H
  private final int width; // C
  private final int features; // H + V + C
  private final int outputs; // Q
  private final int batch; // B
  private final int steps; // T
  private final Attention attention;
  private final Layer layer;
  private final Linear readout;
  private final float[] nothing; // the memory that the layer begins with
  private final float[] input; // [T][B][V]
  private final float[] x; // [T][B][H+V+C]
  private final float[] dx; // [T][B][H+V+C]
  private final float[] z; // [T][B][Q]
  private final float[] stepGradient; // [B][V+C]

  HorizonDecoder(Kernel kernel, HorizonShape shape, int batch, int longest, int steps) {
    this.known = HorizonInputs.KNOWN;
    this.hidden = shape.hidden();
    this.width = shape.context();
    this.features = shape.features();
    this.outputs = HorizonShape.LEVELS.length;
    this.batch = batch;
    this.steps = steps;
    this.attention =
        new Attention(
            kernel,
            shape.attentionAt(),
            width,
            shape.query(),
            shape.attention(),
            batch,
            longest,
            steps);
    this.layer = shape.type().layer(kernel, shape.layerAt(), shape.inputs(), hidden, batch, steps);
    this.readout = new Linear(kernel, shape.readoutAt(), features, outputs, steps * batch);
    this.nothing = new float[layer.memory()];
    this.input = new float[steps * batch * known];
    this.x = new float[steps * batch * features];
    this.dx = new float[x.length];
    this.z = new float[steps * batch * outputs];
    this.stepGradient = new float[batch * (known + width)];
  }

  void load(float[] w) {
    attention.load(w);
    layer.load(w);
    readout.load(w);
  }

  /** [T][B][V], written before {@link #forward}. */
  float[] input() {
    return input;
  }

  /** [T][B][Q]. */
  float[] output() {
    return z;
  }

  /** The weight of annotation s in the context of a row at step t. */
  float weight(int t, int row, int s) {
    return attention.weight(t, row, s);
  }

  /**
   * The first {@code n} steps.
   *
   * @param annotations [B][S][C]
   * @param length S
   * @param n T where {@link #backward} follows
   */
  void forward(float[] annotations, int length, int n) {
    attention.begin(batch, annotations, length);
    layer.carry();
    for (int row = 0; row < batch; row++) {
      layer.begin(row, nothing, 0);
    }
    for (int t = 0; t < n; t++) {
      step(t);
    }
    int rows = n * batch;
    readout.forward(Block.of(x, 0, rows, features), Block.of(z, 0, rows, outputs));
  }

  private void step(int t) {
    for (int row = 0; row < batch; row++) {
      int at = (t * batch + row) * known;
      int query = attention.stateAt(t, row);
      if (t == 0) {
        Arrays.fill(attention.state(), query, query + hidden, 0);
      } else {
        int from = layer.outputAt(t - 1, row);
        System.arraycopy(layer.output(), from, attention.state(), query, hidden);
      }
      System.arraycopy(input, at, attention.state(), query + hidden, known);
      System.arraycopy(input, at, layer.input(), layer.inputAt(t, row), known);
    }
    attention.forward(t);
    for (int row = 0; row < batch; row++) {
      attention.context(t, row, layer.input(), layer.inputAt(t, row) + known);
    }
    layer.forward(t);
    for (int row = 0; row < batch; row++) {
      int to = (t * batch + row) * features;
      System.arraycopy(layer.output(), layer.outputAt(t, row), x, to, hidden);
      System.arraycopy(layer.input(), layer.inputAt(t, row), x, to + hidden, known + width);
    }
  }

  /**
   * The way back.
   *
   * @param dz gradient with respect to the output [T][B][Q]
   * @param da gradient with respect to the annotations [B][S][C]; added to
   * @param dw gradient with respect to the weights; added to
   */
  void backward(float[] dz, float[] da, float[] dw) {
    int rows = steps * batch;
    Arrays.fill(dx, 0);
    readout.backward(Block.of(dz, 0, rows, outputs), Block.of(dx, 0, rows, features));
    readout.gradient(Block.of(x, 0, rows, features), Block.of(dz, 0, rows, outputs), dw);
    for (int t = steps - 1; t >= 0; t--) {
      for (int row = 0; row < batch; row++) {
        int to = layer.outputGradientAt(t, row);
        Vectors.add(dx, (t * batch + row) * features, layer.outputGradient(), to, hidden);
      }
      layer.backward(t);
      Arrays.fill(stepGradient, 0);
      layer.inputGradient(t, stepGradient);
      for (int row = 0; row < batch; row++) {
        int context = row * (known + width) + known;
        int direct = (t * batch + row) * features + hidden + known; // by way of the readout
        Vectors.add(dx, direct, stepGradient, context, width);
        attention.contextBackward(t, row, stepGradient, context, da);
      }
      float[] dquery = attention.queryGradient(t);
      for (int row = 0; row < batch && t > 0; row++) {
        int to = layer.outputGradientAt(t - 1, row);
        Vectors.add(dquery, row * (hidden + known), layer.outputGradient(), to, hidden);
      }
    }
    layer.gradient(dw);
    attention.gradient(da, dw);
  }
}
