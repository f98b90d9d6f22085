package io.recurrence.format;

/** A record that cannot be used; it goes to the dead letters with its reason. */
public final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a record cannot be used. */
  public enum Reason {
    EMPTY,
    TOO_LARGE,
    MALFORMED,
    NO_SERIES,
    SERIES_TOO_LONG,
    NO_VALUE,
    NOT_A_NUMBER,
    NOT_FINITE,
    NO_TIME,
    BAD_TIME,
    BEFORE_EPOCH,
    AHEAD_OF_TIME,
    LATE,
    FAILED
  }

  private final Reason reason;

  /**
   * Names the reason and says what was found and what to do.
   *
   * @param message for people; it holds no more of the record than is needed to find the fault
   */
  public BadRecordException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
