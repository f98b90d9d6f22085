package io.recurrence.cli;

/** A command that cannot be carried out as it was given; the message says what to do. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /** Throws one that states a rule which does not hold. */
  public static void require(boolean holds, String rule) {
    if (!holds) {
      throw new UsageException(rule);
    }
  }
}
