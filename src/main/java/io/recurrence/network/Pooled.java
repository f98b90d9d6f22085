package io.recurrence.network;

import java.util.SplittableRandom;

/**
 * A cell that also says the mean of its outputs so far:
 *
 * <pre>
 *   [h_t, s_t] = f([h_{t-1}, s_{t-1}], x_t)
 *   m_t = m_{t-1} + (h_t - m_{t-1}) / t
 * </pre>
 *
 * <p>The output is [h, m], 2H numbers: what the end of a sequence is like, and what all of it is
 * like. Weights: those of the cell. State: h, m, whatever else the cell remembers, t.
 */
public final class Pooled implements Cell {
  private final Cell cell;
  private final int hidden; // H
  private final Shape shape;
  private final double[] state; // of the cell, or its gradient

  public Pooled(Cell cell) {
    this.cell = cell;
    this.hidden = cell.outputs();
    this.shape =
        new Shape(
            cell.inputs(),
            2 * hidden,
            cell.size() + hidden + 1,
            cell.weights(),
            cell.trace() + 1); // and t
    this.state = new double[cell.size()];
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void initialise(double[] w, int at, SplittableRandom random) {
    cell.initialise(w, at, random);
  }

  @Override
  public void forward(
      double[] w, int at, double[] x, int xAt, double[] s, double[] next, double[] trace, int tAt) {
    double t = s[size() - 1] + 1;
    load(s);
    cell.forward(w, at, x, xAt, state, state, trace, tAt);
    trace[tAt + cell.trace()] = t;
    for (int j = 0; j < hidden; j++) {
      next[hidden + j] = s[hidden + j] + (state[j] - s[hidden + j]) / t;
    }
    store(next);
    next[size() - 1] = t;
  }

  @Override
  public void backward(
      double[] w, int at, double[] trace, int tAt, double[] ds, double[] dx, int xAt, double[] dw) {
    double t = trace[tAt + cell.trace()];
    load(ds);
    for (int j = 0; j < hidden; j++) {
      double fresh = ds[hidden + j] / t;
      state[j] += fresh;
      ds[hidden + j] -= fresh;
    }
    cell.backward(w, at, trace, tAt, state, dx, xAt, dw);
    store(ds);
  }

  private void load(double[] s) {
    System.arraycopy(s, 0, state, 0, hidden);
    System.arraycopy(s, 2 * hidden, state, hidden, state.length - hidden);
  }

  private void store(double[] s) {
    System.arraycopy(state, 0, s, 0, hidden);
    System.arraycopy(state, hidden, s, 2 * hidden, state.length - hidden);
  }
}
