package io.recurrence.symbol;

import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.Embedding;
import io.recurrence.network.layer.Layer;
import io.recurrence.network.layer.SoftmaxLayer;
import java.util.Arrays;

/**
 * A recurrent network that reads symbols, and after each of them gives probabilities:
 *
 * <pre>
 *   h' = f(h, embedding(symbol))      p = softmax(h' O + o)
 * </pre>
 *
 * To learn, over B rows and windows of T steps, whose memory goes on from window to window; or, of
 * one row and one step, to serve any number of memories. An object serves one thread.
 */
public final class SymbolNetwork {
  /** The least probability, so that a surprise has at most 20 bits. */
  static final double MIN_PROBABILITY = 1.0 / (1 << 20);

  private final SymbolNetworkShape shape;
  private final int rows; // B
  private final int steps; // T
  private final Embedding embedding;
  private final Layer layer;
  private final SoftmaxLayer readout;
  private final float[] inputGradient; // [T][B][E]
  private final float[] memory;

  /**
   * @param rows B
   * @param steps T
   */
  public SymbolNetwork(Kernel kernel, SymbolNetworkShape shape, int rows, int steps) {
    this.shape = shape;
    this.rows = rows;
    this.steps = steps;
    this.embedding = new Embedding(0, shape.symbols(), shape.embedding());
    this.layer =
        shape.type().layer(kernel, shape.layerAt(), shape.embedding(), shape.hidden(), rows, steps);
    this.readout =
        new SoftmaxLayer(kernel, shape.readoutAt(), shape.hidden(), shape.outputs(), steps * rows);
    this.inputGradient = new float[steps * rows * shape.embedding()];
    this.memory = new float[layer.memory()];
  }

  /** One that serves. */
  public static SymbolNetwork serving(SymbolNetworkShape shape, float[] w) {
    SymbolNetwork network = new SymbolNetwork(Kernels.fastest(), shape, 1, 1);
    network.load(w);
    return network;
  }

  /** How many numbers it remembers of a row, the outputs of the layer first. */
  public int memory() {
    return memory.length;
  }

  /**
   * {@code h <- f(h, symbol)}.
   *
   * @throws IndexOutOfBoundsException where there is no such symbol; h is then unchanged
   */
  public void step(double[] h, int symbol) {
    for (int j = 0; j < memory.length; j++) {
      memory[j] = (float) h[j];
    }
    layer.begin(0, memory, 0);
    embedding.write(symbol, layer.input(), layer.inputAt(0, 0));
    layer.forward(0);
    layer.end(0, 0, memory, 0);
    for (int j = 0; j < memory.length; j++) {
      h[j] = memory[j];
    }
  }

  /** Writes the probabilities, all positive. Reads only. */
  public void predict(double[] h, double[] p) {
    for (int j = 0; j < shape.hidden(); j++) {
      readout.input()[j] = (float) h[j];
    }
    readout.forward();
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.max(MIN_PROBABILITY, readout.probabilities()[k]);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
  }

  /** Reads the weights. */
  public void load(float[] w) {
    embedding.load(w);
    layer.load(w);
    readout.load(w);
  }

  /** All rows begin with an empty memory. */
  public void begin() {
    float[] nothing = new float[layer.memory()];
    for (int row = 0; row < rows; row++) {
      layer.begin(row, nothing, 0);
    }
  }

  /** Makes the end of this window the beginning of the next. */
  public void carry() {
    layer.carry();
  }

  /**
   * The cross-entropy of a window, in nats per symbol.
   *
   * @param before [T][B], symbols taken in
   * @param came [T][B], of which output the probability should have been 1
   * @param kept [T][B][H], by which outputs are multiplied before the readout
   */
  public double forward(int[] before, int[] came, float[] kept) {
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
  public void backward(int[] before, int[] came, float[] kept, float[] dw) {
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
