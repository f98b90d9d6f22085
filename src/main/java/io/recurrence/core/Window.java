package io.recurrence.core;

/** {@link Past} over the history of the series at hand. */
final class Window implements Past {
  private final History history;
  private final Clock clock;
  private double[] values = new double[0];
  private double[] times = new double[0];
  private long index;
  private long time;

  Window(History history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  Window bind(double[] values, State s) {
    this.values = values;
    this.times = s.h[SeriesPipeline.CLOCK];
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
    return clock.known(times);
  }
}
