package io.recurrence.page;

/** How much each model counted in one forecast. */
final class ModelWeights {
  private final long time;
  private final String[] models; // shared with other forecasts of the series
  private final double[] shares;

  ModelWeights(long time, String[] models, double[] shares) {
    this.time = time;
    this.models = models;
    this.shares = shares;
  }

  long time() {
    return time;
  }

  String[] models() {
    return models;
  }

  double[] shares() {
    return shares;
  }
}
