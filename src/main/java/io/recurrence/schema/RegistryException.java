package io.recurrence.schema;

/**
 * A registry that does not answer, or does not let us in. It says nothing about the record, which
 * is therefore not refused: the task ends, and reads it again.
 */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  RegistryException(String message, boolean lasting) {
    super(message);
    this.lasting = lasting;
  }

  /** Whether asking again would not help, as where the password is wrong. */
  public boolean lasting() {
    return lasting;
  }
}
