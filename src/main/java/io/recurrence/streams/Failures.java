package io.recurrence.streams;

import io.recurrence.core.StateFormatException;
import io.recurrence.schema.RegistryException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** Tells failures that trying again cannot mend. */
final class Failures {
  private Failures() {}

  static boolean isFinal(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StateFormatException
          || cause instanceof MissingSourceTopicException
          || cause instanceof AuthorizationException
          || cause instanceof AuthenticationException
          || (cause instanceof RegistryException registry && registry.lasting())
          || cause instanceof Error) {
        return true;
      }
    }
    return false;
  }
}
