package io.recurrence.forecast.network;

import io.recurrence.core.Past;

/** A series at hand, walked through value by value. */
public final class ArrayPast implements Past {
  private double[] values = new double[0];
  private long start;
  private long step;
  private int index = -1;

  /** Begins before the first value. */
  public void open(Example example) {
    values = example.toArray();
    start = example.start();
    step = example.step();
    index = -1;
  }

  void advance() {
    index++;
  }

  /** Makes value t, counted from 0, the newest. */
  public void to(int t) {
    index = t;
  }

  /** The value {@code k} steps after the newest. */
  public double ahead(int k) {
    return values[index + k];
  }

  /** How many values come after the newest. */
  public int left() {
    return values.length - 1 - index;
  }

  @Override
  public int length() {
    return Math.min(index + 1, Lags.WINDOW + 1);
  }

  @Override
  public double back(int k) {
    return values[index - k];
  }

  @Override
  public long index() {
    return index + 1L;
  }

  @Override
  public long time() {
    return start + index * step;
  }

  @Override
  public long step() {
    return step;
  }
}
