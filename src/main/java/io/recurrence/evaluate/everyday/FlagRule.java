package io.recurrence.evaluate.everyday;

/** A detector that others are measured against: flags the values of one series, one by one. */
interface FlagRule {

  /** Takes the next value, and says whether it is flagged. */
  boolean flags(long time, double x);
}
