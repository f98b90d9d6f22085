package io.recurrence.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the kinds of LSTM have in common: G H pre-activations {@code z = x W + h U + b}, and a
 * memory c beside the output. What becomes of z is a matter of the kind.
 *
 * <p>Weights: W [I][GH], U [H][GH], b [GH], then peepholes. State: h [H], c [H]. Trace: x, h, c,
 * then the G gates and c'.
 */
abstract sealed class MemoryCell implements Cell permits Lstm, PeepholeLstm, CoupledLstm {
  private final int inputs;
  private final int hidden;
  private final Shape shape;
  private final int gates;
  private final int forget;
  private final double[] z; // pre-activations, or their gradients
  private final double[] dh;

  /**
   * @param gates G, with the fresh value as one of them
   * @param peepholes weights per unit beyond W, U and b
   * @param forget which of the gates forgets
   */
  MemoryCell(int inputs, int hidden, int gates, int peepholes, int forget) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.shape =
        new Shape(
            inputs,
            hidden,
            2 * hidden,
            ((inputs + hidden) * gates + gates + peepholes) * hidden,
            inputs + (3 + gates) * hidden);
    this.gates = gates;
    this.forget = forget;
    this.z = new double[gates * hidden];
    this.dh = new double[hidden];
  }

  /**
   * One step of n units from their pre-activations z.
   *
   * @param w peepholes from {@code p}
   * @param s the state before: h from 0, c from n
   * @param next the state after; may be {@code s}
   * @param a the gates, from {@code at}, and c' behind them
   */
  abstract void forward(
      double[] w, int p, double[] z, double[] s, double[] next, double[] a, int at, int n);

  /**
   * The same step backward.
   *
   * @param a as forward left it; c stands before {@code at}
   * @param ds gradients of h' from 0 and of c' from n; the latter become those of c
   * @param z overwritten with the gradients of the pre-activations
   * @param dw gradients of the peepholes from {@code p}; added to
   */
  abstract void backward(
      double[] w, int p, double[] a, int at, double[] ds, double[] z, double[] dw, int n);

  @Override
  public final Shape shape() {
    return shape;
  }

  /** Where b begins among weights that begin at {@code at}. */
  final int bias(int at) {
    return at + (inputs + hidden) * gates * hidden;
  }

  @Override
  public final void forward(
      double[] w, int at, double[] x, int xAt, double[] s, double[] next, double[] trace, int tAt) {
    System.arraycopy(x, xAt, trace, tAt, inputs);
    System.arraycopy(s, 0, trace, tAt + inputs, 2 * hidden);
    System.arraycopy(w, bias(at), z, 0, z.length);
    Dense.add(w, at, trace, tAt, inputs + hidden, z, 0, z.length);
    int a = tAt + inputs + 2 * hidden;
    forward(w, bias(at) + z.length, z, s, next, trace, a, hidden);
  }

  @Override
  public final void backward(
      double[] w, int at, double[] trace, int tAt, double[] ds, double[] dx, int xAt, double[] dw) {
    int a = tAt + inputs + 2 * hidden;
    backward(w, bias(at) + z.length, trace, a, ds, z, dw, hidden);
    for (int j = 0; j < z.length; j++) {
      dw[bias(at) + j] += z[j];
    }
    Arrays.fill(dh, 0);
    Dense.back(w, at, trace, tAt, inputs, z, z.length, dx, xAt, dw);
    int recurrent = at + inputs * z.length;
    Dense.back(w, recurrent, trace, tAt + inputs, hidden, z, z.length, dh, 0, dw);
    System.arraycopy(dh, 0, ds, 0, hidden);
  }

  /** A forget gate begins open, so that a memory lasts until the cell learns to forget. */
  @Override
  public void initialise(double[] w, int at, SplittableRandom random) {
    Cell.super.initialise(w, at, random);
    int b = bias(at);
    Arrays.fill(w, b, at + weights(), 0);
    Arrays.fill(w, b + forget * hidden, b + (forget + 1) * hidden, 1);
  }
}
