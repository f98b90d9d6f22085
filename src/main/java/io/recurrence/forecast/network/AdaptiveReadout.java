package io.recurrence.forecast.network;

import io.recurrence.core.LeastSquares;

/**
 * What a network gets wrong on a series, learned: recursive {@linkplain LeastSquares least squares}
 * of the error of the first step on {@value #PROJECTIONS} fixed random projections of the outputs
 * of the cells, the forecast itself and a constant. Serves one thread.
 */
final class AdaptiveReadout {
  private static final int PROJECTIONS = 8;
  private static final int FORECAST = 1; // regressors: a constant, the forecast, the projections
  private static final int PROJECTED = 2;
  private static final int REGRESSORS = PROJECTED + PROJECTIONS;
  private static final double FORGETTING = 0.998;
  private static final double PRIOR = 0.05; // variance of a weight before any data
  private static final double LARGEST_ERROR = 3; // in units of the scale; more teaches no more

  /** How many numbers it remembers of a series. */
  static final int SIZE = LeastSquares.size(REGRESSORS);

  private final int at;
  private final int outputsAt;
  private final int outputs;
  private final LeastSquares fit = new LeastSquares(REGRESSORS, FORGETTING);
  private final double[] phi = new double[REGRESSORS];

  /**
   * A readout of a memory.
   *
   * @param at where its own numbers begin
   * @param outputsAt where the outputs of the cells begin
   * @param outputs how many there are
   */
  AdaptiveReadout(int at, int outputsAt, int outputs) {
    this.at = at;
    this.outputsAt = outputsAt;
    this.outputs = outputs;
  }

  void start(double[] h) {
    fit.start(h, at, PRIOR);
  }

  /**
   * Learns the error of a forecast of the first step.
   *
   * @param forecast its median, in units of the scale, as the error
   */
  void learn(double[] h, double forecast, double error) {
    regressors(h, forecast);
    fit.step(h, at, phi, clip(error), PRIOR);
  }

  /** By how much it would move a forecast of the first step, in units of the scale. */
  double correction(double[] h, double forecast) {
    regressors(h, forecast);
    return clip(fit.predict(h, at, phi));
  }

  private static double clip(double error) {
    return Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, error));
  }

  private void regressors(double[] h, double forecast) {
    phi[0] = 1;
    phi[FORECAST] = FastFunctions.squash(forecast);
    double unit = 1 / Math.sqrt(outputs);
    for (int i = 0; i < PROJECTIONS; i++) {
      double sum = 0;
      for (int j = 0; j < outputs; j++) {
        sum += sign(i, j) * h[outputsAt + j];
      }
      phi[PROJECTED + i] = sum * unit;
    }
  }

  /** A fixed matrix of random signs (Achlioptas, 2003). */
  private static double sign(int i, int j) {
    long z = (i * 1021L + j + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 31)) * 0xbf58476d1ce4e5b9L;
    return (z >>> 63) == 0 ? 1 : -1;
  }
}
