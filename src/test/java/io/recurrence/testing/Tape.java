package io.recurrence.testing;

import io.recurrence.core.Past;

/** A past in its plainest form: the last values, newest first, moved up at each push. */
public final class Tape implements Past {
  private final double[] values;
  private final long step;
  private int length;
  private long index;
  private long time;

  /**
   * @param capacity how many values can be read at most
   * @param step the sampling step in milliseconds, 0 for none
   */
  public Tape(int capacity, long step) {
    this.values = new double[Math.max(1, capacity)];
    this.step = step;
  }

  public void push(double x) {
    System.arraycopy(values, 0, values, 1, values.length - 1);
    values[0] = x;
    length = Math.min(length + 1, values.length);
    index++;
    time += step;
  }

  /** Lets the clock run on without anything being written. */
  public void skip(long steps) {
    index += steps;
    time += steps * step;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public double back(int k) {
    if (k < 0 || k >= length) {
      throw new IndexOutOfBoundsException("back(" + k + ") of " + length + " values");
    }
    return values[k];
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
    return step;
  }
}
