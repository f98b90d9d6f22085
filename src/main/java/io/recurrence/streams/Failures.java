package io.recurrence.streams;

import io.recurrence.core.StateFormatException;
import io.recurrence.schema.RegistryException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;

/** Tells failures that trying again cannot mend. */
final class Failures {
  private Failures() {}

  static boolean isFinal(Throwable error) {
    return isMendable(error)
        || causes(error)
            .anyMatch(cause -> cause instanceof StateFormatException || cause instanceof Error);
  }

  /** Whether it is a final one that an operator can mend outside of this process. */
  static boolean isMendable(Throwable error) {
    return causes(error)
        .anyMatch(
            cause ->
                cause instanceof MissingSourceTopicException
                    || cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || isMissingTopic(cause)
                    || (cause instanceof RegistryException registry && registry.lasting())
                    || ofPartitions(cause));
  }

  /** The message of what lies at the bottom. */
  static String cause(Throwable error) {
    return causes(error).reduce((above, below) -> below).map(Throwable::getMessage).orElse("");
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
  }

  /**
   * Whether a topic gained partitions, so that those of its states are too few: Kafka has no class
   * for it.
   */
  private static boolean ofPartitions(Throwable cause) {
    return cause instanceof StreamsException
        && String.valueOf(cause.getMessage()).contains("has invalid partitions");
  }

  /** Whether a producer has waited in vain for a topic that the broker says it does not have. */
  private static boolean isMissingTopic(Throwable error) {
    return error instanceof TimeoutException
        && error.getCause() instanceof UnknownTopicOrPartitionException;
  }

  /** The failure that is reported: where a topic has been deleted, one that names it. */
  static Throwable reported(Throwable error) {
    return causes(error)
        .filter(Failures::isMissingTopic)
        .findFirst()
        .<Throwable>map(cause -> deleted(String.valueOf(cause.getMessage())))
        .orElse(error);
  }

  /** A topic was deleted. */
  static KafkaException deleted(String which) {
    return new KafkaException(
        "the broker no longer has a topic (%s); create it and start again: processing goes on after the last commit"
            .formatted(which));
  }

  /** The clock of the machine was set back. */
  static KafkaException clock(Duration setBack) {
    return new KafkaException(
        "the clock of this machine was set back by %s; Kafka's clients would do nothing until it is where it was. Start again: processing goes on after the last commit"
            .formatted(setBack.truncatedTo(ChronoUnit.SECONDS)));
  }
}
