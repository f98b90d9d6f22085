package io.recurrence.neural.forecast;

import io.recurrence.core.LeastSquares;
import io.recurrence.core.Past;
import io.recurrence.neural.kernel.Kernels;

/**
 * A network with its weights, at work on the memories of series: its step, its readout and its
 * forecasts. Serves one thread.
 *
 * <p>The readout learns what the network gets wrong on a series: recursive {@linkplain LeastSquares
 * least squares} of the error of the first step on {@value #PROJECTIONS} fixed random projections
 * of the outputs of the cells, the forecast itself and a constant. Its correction fades with the
 * horizon, as the errors that it knows of do.
 */
final class Served {
  private static final int PROJECTIONS = 8;
  private static final int REGRESSORS = PROJECTIONS + 2;
  private static final double FORGETTING = 0.998;
  private static final double PRIOR = 0.05; // variance of a weight of the readout before any data
  private static final double LARGEST_ERROR = 3; // in units of the scale; more teaches no more
  private static final double FADING = 0.8; // of the correction, from step to step
  private static final double TWO_SIDED_80 = 2.5631031310892007; // q0.9 - q0.1 of a standard normal

  static final int MISSED = 0; // steps since the last value
  static final int FEATURES = 1;
  static final int CELLS = FEATURES + Features.MEMORY;

  private final Weights weights;
  private final String version;
  private final boolean rolling;
  private final boolean adapts;
  private final int cells; // numbers
  private final int fitAt;
  private final Network network;
  private final Features features = new Features();
  private final Lags lags;
  private final LeastSquares fit = new LeastSquares(REGRESSORS, FORGETTING);
  private final double[] phi = new double[REGRESSORS];
  private final float[] memory;
  private final Rolled rolled;
  private Season season = Season.NONE;

  /**
   * @param rolling whether all steps beyond the first are made by feeding forecasts back
   * @param adapts whether the readout learns
   */
  Served(Weights weights, boolean rolling, boolean adapts) {
    this.weights = weights;
    this.version = weights.version();
    this.rolling = rolling;
    this.adapts = adapts;
    this.network = new Network(weights.architecture(), Kernels.fastest(), 1, 1, 1, Lane.HORIZON);
    network.load(weights.values());
    this.cells = network.memory();
    this.fitAt = CELLS + cells;
    this.memory = new float[cells];
    Past none = new Replay();
    this.lags = new Lags(none);
    this.rolled = new Rolled(none);
  }

  Weights weights() {
    return weights;
  }

  String version() {
    return version;
  }

  /** How many numbers it remembers of a series. */
  int size() {
    return fitAt + (adapts ? LeastSquares.size(REGRESSORS) : 0);
  }

  /** Of {@code h} the cells, how many and from {@link #CELLS} on. */
  int cells() {
    return cells;
  }

  void start(double[] h) {
    if (adapts) {
      fit.start(h, fitAt, PRIOR);
    }
  }

  static void miss(double[] h) {
    h[MISSED] = Math.min(h[MISSED] + 1, Features.WINDOW);
  }

  double scale(double[] h) {
    return features.scale(h, FEATURES);
  }

  /** {@code h <- f(h, x)}, x being the value after the window. */
  void step(double[] h, Past past, double x) {
    if (past.length() > 0) {
      catchUp(h, past);
      if (adapts) {
        adapt(h, past, x);
      }
    }
    advance(h, lags.ahead(past, x), past.time() + past.step());
  }

  /** Moves the statistics to the end of a window that went on without a value. */
  void catchUp(double[] h, Past past) {
    if (h[MISSED] > 0) {
      int missed = (int) Math.min(h[MISSED], past.length() - 1.0);
      features.shift(h, FEATURES, lags.at(past).above(missed));
      h[MISSED] = 0;
    }
  }

  /** Learns the error of the forecast of the first step. */
  private void adapt(double[] h, Past past, double x) {
    double unit = unit(h);
    if (unit == 0) {
      return;
    }
    head(h, past, 1);
    regressors(h);
    double error = (x - past.back(0)) * unit - median(1);
    double held = Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, error));
    fit.step(h, fitAt, phi, held, PRIOR);
  }

  /** By how much the readout would move the first step, in units of the scale. */
  private double correction(double[] h) {
    if (!adapts || unit(h) == 0) {
      return 0;
    }
    regressors(h);
    double error = fit.predict(h, fitAt, phi);
    return Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, error));
  }

  private double unit(double[] h) {
    double scale = features.scale(h, FEATURES);
    return scale == 0 ? 0 : 1 / scale;
  }

  private void regressors(double[] h) {
    phi[0] = 1;
    phi[1] = Approximate.squash(median(1));
    int outputs = weights.architecture().hidden();
    int at = CELLS + cells - top();
    double unit = 1 / Math.sqrt(outputs);
    for (int i = 0; i < PROJECTIONS; i++) {
      double sum = 0;
      for (int j = 0; j < outputs; j++) {
        sum += sign(i, j) * h[at + j];
      }
      phi[2 + i] = sum * unit;
    }
  }

  /** Numbers that the last layer remembers; its outputs stand first among them. */
  private int top() {
    return cells / weights.architecture().layers();
  }

  /** A fixed matrix of random signs (Achlioptas, 2003). */
  private static double sign(int i, int j) {
    long z = (i * 1021L + j + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 31)) * 0xbf58476d1ce4e5b9L;
    return (z >>> 63) == 0 ? 1 : -1;
  }

  /** One step of the statistics and of the cells. */
  private void advance(double[] h, Lags newest, long time) {
    season = season.step() == newest.step() ? season : Season.of(newest.step());
    features.learn(h, FEATURES, newest, season);
    float[] u = network.layers[0].input();
    features.inputs(h, FEATURES, newest, season, time, u, network.layers[0].inputAt(0, 0));
    load(h);
    network.forward(0);
    network.end(0, 0, memory, 0);
    boolean finite = true;
    for (int i = 0; i < cells; i++) {
      finite &= Math.abs(memory[i]) < Float.POSITIVE_INFINITY;
    }
    for (int i = 0; i < cells; i++) {
      h[CELLS + i] = finite ? memory[i] : 0; // cells that exploded begin anew
    }
  }

  private void load(double[] h) {
    for (int i = 0; i < cells; i++) {
      memory[i] = (float) h[CELLS + i];
    }
    network.begin(0, memory, 0);
  }

  /** Leaves the quantiles of the first {@code steps} steps in the head. */
  private void head(double[] h, Past past, int steps) {
    lags.at(past);
    season = season.step() == past.step() ? season : Season.of(past.step());
    Head head = network.head;
    double unit = unit(h);
    int at = CELLS + cells - top();
    for (int j = 0; j < weights.architecture().hidden(); j++) {
      head.state[j] = (float) h[at + j];
    }
    for (int k = 1; k <= steps; k++) {
      int row = k - 1;
      features.local(
          h,
          FEATURES,
          lags,
          season,
          past.time(),
          k,
          unit,
          head.paths,
          row * Features.PATHS,
          head.local,
          row * Features.LOCAL);
      head.width[row] = (float) (features.width(h, FEATURES, k) * unit);
      head.origin[row] = 0;
    }
    head.forward(1, steps);
  }

  private double median(int step) {
    return quantile(step, Head.MEDIAN);
  }

  private double quantile(int step, int level) {
    return network.head.quantiles[(step - 1) * Head.LEVELS.length + level];
  }

  /**
   * Writes a path.
   *
   * @param s with its statistics at the end of the window; moved where forecasts are fed back
   */
  void forecast(double[] s, Past past, double[] path) {
    Past window = past;
    int done = 0;
    while (done < path.length) {
      int steps = Math.min(rolling ? 1 : Lane.HORIZON, path.length - done);
      direct(s, window, steps, path, done);
      if (done == 0) {
        window = rolled.begin(past, path);
      }
      done += steps;
      for (int k = 0; k < steps && done < path.length; k++) {
        rolled.advance();
        advance(s, lags.at(rolled), rolled.time());
      }
    }
  }

  private void direct(double[] s, Past past, int steps, double[] path, int from) {
    double scale = features.scale(s, FEATURES);
    double last = past.back(0);
    if (scale == 0) {
      java.util.Arrays.fill(path, from, from + steps, last);
      return;
    }
    head(s, past, steps);
    double correction = correction(s);
    for (int k = 1; k <= steps; k++) {
      path[from + k - 1] = last + scale * (median(k) + correction);
      correction *= FADING;
    }
  }

  /** Writes deviations, as {@link NetworkModel#deviation} says. */
  boolean deviation(double[] s, Past past, double[] deviation) {
    double scale = scale(s);
    int steps = Math.min(deviation.length, Lane.HORIZON);
    if (scale == 0) {
      return false;
    }
    head(s, past, steps);
    int low = 1;
    int high = Head.LEVELS.length - 2;
    for (int k = 1; k <= deviation.length; k++) {
      int step = Math.min(k, steps);
      double width = scale * (quantile(step, high) - quantile(step, low)) / TWO_SIDED_80;
      double wide = width * Math.sqrt((double) k / step);
      deviation[k - 1] = k == 1 ? wide : Math.max(wide, deviation[k - 2]);
    }
    return true;
  }

  /** Writes distances, as {@link NetworkModel#spread} says; beyond the head, of a random walk. */
  boolean spread(double[] s, Past past, double[] below, double[] above) {
    double scale = scale(s);
    if (scale == 0) {
      return false;
    }
    int steps = Math.min(below.length, Lane.HORIZON);
    head(s, past, steps);
    for (int k = 1; k <= below.length; k++) {
      int step = Math.min(k, steps);
      double wide = scale * Math.sqrt((double) k / step);
      below[k - 1] = wide * (median(step) - quantile(step, 1));
      above[k - 1] = wide * (quantile(step, Head.LEVELS.length - 2) - median(step));
    }
    return true;
  }

  /** Writes quantiles, as {@link NetworkModel#quantiles} says. */
  void quantiles(double[] s, Past past, double[][] quantiles) {
    double scale = scale(s);
    head(s, past, quantiles.length);
    double correction = correction(s);
    for (int k = 1; k <= quantiles.length; k++) {
      for (int i = 0; i < Head.LEVELS.length; i++) {
        double above = scale == 0 ? 0 : scale * (quantile(k, i) + correction);
        quantiles[k - 1][i] = past.back(0) + above;
      }
      correction *= FADING;
    }
  }
}
