package io.recurrence.core;

/** {@link Past} over the history of the series at hand. */
final class Window implements Past {
  private final History history;
  private final Sampling sampling;
  private double[] values = new double[0];
  private long index;
  private long time;
  private long interval;

  Window(History history, Sampling sampling) {
    this.history = history;
    this.sampling = sampling;
  }

  Window bind(double[] values, State s) {
    this.values = values;
    this.interval = sampling.interval(s);
    this.index = s.index;
    this.time = s.time;
    return this;
  }

  @Override
  public int length() {
    return history.length(values);
  }

  @Override
  public double back(int k) {
    return history.back(values, k);
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public long step() {
    return interval;
  }
}
