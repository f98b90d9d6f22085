package io.recurrence.network;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Cells stacked on each other, the output of one being the input of the next, and a linear layer of
 * K numbers that an {@link OutputLayer} reads: {@code r = h A + a}.
 *
 * <p>Weights: those of the cells from the bottom up, then A [H][K], a [K]. State: those of the
 * cells from the bottom up. An object has scratch space and serves one thread.
 */
public final class RecurrentNetwork {
  private final List<Cell> cells;
  private final OutputLayer output;
  private final double[][] states; // of each cell
  private final double[][] gradients; // of the outputs of each cell, and of its inputs
  private final double[] raw;
  private final double[] rawGradient;
  private double[] trace = new double[0];

  /**
   * @param cells from the bottom up
   * @throws IllegalArgumentException where there is none, or two neighbours do not fit
   */
  public RecurrentNetwork(List<Cell> cells, OutputLayer output) {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("a network has at least one cell");
    }
    for (int i = 1; i < cells.size(); i++) {
      if (cells.get(i).inputs() != cells.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "cell %d takes %d inputs, but the one below it has %d outputs"
                .formatted(i, cells.get(i).inputs(), cells.get(i - 1).outputs()));
      }
    }
    this.cells = List.copyOf(cells);
    this.output = output;
    this.states = new double[cells.size()][];
    this.gradients = new double[cells.size() + 1][];
    for (int i = 0; i < cells.size(); i++) {
      states[i] = new double[cells.get(i).size()];
      gradients[i] = new double[cells.get(i).inputs()];
    }
    gradients[cells.size()] = new double[top().outputs()];
    this.raw = new double[output.size()];
    this.rawGradient = new double[output.size()];
  }

  private Cell top() {
    return cells.get(cells.size() - 1);
  }

  /** How many numbers an input has. */
  public int inputs() {
    return cells.get(0).inputs();
  }

  /** How many numbers a prediction has. */
  public int predictions() {
    return output.predictions();
  }

  /** How many numbers the network remembers. */
  public int size() {
    return cells.stream().mapToInt(Cell::size).sum();
  }

  /** How many weights it has. */
  public int weights() {
    return readout() + (top().outputs() + 1) * output.size();
  }

  private int readout() {
    return cells.stream().mapToInt(Cell::weights).sum();
  }

  /** Weights to begin with. */
  public double[] initial(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] w = new double[weights()];
    int at = 0;
    for (Cell cell : cells) {
      cell.initialise(w, at, random);
      at += cell.weights();
    }
    double bound = Math.sqrt(3.0 / top().outputs());
    for (int i = at; i < w.length - output.size(); i++) {
      w[i] = bound * (2 * random.nextDouble() - 1);
    }
    return w;
  }

  /**
   * {@code state <- f(state, x)}, and what it then predicts.
   *
   * @param state of length {@link #size()}, all zero at the start of a sequence
   */
  public void step(double[] w, double[] state, double[] x, double[] prediction) {
    load(state);
    ensureTrace(1);
    forward(w, x, 0);
    store(state);
    output.predict(raw, prediction);
  }

  private void load(double[] state) {
    int at = 0;
    for (double[] each : states) {
      System.arraycopy(state, at, each, 0, each.length);
      at += each.length;
    }
  }

  private void store(double[] state) {
    int at = 0;
    for (double[] each : states) {
      System.arraycopy(each, 0, state, at, each.length);
      at += each.length;
    }
  }

  private int traceLength() {
    return cells.stream().mapToInt(Cell::trace).sum() + top().outputs() + output.size();
  }

  private void ensureTrace(int steps) {
    int length = steps * traceLength();
    if (trace.length < length) {
      trace = new double[length];
    }
  }

  /** One step of all cells; leaves {@code raw} and, at {@code at}, the trace. */
  private void forward(double[] w, double[] x, int at) {
    int weight = 0;
    double[] in = x;
    for (int i = 0; i < states.length; i++) {
      Cell cell = cells.get(i);
      cell.forward(w, weight, in, 0, states[i], states[i], trace, at);
      weight += cell.weights();
      at += cell.trace();
      in = states[i];
    }
    int h = top().outputs();
    int k = output.size();
    System.arraycopy(w, weight + h * k, raw, 0, k);
    Dense.add(w, weight, in, 0, h, raw, 0, k);
    System.arraycopy(in, 0, trace, at, h);
    System.arraycopy(raw, 0, trace, at + h, k);
  }

  /**
   * The loss over a window of T steps, and its gradient by back-propagation through the window. The
   * state goes on to the next window, gradients do not: back-propagation is truncated where a
   * caller ends a window.
   *
   * @param x [T][I]
   * @param target [T][], null at steps where nothing is asked
   * @param state at the beginning of the window; becomes that at its end
   * @param dw added to; null where no gradient is wanted
   */
  public double loss(
      double[] w, double[][] x, double[][] target, double[] state, double @Nullable [] dw) {
    int length = traceLength();
    ensureTrace(x.length);
    load(state);
    double loss = 0;
    for (int t = 0; t < x.length; t++) {
      forward(w, x[t], t * length);
      if (target[t] != null && dw == null) {
        loss += output.loss(raw, target[t], rawGradient);
      }
    }
    store(state);
    if (dw != null) {
      for (double[] each : states) {
        Arrays.fill(each, 0); // from here on the gradient of the state
      }
      for (int t = x.length - 1; t >= 0; t--) {
        loss += backward(w, target[t], t * length, dw);
      }
    }
    return loss;
  }

  private double backward(double[] w, double @Nullable [] target, int at, double[] dw) {
    int h = top().outputs();
    int k = output.size();
    int traceAt = at + traceLength() - h - k;
    int weight = readout();
    double loss = 0;
    Arrays.fill(gradients[cells.size()], 0);
    if (target != null) {
      System.arraycopy(trace, traceAt + h, raw, 0, k);
      loss = output.loss(raw, target, rawGradient);
      Dense.back(w, weight, trace, traceAt, h, rawGradient, k, gradients[cells.size()], 0, dw);
      for (int j = 0; j < k; j++) {
        dw[weight + h * k + j] += rawGradient[j];
      }
    }
    for (int i = cells.size() - 1; i >= 0; i--) {
      Cell cell = cells.get(i);
      weight -= cell.weights();
      traceAt -= cell.trace();
      for (int j = 0; j < cell.outputs(); j++) {
        states[i][j] += gradients[i + 1][j];
      }
      Arrays.fill(gradients[i], 0);
      cell.backward(w, weight, trace, traceAt, states[i], gradients[i], 0, dw);
    }
    return loss;
  }

  /**
   * The gradient of the loss at the last step of a window with respect to the inputs of each step:
   * how far back the network can be taught.
   *
   * @return [T], the length of each gradient
   */
  public double[] reach(double[] w, double[][] x, double[] target) {
    int length = traceLength();
    ensureTrace(x.length);
    for (double[] each : states) {
      Arrays.fill(each, 0);
    }
    for (int t = 0; t < x.length; t++) {
      forward(w, x[t], t * length);
    }
    for (double[] each : states) {
      Arrays.fill(each, 0);
    }
    double[] dw = new double[weights()];
    double[] reach = new double[x.length];
    for (int t = x.length - 1; t >= 0; t--) {
      backward(w, t == x.length - 1 ? target : null, t * length, dw);
      double square = 0;
      for (double g : gradients[0]) {
        square += g * g;
      }
      reach[t] = Math.sqrt(square);
    }
    return reach;
  }
}
