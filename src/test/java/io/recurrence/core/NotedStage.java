package io.recurrence.core;

import java.util.List;

/** A stage of every kind, which notes when it is called. */
final class NotedStage implements Transform, Statistic, Interval, Combiner, Detector {
  private final String name;
  private final List<String> calls;

  /** A stage that adds to {@code calls}. */
  NotedStage(String name, List<String> calls) {
    this.name = name;
    this.calls = calls;
  }

  private void note(String call) {
    calls.add(name + " " + call);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public double apply(double[] h, double x) {
    note("applies " + x);
    return x;
  }

  @Override
  public void invert(double[] h, double[] path) {
    note("inverts");
  }

  @Override
  public void step(double[] h, Observation x) {
    note("steps to " + x.value());
  }

  @Override
  public void miss(double[] h, Past past) {
    note("misses");
  }

  @Override
  public double value(double[] h, Past past) {
    return 7;
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    note("forecasts");
    path[0] = 7;
  }

  @Override
  public void learn(double[] h, int knot, double forecast, double actual) {
    note("learns " + forecast + " for " + actual);
  }

  @Override
  public void quantile(double[] h, double level, double[] path, double[] out) {
    System.arraycopy(path, 0, out, 0, path.length);
  }

  @Override
  public void learn(double[] h, int knot, double[] forecasts, double actual) {
    note("learns " + forecasts[0] + " for " + actual);
  }

  @Override
  public void weights(double[] h, int knot, double[] weights) {
    note("weighs");
    weights[0] = 1;
  }

  @Override
  public void step(double[] h, Expectation expected, double x, Verdict verdict) {
    note("judges " + x + (expected.known() ? " by " + expected.mean() : ""));
    verdict.normal(0.25);
  }
}
