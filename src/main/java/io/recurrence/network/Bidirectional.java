package io.recurrence.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A bidirectional network over a bounded window (Schuster and Paliwal, 1997): one cell runs from
 * the first step to the last, another from the last to the first, and a step is read off both,
 * {@code r_t = [h→_t, h←_t] A + a}. In a stream the future is at most the rest of the window, so
 * the reading of a step L before the last is known with a lag of L steps: fixed-lag smoothing. A
 * whole window is read off what each cell has after its last step, {@code r = [h→_T, h←_1] A + a}.
 *
 * <p>Weights: those of the cell ahead, those of the cell back, A [2H][K], a [K]. An object has
 * scratch space and serves one thread.
 */
public final class Bidirectional {
  private final Cell ahead;
  private final Cell back;
  private final OutputLayer output;
  private final double[] raw;
  private final double[] rawGradient;
  private final double[] both; // [h→, h←] of a step
  private final double[] bothGradient;
  private final double[] unused; // gradients with respect to inputs

  /**
   * @param ahead runs with time
   * @param back runs against it; another object, of the same number of inputs
   */
  public Bidirectional(Cell ahead, Cell back, OutputLayer output) {
    if (ahead == back || ahead.inputs() != back.inputs()) {
      throw new IllegalArgumentException(
          "the two cells must be two objects with the same number of inputs");
    }
    this.ahead = ahead;
    this.back = back;
    this.output = output;
    this.raw = new double[output.size()];
    this.rawGradient = new double[output.size()];
    this.both = new double[ahead.outputs() + back.outputs()];
    this.bothGradient = new double[both.length];
    this.unused = new double[ahead.inputs()];
  }

  /** How many weights it has. */
  public int weights() {
    return readout() + (both.length + 1) * output.size();
  }

  private int readout() {
    return ahead.weights() + back.weights();
  }

  /** Weights to begin with. */
  public double[] initial(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] w = new double[weights()];
    ahead.initialise(w, 0, random);
    back.initialise(w, ahead.weights(), random);
    double bound = Math.sqrt(3.0 / both.length);
    for (int i = readout(); i < w.length - output.size(); i++) {
      w[i] = bound * (2 * random.nextDouble() - 1);
    }
    return w;
  }

  /**
   * The prediction of every step of a window.
   *
   * @param x [T][I]
   * @return [T][predictions]
   */
  public double[][] predict(double[] w, double[][] x) {
    Window window = new Window(w, x);
    double[][] predictions = new double[x.length][output.predictions()];
    for (int t = 0; t < x.length; t++) {
      window.read(t, t);
      output.predict(raw, predictions[t]);
    }
    return predictions;
  }

  /**
   * The prediction for a whole window.
   *
   * @param x [T][I], T at least 1
   * @param prediction written
   */
  public void predictWhole(double[] w, double[][] x, double[] prediction) {
    new Window(w, x).read(x.length - 1, 0);
    output.predict(raw, prediction);
  }

  /**
   * The loss of the prediction for a whole window.
   *
   * @param target of the window
   * @param dw gradient; added to
   */
  public double wholeLoss(double[] w, double[][] x, double[] target, double[] dw) {
    Window window = new Window(w, x);
    double[][] gradients = new double[x.length][both.length];
    double loss = window.loss(x.length - 1, 0, target, gradients, dw);
    window.backward(gradients, dw);
    return loss;
  }

  /**
   * The loss over a window.
   *
   * @param target [T][], null at steps where nothing is asked
   * @param dw gradient; added to
   */
  public double loss(double[] w, double[][] x, double[][] target, double[] dw) {
    Window window = new Window(w, x);
    double[][] gradients = new double[x.length][both.length];
    double loss = 0;
    for (int t = 0; t < x.length; t++) {
      if (target[t] != null) {
        loss += window.loss(t, t, target[t], gradients, dw);
      }
    }
    window.backward(gradients, dw);
    return loss;
  }

  private static void add(double[] from, int at, double[] to, int n) {
    for (int j = 0; j < n; j++) {
      to[j] += from[at + j];
    }
  }

  /** Both runs over a window. */
  private final class Window {
    private final double[] w;
    private final double[][] outputs;
    private final double[] aheadTrace;
    private final double[] backTrace;

    Window(double[] w, double[][] x) {
      this.w = w;
      this.outputs = new double[x.length][both.length];
      this.aheadTrace = new double[x.length * ahead.trace()];
      this.backTrace = new double[x.length * back.trace()];
      double[] s = new double[ahead.size()];
      for (int t = 0; t < x.length; t++) {
        ahead.forward(w, 0, x[t], 0, s, s, aheadTrace, t * ahead.trace());
        System.arraycopy(s, 0, outputs[t], 0, ahead.outputs());
      }
      s = new double[back.size()];
      for (int t = x.length - 1; t >= 0; t--) {
        back.forward(w, ahead.weights(), x[t], 0, s, s, backTrace, t * back.trace());
        System.arraycopy(s, 0, outputs[t], ahead.outputs(), back.outputs());
      }
    }

    /** Leaves in {@code raw} what is read off two steps, one of each run. */
    void read(int aheadStep, int backStep) {
      int k = output.size();
      int split = ahead.outputs();
      System.arraycopy(outputs[aheadStep], 0, both, 0, split);
      System.arraycopy(outputs[backStep], split, both, split, back.outputs());
      System.arraycopy(w, readout() + both.length * k, raw, 0, k);
      Dense.add(w, readout(), both, 0, both.length, raw, 0, k);
    }

    /** The loss of what is read off two steps; its gradients are added to. */
    double loss(int aheadStep, int backStep, double[] target, double[][] gradients, double[] dw) {
      int k = output.size();
      read(aheadStep, backStep);
      double loss = output.loss(raw, target, rawGradient);
      Arrays.fill(bothGradient, 0);
      Dense.back(w, readout(), both, 0, both.length, rawGradient, k, bothGradient, 0, dw);
      for (int j = 0; j < k; j++) {
        dw[readout() + both.length * k + j] += rawGradient[j];
      }
      for (int j = 0; j < both.length; j++) {
        gradients[j < ahead.outputs() ? aheadStep : backStep][j] += bothGradient[j];
      }
      return loss;
    }

    /** The way back of both runs. */
    void backward(double[][] gradients, double[] dw) {
      double[] ds = new double[ahead.size()];
      for (int t = gradients.length - 1; t >= 0; t--) {
        add(gradients[t], 0, ds, ahead.outputs());
        ahead.backward(w, 0, aheadTrace, t * ahead.trace(), ds, unused, 0, dw);
      }
      ds = new double[back.size()];
      for (int t = 0; t < gradients.length; t++) {
        add(gradients[t], ahead.outputs(), ds, back.outputs());
        back.backward(w, ahead.weights(), backTrace, t * back.trace(), ds, unused, 0, dw);
      }
    }
  }
}
