package io.recurrence.core;

/**
 * What is done with records that do not come one step after the other.
 *
 * @param latenessMillis how long a record is held back so that an earlier one may still come; 0
 *     holds none back
 * @param heldBack how many records of a series are held back at most
 * @param duplicates what becomes of a record with the time of the one before it
 * @param longestGap how many steps in a row are filled in where records fail to come; a longer gap
 *     is skipped
 */
public record TimePolicy(long latenessMillis, int heldBack, Duplicates duplicates, int longestGap) {

  /** What becomes of a record with the time of the one before it. */
  public enum Duplicates {
    /** Left out where the value is the same too; a step of its own otherwise. */
    IDENTICAL,
    /** Each record is a step. */
    KEEP,
    /** Only the first record of a time is a step. */
    DROP
  }

  public static final TimePolicy DEFAULT = new TimePolicy(0, 0, Duplicates.IDENTICAL, 1000);

  public TimePolicy {
    if (latenessMillis < 0 || heldBack < 0 || longestGap < 0) {
      throw new IllegalArgumentException("a time policy has no negative numbers");
    }
    if ((latenessMillis > 0) != (heldBack > 0)) {
      throw new IllegalArgumentException(
          "lateness and the number of records held back go together");
    }
  }
}
