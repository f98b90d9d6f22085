package io.recurrence.core;

/** Stored bytes that cannot be read as the state of a series; the message says why. */
public final class StateFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why the bytes cannot be read. */
  public StateFormatException(String message) {
    super(message);
  }
}
