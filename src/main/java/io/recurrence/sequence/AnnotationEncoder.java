package io.recurrence.sequence;

import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.layer.Layer;
import io.recurrence.network.layer.LayerType;
import java.util.Arrays;

/**
 * A bidirectional encoder of B rows of vectors: one layer runs from the first to the last, another
 * from the last to the first, and the annotation of a vector is what both have after it, {@code a_s
 * = [h→_s, h←_s]} (Bahdanau, Cho and Bengio, 2015).
 *
 * <p>Weights from {@code offset}: the layer ahead, the layer back.
 */
final class AnnotationEncoder {
  private final int inputs; // I
  private final int hidden; // H
  private final int width; // C = 2H
  private final int batch; // B
  private final int longest; // S at most
  private final Layer ahead;
  private final Layer back;
  private final float[] nothing; // the memory that layers begin with
  private final float[] input; // [B][S][I]
  private final float[] annotations; // [B][S][C]
  private final float[] gradient; // [B][S][C]
  private final float[] stepGradient; // [S][B][I]

  /**
   * @param offset where its weights begin in those of the network
   */
  AnnotationEncoder(
      Kernel kernel, LayerType type, int offset, int inputs, int hidden, int batch, int longest) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.width = 2 * hidden;
    this.batch = batch;
    this.longest = longest;
    int second = offset + type.weights(inputs, hidden);
    this.ahead = type.layer(kernel, offset, inputs, hidden, batch, longest);
    this.back = type.layer(kernel, second, inputs, hidden, batch, longest);
    this.nothing = new float[ahead.memory()];
    this.input = new float[batch * longest * inputs];
    this.annotations = new float[batch * longest * width];
    this.gradient = new float[annotations.length];
    this.stepGradient = new float[longest * batch * inputs];
  }

  static int weights(LayerType type, int inputs, int hidden) {
    return 2 * type.weights(inputs, hidden);
  }

  void load(float[] w) {
    ahead.load(w);
    back.load(w);
  }

  /** [B][S][I], written before {@link #forward}; rows of the length given there. */
  float[] input() {
    return input;
  }

  /** [B][S][C]. */
  float[] annotations() {
    return annotations;
  }

  /** [B][S][C], to which gradients with respect to annotations are added before the way back. */
  float[] annotationGradient() {
    return gradient;
  }

  /**
   * Encodes.
   *
   * @param length S, at most the longest; the longest where {@link #backward} follows
   */
  void forward(int length) {
    Arrays.fill(gradient, 0);
    run(ahead, length, 0);
    run(back, length, hidden);
  }

  private void run(Layer layer, int length, int column) {
    layer.carry();
    for (int row = 0; row < batch; row++) {
      layer.begin(row, nothing, 0);
    }
    for (int t = 0; t < length; t++) {
      int s = position(layer, t, length);
      for (int row = 0; row < batch; row++) {
        int from = (row * length + s) * inputs;
        System.arraycopy(input, from, layer.input(), layer.inputAt(t, row), inputs);
      }
      layer.forward(t);
      for (int row = 0; row < batch; row++) {
        int to = (row * length + s) * width + column;
        System.arraycopy(layer.output(), layer.outputAt(t, row), annotations, to, hidden);
      }
    }
  }

  /** Which vector a layer takes in at step t. */
  private int position(Layer layer, int t, int length) {
    return layer == ahead ? t : length - 1 - t;
  }

  /**
   * The way back from {@link #annotationGradient}.
   *
   * @param dx gradient with respect to the input [B][S][I]; added to
   * @param dw gradient with respect to the weights; added to
   */
  void backward(float[] dx, float[] dw) {
    runBackward(ahead, 0, dx, dw);
    runBackward(back, hidden, dx, dw);
  }

  private void runBackward(Layer layer, int column, float[] dx, float[] dw) {
    for (int t = longest - 1; t >= 0; t--) {
      int s = position(layer, t, longest);
      for (int row = 0; row < batch; row++) {
        int from = (row * longest + s) * width + column;
        int to = layer.outputGradientAt(t, row);
        for (int j = 0; j < hidden; j++) {
          layer.outputGradient()[to + j] += gradient[from + j];
        }
      }
      layer.backward(t);
    }
    layer.gradient(dw);
    Arrays.fill(stepGradient, 0);
    layer.inputGradient(stepGradient);
    for (int t = 0; t < longest; t++) {
      int s = position(layer, t, longest);
      for (int row = 0; row < batch; row++) {
        int from = (t * batch + row) * inputs;
        int to = (row * longest + s) * inputs;
        for (int i = 0; i < inputs; i++) {
          dx[to + i] += stepGradient[from + i];
        }
      }
    }
  }
}
