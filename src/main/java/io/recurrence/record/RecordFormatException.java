package io.recurrence.record;

/** Bytes that cannot be read as an output record; the message says why, and where. */
public final class RecordFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why the bytes cannot be read. */
  public RecordFormatException(String message) {
    super(message);
  }
}
