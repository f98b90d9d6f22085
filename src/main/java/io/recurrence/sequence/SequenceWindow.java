package io.recurrence.sequence;

import io.recurrence.core.Recurrence;

/**
 * Where the sequences of a series begin and end: after so many records, at a gap between two of
 * them, or at a record that brings nothing. None is longer than allowed.
 *
 * <p>In the memory: records of the sequence so far; the time of the first.
 */
public final class SequenceWindow implements Recurrence {
  private static final int RECORDS = 0;
  private static final int START = 1;

  private final int longest;
  private final long gap;

  /**
   * @param longest records of a sequence, at least 1; it ends with them
   * @param gap in milliseconds, at least 1: a sequence ends before it; {@link Long#MAX_VALUE} where
   *     none ends it
   */
  public SequenceWindow(int longest, long gap) {
    this.longest = longest;
    this.gap = gap;
  }

  @Override
  public int size() {
    return 2;
  }

  /** Adds a record. */
  void add(double[] h, long time) {
    if (h[RECORDS] == 0) {
      h[START] = time;
    }
    h[RECORDS]++;
  }

  /** Whether the sequence has as many records as it may. */
  boolean full(double[] h) {
    return h[RECORDS] >= longest;
  }

  /** Whether it ends between two records. */
  boolean ends(double[] h, long last, long next) {
    return h[RECORDS] > 0 && next - last >= gap;
  }

  long records(double[] h) {
    return (long) h[RECORDS];
  }

  /** The time of its first record, in milliseconds. */
  long begun(double[] h) {
    return (long) h[START];
  }

  void clear(double[] h) {
    h[RECORDS] = 0;
  }
}
