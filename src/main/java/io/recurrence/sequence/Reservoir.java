package io.recurrence.sequence;

import io.recurrence.core.Precision;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A recurrent network whose recurrent weights are drawn at random and stay (echo state network;
 * Jaeger, 2001), diagonal and linear as in Orvieto and others (2023), with features pooled over
 * time as in Dempster, Petitjean and Webb (2020). Unit j is a damped rotation of one complex
 * number, driven by a random mixture of channels, or of their changes from record to record:
 *
 * <pre>
 *   z <- ρ e^{iθ} z + (1 - ρ) Σ_c v_c u_c
 *   y  = Re(e^{iφ} z) / s
 * </pre>
 *
 * <p>θ is log-uniform in [0.02, 0.9 π] radians a record; ρ = e^{-θ / 2πq}, so that a unit rings for
 * about q rounds, q log-uniform in [0.1, 5]; φ is uniform. Its three features are the shares of
 * records with y above each of two levels, and the largest y. Taken from the sequences to learn
 * from are mean and standard deviation of each channel, which make u of x; s, the root mean square
 * of y; and the levels, two random quantiles of y.
 *
 * <p>State: n records so far, the newest record [C], then for each unit Re z, Im z, how often y was
 * above each level, the largest y.
 */
final class Reservoir {
  /** Features of a unit. */
  static final int FEATURES = 3;

  /** Deviations from the mean of the sequences that were learned from. */
  private static final double OUT_OF_RANGE = 30;

  private static final double SLOWEST = 0.02;
  private static final double FASTEST = 0.9 * Math.PI;
  private static final double MIN_MEMORY = 0.1;
  private static final double MAX_MEMORY = 5;
  private static final int CHANNELS = 8; // that a unit mixes, at most
  private static final int UNIT = 5; // numbers of a unit in the state

  private final int inputs;
  private final int units;
  private final double[]
      fitted; // single precision: mean [C], 1 / deviation [C], 1 / s [K], levels [2K]
  private final int[][] source; // of each unit, below C: x, from C on: changes
  private final double[][] weight; // v (1 - ρ)
  private final double[] rotation; // ρ cos θ, ρ sin θ, cos φ, sin φ of each unit
  private final double[] share; // of records below each level, [2K]
  private final double[] u; // [2C]

  /** Draws the units; nothing is fitted yet. */
  private Reservoir(int inputs, int units, long seed, double[] fitted) {
    this.inputs = inputs;
    this.units = units;
    this.fitted = fitted;
    this.source = new int[units][];
    this.weight = new double[units][];
    this.rotation = new double[4 * units];
    this.share = new double[2 * units];
    this.u = new double[2 * inputs];
    SplittableRandom random = new SplittableRandom(seed);
    for (int j = 0; j < units; j++) {
      draw(j, random);
    }
  }

  /**
   * @param fitted as {@link #fitted()} gave it
   */
  static Reservoir of(int inputs, int units, long seed, double[] fitted) {
    return new Reservoir(inputs, units, seed, fitted.clone());
  }

  /** Draws units and fits scales and levels to sequences [n][T][C]. */
  static Reservoir fit(int units, double[][][] sequences, long seed) {
    int inputs = sequences[0][0].length;
    double[] fitted = new double[numbers(inputs, units)];
    Arrays.fill(fitted, inputs, 2 * inputs + units, 1);
    Reservoir reservoir = new Reservoir(inputs, units, seed, fitted);
    ChannelScales.fit(sequences, fitted);
    reservoir.measure(sequences);
    return reservoir;
  }

  /** How many numbers are fitted. */
  static int numbers(int inputs, int units) {
    return 2 * inputs + 3 * units;
  }

  double[] fitted() {
    return fitted.clone();
  }

  int inputs() {
    return inputs;
  }

  int units() {
    return units;
  }

  int features() {
    return FEATURES * units;
  }

  int size() {
    return 1 + inputs + UNIT * units;
  }

  private void draw(int j, SplittableRandom random) {
    double theta = logUniform(SLOWEST, FASTEST, random);
    double rho =
        StrictMath.exp(-theta / (2 * Math.PI * logUniform(MIN_MEMORY, MAX_MEMORY, random)));
    double phi = 2 * Math.PI * random.nextDouble();
    rotation[4 * j] = rho * StrictMath.cos(theta);
    rotation[4 * j + 1] = rho * StrictMath.sin(theta);
    rotation[4 * j + 2] = StrictMath.cos(phi);
    rotation[4 * j + 3] = StrictMath.sin(phi);
    int first = random.nextBoolean() ? inputs : 0;
    int mixed = random.nextDouble() < 0.3 ? 1 : 1 + random.nextInt(Math.min(inputs, CHANNELS));
    int[] order = new int[inputs];
    Arrays.setAll(order, c -> c);
    source[j] = new int[mixed];
    weight[j] = new double[mixed];
    for (int m = 0; m < mixed; m++) {
      int other = m + random.nextInt(inputs - m);
      int chosen = order[other];
      order[other] = order[m];
      source[j][m] = first + chosen;
      weight[j][m] = (1 - rho) * (inputs == 1 ? 1 : MadeSequences.normal(random));
    }
    for (int k = 0; k < 2; k++) {
      share[2 * j + k] = 0.05 + 0.9 * random.nextDouble();
    }
  }

  private static double logUniform(double from, double to, SplittableRandom random) {
    return from * StrictMath.exp(random.nextDouble() * StrictMath.log(to / from));
  }

  /** Sets s and the levels of each unit. */
  private void measure(double[][][] sequences) {
    int records = 0;
    for (double[][] sequence : sequences) {
      records += sequence.length;
    }
    float[][] y = new float[units][records]; // enough digits for a level
    int at = 0;
    for (double[][] sequence : sequences) {
      double[] h = new double[size()];
      for (double[] record : sequence) {
        step(h, record);
        for (int j = 0; j < units; j++) {
          y[j][at] = (float) reading(h, j);
        }
        at++;
      }
    }
    for (int j = 0; j < units; j++) {
      double square = 0;
      for (float each : y[j]) {
        square += (double) each * each;
      }
      double s = ChannelScales.inverse(square / records);
      fitted[2 * inputs + j] = s;
      Arrays.sort(y[j]);
      for (int k = 2 * j; k < 2 * j + 2; k++) {
        double level = s * y[j][(int) (share[k] * (records - 1))];
        fitted[2 * inputs + units + k] = Precision.single(level);
      }
    }
  }

  /** {@code h <- f(h, x)}; a number that is not finite, or absurd, counts as the one before. */
  void step(double[] h, double[] x) {
    for (int c = 0; c < inputs; c++) {
      boolean sound = sound(x[c], c);
      double before = h[0] == 0 ? (sound ? x[c] : fitted[c]) : h[1 + c];
      double now = sound ? x[c] : before;
      u[c] = (now - fitted[c]) * fitted[inputs + c];
      u[inputs + c] = (now - before) * fitted[inputs + c];
      h[1 + c] = now;
    }
    for (int j = 0; j < units; j++) {
      double drive = 0;
      for (int m = 0; m < source[j].length; m++) {
        drive += weight[j][m] * u[source[j][m]];
      }
      int z = 1 + inputs + UNIT * j;
      double re = rotation[4 * j] * h[z] - rotation[4 * j + 1] * h[z + 1] + drive;
      h[z + 1] = rotation[4 * j + 1] * h[z] + rotation[4 * j] * h[z + 1];
      h[z] = re;
      double y = reading(h, j);
      int level = 2 * inputs + units + 2 * j;
      h[z + 2] += y > fitted[level] ? 1 : 0;
      h[z + 3] += y > fitted[level + 1] ? 1 : 0;
      h[z + 4] = h[0] == 0 ? y : Math.max(h[z + 4], y);
    }
    h[0]++;
  }

  private boolean sound(double x, int c) {
    double scale = fitted[inputs + c]; // 0 for a channel that never moves
    return scale != 0 && Math.abs((x - fitted[c]) * scale) <= OUT_OF_RANGE;
  }

  private double reading(double[] h, int j) {
    int z = 1 + inputs + UNIT * j;
    double turned = rotation[4 * j + 2] * h[z] - rotation[4 * j + 3] * h[z + 1];
    return turned * fitted[2 * inputs + j];
  }

  /** Writes the features of a state after at least one record. */
  void features(double[] h, double[] to) {
    for (int j = 0; j < units; j++) {
      int z = 1 + inputs + UNIT * j;
      to[FEATURES * j] = h[z + 2] / h[0];
      to[FEATURES * j + 1] = h[z + 3] / h[0];
      to[FEATURES * j + 2] = h[z + 4];
    }
  }
}
