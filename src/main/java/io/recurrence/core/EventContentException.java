package io.recurrence.core;

/** What a record brings cannot be taken; it is to be made a dead letter. */
public final class EventContentException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Fault {
    /** A symbol is not one of the alphabet that was given. */
    UNKNOWN_SYMBOL,
    /** A sequence is longer than the task takes. */
    SEQUENCE_TOO_LONG
  }

  private final Fault fault;

  /**
   * @param message says what was found, and what to do
   */
  public EventContentException(Fault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
