package io.recurrence.sequence;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.forecast.network.Season;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.SymbolWeights;
import io.recurrence.time.Calendar;
import java.util.Arrays;

/**
 * An encoder and a decoder with attention as a model (Cho and others, 2014; Bahdanau, Cho and
 * Bengio, 2015): the encoder reads the recent values of the series from both ends, the decoder is
 * given what is known of each step to come (the phase of day, week and year and the weekend, by the
 * calendar of the pipeline; the values a season before) and writes quantiles of it.
 *
 * <p>It has no memory but the window that all models share. Of further steps than {@value
 * #HORIZON}, the last season is repeated. Weights are shared by all series.
 */
public final class EncoderDecoderModel implements Model {
  /** The kind of the weights. */
  public static final String KIND = "forecast-encoder-decoder";

  /** The steps that are forecast at once. */
  static final int HORIZON = 48;

  private static final int FORMAT = 1; // changes whenever an input changes its meaning
  private static final int WINDOW = 340;
  private static final int LOW = 1; // the level 0.1
  private static final int MEDIAN = HorizonShape.LEVELS.length / 2;
  private static final int HIGH = HorizonShape.LEVELS.length - 2; // the level 0.9
  private static final double TWO_SIDED_80 = 2.5631031310892007; // between them, of a normal

  private final HorizonInputs inputs;
  private final HorizonNetwork network;
  private final String version;
  private final double[] quantiles = new double[HorizonShape.LEVELS.length];

  /**
   * @param weights of {@link #KIND}
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where the weights are of another kind
   */
  public EncoderDecoderModel(SymbolWeights weights, String name, Calendar calendar) {
    this.inputs = new HorizonInputs(calendar, HORIZON);
    this.network =
        new HorizonNetwork(
            Kernels.fastest(), shape(weights, name), 1, HorizonInputs.MAX_VALUES, HORIZON);
    this.version = weights.version();
    network.load(weights.values());
  }

  private static HorizonShape shape(SymbolWeights weights, String name) {
    int[] sizes = weights.sizes(KIND, 3, 0, name);
    LayerType type = LayerType.ofCode(sizes[0], name);
    HorizonShape shape = new HorizonShape(type, sizes[1], sizes[2]);
    weights.checkCount(shape.weights(), name);
    return shape;
  }

  /**
   * What the stage of such weights is called.
   *
   * @param file of the weights, for messages
   * @throws IllegalArgumentException where the weights are of another kind
   */
  public static String name(SymbolWeights weights, String file) {
    return "encoder-decoder(%d,%s;%d)"
        .formatted(shape(weights, file).hidden(), weights.version(), FORMAT);
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public int lags() {
    return WINDOW;
  }

  @Override
  public int season(Past past) {
    return Season.of(past.step()).first();
  }

  @Override
  public void step(double[] h, Observation x) {}

  /**
   * Makes the quantiles of the first steps, at most {@value #HORIZON}; false where nothing moves.
   */
  private boolean run(Past past, int steps) {
    if (!inputs.open(past)) {
      return false;
    }
    int length = Math.min(past.length(), HorizonInputs.MAX_VALUES);
    for (int s = 0; s < length; s++) {
      inputs.recent(past, length - 1 - s, network.recent(), s * HorizonInputs.RECENT);
    }
    for (int t = 0; t < steps; t++) {
      inputs.known(past, t + 1, network.known(), t * HorizonInputs.KNOWN);
    }
    network.forward(length, steps);
    return true;
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    int steps = Math.min(path.length, HORIZON);
    if (!run(past, steps)) {
      Arrays.fill(path, past.back(0));
      return;
    }
    for (int t = 0; t < steps; t++) {
      network.quantiles(t, 0, quantiles);
      path[t] = inputs.value(quantiles[MEDIAN]);
    }
    int season = Season.of(past.step()).first();
    int back = season > 0 && season <= HORIZON ? season : 1;
    for (int t = steps; t < path.length; t++) {
      path[t] = path[t - back];
    }
  }

  /** From the quantiles at 0.1 and 0.9, as if the error were normal; it never falls. */
  @Override
  public boolean deviation(double[] h, Past past, double[] deviation) {
    int steps = Math.min(deviation.length, HORIZON);
    if (!run(past, steps)) {
      return false;
    }
    for (int t = 0; t < deviation.length; t++) {
      int at = Math.min(t, steps - 1);
      network.quantiles(at, 0, quantiles);
      double wide =
          inputs.distance(quantiles[HIGH] - quantiles[LOW])
              / TWO_SIDED_80
              * Math.sqrt((t + 1.0) / (at + 1));
      deviation[t] = t == 0 ? wide : Math.max(wide, deviation[t - 1]);
    }
    return true;
  }

  @Override
  public boolean spread(double[] h, Past past, double[] below, double[] above) {
    int steps = Math.min(below.length, HORIZON);
    if (!run(past, steps)) {
      return false;
    }
    for (int t = 0; t < below.length; t++) {
      int at = Math.min(t, steps - 1);
      network.quantiles(at, 0, quantiles);
      double wide = Math.sqrt((t + 1.0) / (at + 1));
      below[t] = wide * inputs.distance(quantiles[MEDIAN] - quantiles[LOW]);
      above[t] = wide * inputs.distance(quantiles[HIGH] - quantiles[MEDIAN]);
    }
    return true;
  }

  /**
   * How much each recent value counted for each step.
   *
   * @param steps at most {@value #HORIZON}
   * @return [steps][recent values, the oldest first], rows sum to 1; empty where the series has not
   *     moved
   */
  public float[][] attention(Past past, int steps) {
    if (!run(past, steps)) {
      return new float[0][];
    }
    float[][] weights = new float[steps][Math.min(past.length(), HorizonInputs.MAX_VALUES)];
    for (int t = 0; t < steps; t++) {
      for (int s = 0; s < weights[t].length; s++) {
        weights[t][s] = network.weight(t, 0, s);
      }
    }
    return weights;
  }

  @Override
  public String version(double[] h, int ago) {
    return version;
  }
}
