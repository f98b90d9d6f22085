package io.recurrence.evaluate;

/** An input file that cannot be used; the message names the file, the line and what to do. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }
}
