package io.recurrence.evaluate.everyday;

/**
 * Something in a series that an operator would want to know of, or at least would not mind.
 *
 * @param name what it is
 * @param first its first row
 * @param rows from the first on, in which a flag is in time
 * @param length rows for which it lasts, not fewer
 * @param required false where a flag is right but not asked for, such as at an ordinary reset
 */
record Event(String name, int first, int rows, int length, boolean required) {
  private static final int BRIEF = 3; // rows, below which a flag may come a little later
  private static final int GRACE = 3; // rows after a brief event in which a flag is in time
  private static final int AFTERMATH = 24; // rows after the end in which a flag is no false alarm

  /**
   * The row after the last in which a flag is in time: no grace for what lasts, since the return to
   * normal is flagged then.
   */
  int deadline() {
    return first + (rows < BRIEF ? rows + GRACE : rows);
  }

  /** The row after the last of the event. */
  int end() {
    return first + length;
  }

  /**
   * The row after the last in which a flag is no false alarm: the return to normal takes as long as
   * the event, and no less than {@value #AFTERMATH} rows.
   */
  int calm() {
    return Math.max(deadline(), end() + Math.max(AFTERMATH, length));
  }

  boolean overlaps(int from, int to) {
    return from < end() && to > first;
  }
}
