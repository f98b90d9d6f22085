package io.recurrence.forecast.network;

import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.layer.Layer;
import java.util.Random;

/**
 * Recurrent layers and a {@link Head}, over B rows and windows of T steps. Weights: those of the
 * layers in their order, then those of the head.
 */
final class Network {
  final Layer[] layers;
  final Head head;
  private final int batch;
  private final int steps;
  private final int hidden;

  /**
   * @param origins most origins of forecasts in a window
   * @param rows most pairs of origin and step of the horizon
   */
  Network(Architecture a, Kernel kernel, int batch, int steps, int origins, int rows) {
    this.batch = batch;
    this.steps = steps;
    this.hidden = a.hidden();
    this.layers = new Layer[a.layers()];
    int offset = 0;
    for (int i = 0; i < layers.length; i++) {
      int inputs = i == 0 ? NetworkInputs.SIZE : hidden;
      layers[i] = a.type().layer(kernel, offset, inputs, hidden, batch, steps);
      offset += layers[i].weights();
    }
    this.head = new Head(kernel, offset, hidden, a.head(), origins, rows);
  }

  static int weights(Architecture a) {
    int total = 0;
    for (int i = 0; i < a.layers(); i++) {
      int inputs = i == 0 ? NetworkInputs.SIZE : a.hidden();
      total += a.type().weights(inputs, a.hidden());
    }
    return total + Head.weights(a.hidden(), a.head());
  }

  /** How many numbers a row remembers. */
  int memory() {
    int total = 0;
    for (Layer layer : layers) {
      total += layer.memory();
    }
    return total;
  }

  /** Weights to begin with: uniform, with the variance that keeps activations where they are. */
  static float[] initial(Architecture a, long seed) {
    Random random = new Random(seed);
    float[] w = new float[weights(a)];
    int at = 0;
    for (int i = 0; i < a.layers(); i++) {
      int inputs = i == 0 ? NetworkInputs.SIZE : a.hidden();
      at = a.type().initialise(w, at, inputs, a.hidden(), random);
    }
    int k = a.head();
    at =
        uniform(w, at, (a.hidden() + HeadInputs.LOCAL) * k, a.hidden() + HeadInputs.LOCAL, random)
            + k;
    uniform(w, at, k * Head.OUT, 4 * k, random);
    return w;
  }

  private static int uniform(float[] w, int at, int n, int forecast, Random random) {
    double bound = Math.sqrt(3.0 / forecast);
    for (int i = at; i < at + n; i++) {
      w[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return at + n;
  }

  void load(float[] w) {
    for (Layer layer : layers) {
      layer.load(w);
    }
    head.load(w);
  }

  /** Step t of all rows through all layers; the inputs of the first are written. */
  void forward(int t) {
    for (int i = 0; i < layers.length; i++) {
      layers[i].forward(t);
      if (i + 1 < layers.length) {
        for (int row = 0; row < batch; row++) {
          System.arraycopy(
              layers[i].output(),
              layers[i].outputAt(t, row),
              layers[i + 1].input(),
              layers[i + 1].inputAt(t, row),
              hidden);
        }
      }
    }
  }

  /** The outputs of the last layer after step t become the state of an origin. */
  void origin(int t, int row, int origin) {
    Layer last = layers[layers.length - 1];
    System.arraycopy(last.output(), last.outputAt(t, row), head.state, origin * hidden, hidden);
  }

  /** Adds the gradient of an origin to that of the outputs of the last layer. */
  void originBackward(int t, int row, int origin) {
    Layer last = layers[layers.length - 1];
    int at = last.outputGradientAt(t, row);
    for (int j = 0; j < hidden; j++) {
      last.outputGradient()[at + j] += head.stateGradient[origin * hidden + j];
    }
  }

  /** All steps backward through all layers; adds the gradients of their weights. */
  void backward(float[] dw) {
    for (int i = layers.length - 1; i >= 0; i--) {
      for (int t = steps - 1; t >= 0; t--) {
        layers[i].backward(t);
      }
      if (i > 0) {
        layers[i].inputGradient(layers[i - 1].outputGradient());
      }
      layers[i].gradient(dw);
    }
  }

  /** Makes the end of this window the beginning of the next. */
  void carry() {
    for (Layer layer : layers) {
      layer.carry();
    }
  }

  /** Writes what a row remembers at the beginning of the window. */
  void begin(int row, float[] memory, int at) {
    for (Layer layer : layers) {
      layer.begin(row, memory, at);
      at += layer.memory();
    }
  }

  /** Reads what a row remembers after step t. */
  void end(int t, int row, float[] memory, int at) {
    for (Layer layer : layers) {
      layer.end(t, row, memory, at);
      at += layer.memory();
    }
  }
}
