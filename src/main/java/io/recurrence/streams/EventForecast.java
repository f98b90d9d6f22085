package io.recurrence.streams;

import io.recurrence.core.PublicApi;
import io.recurrence.core.SeriesForecast;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The forecast of a series from one of its records. Steps are counted from 1. */
@PublicApi
public final class EventForecast {
  /** What a forecast says of its steps, an array a column; quantiles level by level. */
  static final class Steps {
    final long[] times;
    final double[] means;
    final double[] lower;
    final double[] upper;
    final double[][] quantiles;

    Steps(long[] times, double[] means, double[] lower, double[] upper, double[][] quantiles) {
      this.times = times;
      this.means = means;
      this.lower = lower;
      this.upper = upper;
      this.quantiles = quantiles;
    }
  }

  private final double[] levels;
  private final Steps steps;
  private final List<EventLimit> limits;
  private final String model;
  private final Map<String, Double> weights;
  private final String networkVersion;
  private final String pipelineVersion;

  EventForecast(
      double[] levels,
      Steps steps,
      List<EventLimit> limits,
      String model,
      Map<String, Double> weights,
      String networkVersion,
      String pipelineVersion) {
    this.levels = levels;
    this.steps = steps;
    this.limits = limits;
    this.model = model;
    this.weights = Collections.unmodifiableMap(weights);
    this.networkVersion = networkVersion;
    this.pipelineVersion = pipelineVersion;
  }

  static EventForecast of(SeriesForecast out, String version) {
    int horizon = out.horizon();
    double[] levels = out.levels().clone();
    double[][] quantiles = new double[levels.length][];
    for (int level = 0; level < levels.length; level++) {
      int at = level;
      quantiles[level] =
          IntStream.rangeClosed(1, horizon).mapToDouble(k -> out.quantile(at, k)).toArray();
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < out.models().length; i++) {
      weights.put(out.models()[i], out.weight(i));
    }
    Steps steps =
        new Steps(
            IntStream.rangeClosed(1, horizon).mapToLong(out::time).toArray(),
            IntStream.rangeClosed(1, horizon).mapToDouble(out::mean).toArray(),
            IntStream.rangeClosed(1, horizon).mapToDouble(out::lower).toArray(),
            IntStream.rangeClosed(1, horizon).mapToDouble(out::upper).toArray(),
            quantiles);
    List<EventLimit> limits =
        out.crossings().stream().map(crossing -> EventLimit.of(out, crossing)).toList();
    return new EventForecast(
        levels, steps, limits, out.model(), weights, out.networkVersion(), version);
  }

  Steps steps() {
    return steps;
  }

  /** How many steps it has. */
  public int horizon() {
    return steps.means.length;
  }

  /** The time of step {@code k}, in milliseconds since 1970. */
  public long time(int k) {
    return steps.times[k - 1];
  }

  /** The expected value of step {@code k}. */
  public double mean(int k) {
    return steps.means[k - 1];
  }

  /** The lower bound of the prediction interval of step {@code k}. */
  public double lower(int k) {
    return steps.lower[k - 1];
  }

  /** The upper bound of the prediction interval of step {@code k}. */
  public double upper(int k) {
    return steps.upper[k - 1];
  }

  /** The levels of the quantiles, ascending. */
  public double[] levels() {
    return levels.clone();
  }

  /** The quantile of step {@code k} at {@code levels()[level]}. */
  public double quantile(int level, int k) {
    return steps.quantiles[level][k - 1];
  }

  /** What it says of the limits that it is watched for; none where there are no limits. */
  public List<EventLimit> limits() {
    return limits;
  }

  /** The model that weighs most in the first step. */
  public String model() {
    return model;
  }

  /** The weights of the models in the first step. */
  public Map<String, Double> weights() {
    return weights;
  }

  /** The version of the trained weights behind it; empty where there are none. */
  public String networkVersion() {
    return networkVersion;
  }

  /** The name of the pipeline and the shape of its state. */
  public String pipelineVersion() {
    return pipelineVersion;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventForecast that
        && Arrays.equals(levels, that.levels)
        && Arrays.equals(steps.times, that.steps.times)
        && Arrays.equals(steps.means, that.steps.means)
        && Arrays.equals(steps.lower, that.steps.lower)
        && Arrays.equals(steps.upper, that.steps.upper)
        && Arrays.deepEquals(steps.quantiles, that.steps.quantiles)
        && limits.equals(that.limits)
        && model.equals(that.model)
        && weights.equals(that.weights)
        && networkVersion.equals(that.networkVersion)
        && pipelineVersion.equals(that.pipelineVersion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(steps.times), Arrays.hashCode(steps.means), model);
  }

  @Override
  public String toString() {
    return "EventForecast[model=%s, means=%s]".formatted(model, Arrays.toString(steps.means));
  }
}
