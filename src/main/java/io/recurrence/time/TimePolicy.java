package io.recurrence.time;

/**
 * What is done with records that do not come one step after the other.
 *
 * @param latenessMillis how long a record is held back so that an earlier one may still come; 0
 *     holds none back
 * @param heldBack how many records of a series are held back at most
 * @param duplicates what becomes of a record with the time of the one before it
 * @param longestGap how many steps in a row are filled in where records fail to come; a longer gap
 *     is skipped
 * @param reading what is learned of a sampling interval with several readings
 */
public record TimePolicy(
    long latenessMillis, int heldBack, Duplicates duplicates, int longestGap, Reading reading) {

  /** What becomes of a record with the time of the one before it. */
  public enum Duplicates {
    /** Left out where the value is the same too. */
    IDENTICAL,
    /** Each record is a reading. */
    KEEP,
    /** Only the first record of a time is a reading. */
    DROP
  }

  /** What is learned of a sampling interval with several readings. */
  public enum Reading {
    LAST,
    FIRST,
    MEAN
  }

  public static final TimePolicy DEFAULT =
      new TimePolicy(0, 0, Duplicates.IDENTICAL, 1000, Reading.LAST);

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
