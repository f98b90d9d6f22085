package io.recurrence.sequence;

import io.recurrence.network.Quantiles;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;

/**
 * An encoder of the recent values of B series and a decoder of their next T ones, which gives
 * quantiles of each. The loss is the pinball loss, a mean over rows, steps and levels. An object
 * serves one thread.
 */
final class HorizonNetwork {
  private final int batch; // B
  private final int steps; // T
  private final int outputs; // Q
  private final AnnotationEncoder encoder;
  private final HorizonDecoder decoder;
  private final Quantiles quantiles = new Quantiles(HorizonShape.LEVELS);
  private final double[] raw;
  private final double[] slope;
  private final double[] target = new double[1];
  private final float[] dz; // [T][B][Q]
  private final float[] dx; // of the encoder's inputs, which no one needs

  /**
   * @param longest the most recent values of a row
   */
  HorizonNetwork(Kernel kernel, HorizonShape shape, int batch, int longest, int steps) {
    this.batch = batch;
    this.steps = steps;
    this.outputs = HorizonShape.LEVELS.length;
    this.encoder =
        new AnnotationEncoder(
            kernel, shape.type(), 0, HorizonInputs.RECENT, shape.hidden(), batch, longest);
    this.decoder = new HorizonDecoder(kernel, shape, batch, longest, steps);
    this.raw = new double[outputs];
    this.slope = new double[outputs];
    this.dz = new float[steps * batch * outputs];
    this.dx = new float[encoder.input().length];
  }

  void load(float[] w) {
    encoder.load(w);
    decoder.load(w);
  }

  /** [B][S][{@link HorizonInputs#RECENT}], the oldest first. */
  float[] recent() {
    return encoder.input();
  }

  /** [T][B][{@link HorizonInputs#KNOWN}]. */
  float[] known() {
    return decoder.input();
  }

  /** How much recent value s counts for a row at step t, counted from 0. */
  float weight(int t, int row, int s) {
    return decoder.weight(t, row, s);
  }

  /**
   * Forecasts the first {@code n} steps from what has been written.
   *
   * @param length S, how many recent values there are
   */
  void forward(int length, int n) {
    encoder.forward(length);
    decoder.forward(encoder.annotations(), length, n);
  }

  /** Writes the quantiles of a row at step t, counted from 0, in the order of the levels. */
  void quantiles(int t, int row, double[] to) {
    read(t, row);
    quantiles.predict(raw, to);
  }

  private int read(int t, int row) {
    int at = (t * batch + row) * outputs;
    for (int i = 0; i < outputs; i++) {
      raw[i] = decoder.output()[at + i];
    }
    return at;
  }

  /**
   * The loss after {@link #forward} over all steps, and its way back.
   *
   * @param targets [T][B]
   * @param weights [B], of each row
   * @param dw gradient with respect to the weights; added to
   */
  double backward(float[] targets, float[] weights, float[] dw) {
    double share = 1.0 / (steps * batch * outputs);
    double loss = 0;
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < batch; row++) {
        int at = read(t, row);
        target[0] = targets[t * batch + row];
        loss += share * weights[row] * quantiles.loss(raw, target, slope);
        for (int i = 0; i < outputs; i++) {
          dz[at + i] = (float) (share * weights[row] * slope[i]);
        }
      }
    }
    decoder.backward(dz, encoder.annotationGradient(), dw);
    Arrays.fill(dx, 0);
    encoder.backward(dx, dw);
    return loss;
  }
}
