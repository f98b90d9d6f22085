package io.recurrence.page;

/** A request that cannot be answered as it was asked; its message is for the one who asked. */
final class HttpError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** A problem of an HTTP status. */
  HttpError(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
