package io.recurrence.forecast.network;

import io.recurrence.core.Past;
import io.recurrence.network.kernel.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A network with its weights, at work on the memories of series: its step, its {@linkplain
 * AdaptiveReadout readout} and its forecasts. The correction of the readout fades with the horizon,
 * as the errors that it knows of do. Serves one thread.
 */
final class NetworkRunner {
  private static final double FADING = 0.8; // of the correction, from step to step
  private static final double TWO_SIDED_80 = 2.5631031310892007; // q0.9 - q0.1 of a standard normal
  private static final int LOW = 1; // the quantile at 0.1, among the levels of the head
  private static final int HIGH = Head.LEVELS.length - 2; // at 0.9
  private static final int MISSED = 0; // steps since the last value
  private static final int STATISTICS = 1;

  /** Where the numbers begin that depend on the weights. */
  static final int CELLS = STATISTICS + SeriesStatistics.MEMORY;

  private final Weights weights;
  private final String version;
  private final boolean rolling;
  private final boolean adapts;
  private final int cells; // numbers
  private final AdaptiveReadout readout;
  private final Network network;
  private final HeadReader head;
  private final Lags lags;
  private final float[] memory;
  private final ExtendedPast rolled;
  private final int[] ahead = IntStream.rangeClosed(1, TrainingSeries.HORIZON).toArray();

  /** The arguments are those of a {@link NetworkModel}. */
  NetworkRunner(Weights weights, boolean rolling, boolean adapts) {
    this.weights = weights;
    this.version = weights.version();
    this.rolling = rolling;
    this.adapts = adapts;
    var a = weights.architecture();
    this.network = new Network(a, Kernels.fastest(), 1, 1, 1, TrainingSeries.HORIZON);
    network.load(weights.values());
    this.cells = network.memory();
    int outputsAt = CELLS + cells - cells / a.layers(); // of the last layer
    this.head = new HeadReader(network.head, STATISTICS, outputsAt, a.hidden());
    this.readout = new AdaptiveReadout(CELLS + cells, outputsAt, a.hidden());
    this.memory = new float[cells];
    this.lags = new Lags(new ArrayPast());
    this.rolled = new ExtendedPast(new ArrayPast());
  }

  Weights weights() {
    return weights;
  }

  String version() {
    return version;
  }

  /** How many numbers it remembers of a series. */
  int size() {
    return CELLS + cells + (adapts ? AdaptiveReadout.SIZE : 0);
  }

  /** How many numbers are of the cells, from {@link #CELLS} on. */
  int cells() {
    return cells;
  }

  void start(double[] h) {
    if (adapts) {
      readout.start(h);
    }
  }

  static void miss(double[] h) {
    h[MISSED] = Math.min(h[MISSED] + 1, Lags.WINDOW);
  }

  double scale(double[] h) {
    return SeriesStatistics.scale(h, STATISTICS);
  }

  /** {@code h <- f(h, x)}, x being the value after the window. */
  void step(double[] h, Past past, double x) {
    if (past.length() > 0) {
      catchUp(h, past);
      adapt(h, past, x);
    }
    advance(h, lags.ahead(past, x));
  }

  /** Moves the statistics to the end of a window that went on without a value. */
  void catchUp(double[] h, Past past) {
    if (h[MISSED] > 0) {
      int missed = (int) Math.min(h[MISSED], past.length() - 1.0);
      SeriesStatistics.shift(h, STATISTICS, lags.at(past).above(missed));
      h[MISSED] = 0;
    }
  }

  /** Learns the error of the forecast of the first step, where the readout learns. */
  private void adapt(double[] h, Past past, double x) {
    double unit = SeriesStatistics.unit(h, STATISTICS);
    if (adapts && unit != 0) {
      head.look(h, lags.at(past), ahead, 1);
      readout.learn(h, head.median(1), (x - past.back(0)) * unit - head.median(1));
    }
  }

  /** Of the first step, in units of the scale; the head has its quantiles. */
  private double correction(double[] h) {
    return adapts && scale(h) != 0 ? readout.correction(h, head.median(1)) : 0;
  }

  /** One step of the statistics and of the cells. */
  private void advance(double[] h, Lags newest) {
    SeriesStatistics.learn(h, STATISTICS, newest);
    float[] u = network.layers[0].input();
    NetworkInputs.write(h, STATISTICS, newest, u, network.layers[0].inputAt(0, 0));
    for (int i = 0; i < cells; i++) {
      memory[i] = (float) h[CELLS + i];
    }
    network.begin(0, memory, 0);
    network.forward(0);
    network.end(0, 0, memory, 0);
    boolean finite = true;
    for (int i = 0; i < cells; i++) {
      finite &= Float.isFinite(memory[i]);
    }
    for (int i = 0; i < cells; i++) {
      h[CELLS + i] = finite ? memory[i] : 0; // cells that exploded begin anew
    }
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
      int steps = Math.min(rolling ? 1 : TrainingSeries.HORIZON, path.length - done);
      direct(s, window, steps, path, done);
      if (done == 0) {
        window = rolled.begin(past, path);
      }
      done += steps;
      for (int k = 0; k < steps && done < path.length; k++) {
        rolled.advance();
        advance(s, lags.at(rolled));
      }
    }
  }

  private void direct(double[] s, Past past, int steps, double[] path, int from) {
    if (scale(s) == 0) {
      Arrays.fill(path, from, from + steps, past.back(0));
    } else {
      medians(s, past, ahead, steps, path, from);
    }
  }

  /** Writes the path at the first {@code rows} of some steps, whose rows the head has then. */
  private void medians(double[] s, Past past, int[] steps, int rows, double[] path, int from) {
    head.look(s, lags.at(past), steps, rows);
    double scale = scale(s);
    double correction = correction(s);
    for (int k = 1, row = 1; row <= rows; k++) {
      if (steps[row - 1] == k) {
        path[from + k - 1] = past.back(0) + scale * (head.median(row) + correction);
        row++;
      }
      correction *= FADING;
    }
  }

  /** Whether the head alone makes a path of so many steps of a series that has moved. */
  boolean isDirect(double[] s, int steps) {
    return !rolling && steps <= TrainingSeries.HORIZON && scale(s) != 0;
  }

  /**
   * Writes path and spread at some steps, where the path {@linkplain #isDirect is direct}.
   *
   * @param steps ascending from 1
   */
  void forecast(double[] s, Past past, int[] steps, double[] path, double[] below, double[] above) {
    medians(s, past, steps, steps.length, path, 0);
    for (int row = 1; row <= steps.length; row++) {
      spread(row, scale(s), below, above, steps[row - 1]);
    }
  }

  /** Writes deviations, as {@link NetworkModel#deviation} says. */
  boolean deviation(double[] s, Past past, double[] deviation) {
    double scale = scale(s);
    int steps = Math.min(deviation.length, TrainingSeries.HORIZON);
    if (scale == 0) {
      return false;
    }
    head.look(s, lags.at(past), ahead, steps);
    for (int k = 1; k <= deviation.length; k++) {
      int step = Math.min(k, steps);
      double width = scale * (head.quantile(step, HIGH) - head.quantile(step, LOW)) / TWO_SIDED_80;
      double wide = width * Math.sqrt((double) k / step);
      deviation[k - 1] = Math.max(wide, k == 1 ? 0 : deviation[k - 2]);
    }
    return true;
  }

  /** Writes distances, as {@link NetworkModel#spread} says; beyond the head, of a random walk. */
  boolean spread(double[] s, Past past, double[] below, double[] above) {
    double scale = scale(s);
    if (scale == 0) {
      return false;
    }
    int steps = Math.min(below.length, TrainingSeries.HORIZON);
    head.look(s, lags.at(past), ahead, steps);
    for (int k = 1; k <= below.length; k++) {
      int row = Math.min(k, steps);
      spread(row, scale * Math.sqrt((double) k / row), below, above, k);
    }
    return true;
  }

  private void spread(int row, double unit, double[] below, double[] above, int k) {
    below[k - 1] = unit * (head.median(row) - head.quantile(row, LOW));
    above[k - 1] = unit * (head.quantile(row, HIGH) - head.median(row));
  }

  /** Writes quantiles, as {@link NetworkModel#quantiles} says. */
  void quantiles(double[] s, Past past, double[][] quantiles) {
    double scale = scale(s);
    head.look(s, lags.at(past), ahead, quantiles.length);
    double correction = correction(s);
    for (int k = 1; k <= quantiles.length; k++) {
      for (int i = 0; i < Head.LEVELS.length; i++) {
        double above = scale == 0 ? 0 : scale * (head.quantile(k, i) + correction);
        quantiles[k - 1][i] = past.back(0) + above;
      }
      correction *= FADING;
    }
  }
}
