package io.recurrence.symbol;

import io.recurrence.neural.kernel.Kernel;
import io.recurrence.neural.layer.Embedding;
import io.recurrence.neural.layer.Layer;
import io.recurrence.neural.layer.SoftmaxLayer;
import java.util.Arrays;

/**
 * The network of a {@link LanguageModel} over B rows and windows of T steps, whose memory goes on
 * from window to window. An object serves one thread.
 */
final class LanguageNetwork {
  private final LanguageModelShape shape;
  private final int rows; // B
  private final int steps; // T
  private final Embedding embedding;
  private final Layer layer;
  private final SoftmaxLayer readout;
  private final float[] inputGradient; // [T][B][E]

  LanguageNetwork(Kernel kernel, LanguageModelShape shape, int rows, int steps) {
    this.shape = shape;
    this.rows = rows;
    this.steps = steps;
    this.embedding = new Embedding(0, shape.symbols(), shape.embedding());
    this.layer =
        shape.type().layer(kernel, shape.layerAt(), shape.embedding(), shape.hidden(), rows, steps);
    this.readout =
        new SoftmaxLayer(kernel, shape.readoutAt(), shape.hidden(), shape.symbols(), steps * rows);
    this.inputGradient = new float[steps * rows * shape.embedding()];
  }

  void load(float[] w) {
    embedding.load(w);
    layer.load(w);
    readout.load(w);
  }

  /** All rows begin with an empty memory. */
  void begin() {
    float[] nothing = new float[layer.memory()];
    for (int row = 0; row < rows; row++) {
      layer.begin(row, nothing, 0);
    }
  }

  /** Makes the end of this window the beginning of the next. */
  void carry() {
    layer.carry();
  }

  /**
   * The cross-entropy of a window, in nats per symbol.
   *
   * @param before [T][B], symbols taken in
   * @param came [T][B], symbols that followed
   * @param kept [T][B][H], by which outputs are multiplied before the readout
   */
  double forward(int[] before, int[] came, float[] kept) {
    int hidden = shape.hidden();
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < rows; row++) {
        embedding.write(before[t * rows + row], layer.input(), layer.inputAt(t, row));
      }
      layer.forward(t);
      for (int row = 0; row < rows; row++) {
        int from = layer.outputAt(t, row);
        int to = (t * rows + row) * hidden;
        for (int j = 0; j < hidden; j++) {
          readout.input()[to + j] = kept[to + j] * layer.output()[from + j];
        }
      }
    }
    readout.forward();
    return readout.loss(came) / came.length;
  }

  /**
   * The way back from the loss of {@link #forward}, of the same arguments.
   *
   * @param dw gradient with respect to the weights; added to
   */
  void backward(int[] before, int[] came, float[] kept, float[] dw) {
    int hidden = shape.hidden();
    readout.backward(came, 1f / came.length, dw);
    for (int t = steps - 1; t >= 0; t--) {
      for (int row = 0; row < rows; row++) {
        int from = (t * rows + row) * hidden;
        int to = layer.outputGradientAt(t, row);
        for (int j = 0; j < hidden; j++) {
          layer.outputGradient()[to + j] += kept[from + j] * readout.inputGradient()[from + j];
        }
      }
      layer.backward(t);
    }
    layer.gradient(dw);
    Arrays.fill(inputGradient, 0);
    layer.inputGradient(inputGradient);
    for (int i = 0; i < before.length; i++) {
      embedding.gradient(before[i], inputGradient, i * shape.embedding(), dw);
    }
  }
}
