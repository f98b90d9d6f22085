package io.recurrence.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** The message of a failure of Kafka's clients for an operator: each cause once, and what to do. */
final class KafkaFailure {
  private static final List<Remedy> REMEDIES =
      List.of(
          new Remedy(
              "multiple instances of Kafka Streams",
              "each process on a machine needs a state directory of its own: --set kafka.state.dir=DIRECTORY"),
          new Remedy(
              "couldn't be created",
              "kafka.state.dir must be a directory that this process may write"),
          new Remedy(
              "Failed to create state store",
              "kafka.state.dir must be a directory that this process may write"),
          new Remedy(
              "has invalid partitions",
              "the input topic has another number of partitions than when its states were made. Take a topic"
                  + " that has the earlier number, or let states begin anew: stop all instances, then 'recurrence reset'"),
          new Remedy("bootstrap", "--bootstrap-server HOST:PORT names the broker"),
          new Remedy("JAAS", "sasl.jaas.config in the file of --command-config"),
          new Remedy("keystore", "ssl.* in the file of --command-config"));

  /** What to do where a message contains a text. */
  private record Remedy(String contained, String advice) {}

  private KafkaFailure() {}

  /** The messages of a failure and its causes in one line, with advice where there is some. */
  static String text(KafkaException failure) {
    List<String> messages = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      String before = messages.isEmpty() ? "" : messages.get(messages.size() - 1);
      if (before.contains(message)) {
        continue;
      }
      if (cause.getCause() != null && message.equals(cause.getCause().toString())) {
        continue; // says nothing but its cause
      }
      messages.add(message);
    }
    return advised(String.join(": ", messages));
  }

  /** What lies at the bottom of a failure, with advice where there is some. */
  static String message(Throwable failure) {
    return advised(FailureException.rootMessage(failure));
  }

  private static String advised(String all) {
    return REMEDIES.stream()
        .filter(remedy -> all.contains(remedy.contained()))
        .findFirst()
        .map(remedy -> all + "; " + remedy.advice())
        .orElse(all);
  }
}
