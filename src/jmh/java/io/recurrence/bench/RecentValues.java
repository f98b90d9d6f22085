package io.recurrence.bench;

import io.recurrence.core.Past;

/** The last thousand values, newest first, a minute apart. */
public final class RecentValues implements Past {
  public static final long STEP = 60_000; // milliseconds from value to value

  private final double[] values = new double[1 << 10];
  private long index;

  public void push(double x) {
    values[(int) (index++ & (values.length - 1))] = x;
  }

  @Override
  public int length() {
    return (int) Math.min(index, values.length);
  }

  @Override
  public double back(int k) {
    return values[(int) (index - 1 - k & (values.length - 1))];
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public long time() {
    return index * STEP;
  }

  @Override
  public long step() {
    return STEP;
  }
}
