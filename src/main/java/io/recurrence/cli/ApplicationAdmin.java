package io.recurrence.cli;

import io.recurrence.config.ApplicationSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What a broker keeps of an application that does not run: its group and internal topics. */
final class ApplicationAdmin implements AutoCloseable {
  private static final int WAIT_SECONDS = 30;

  private final Admin admin;
  private final ApplicationSpec application;

  ApplicationAdmin(ApplicationSpec application, Map<String, String> settings) {
    Map<String, Object> config = new HashMap<>(settings);
    config.putIfAbsent(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, OutputConsumer.BOOTSTRAP_SERVERS);
    this.admin = Admin.create(config);
    this.application = application;
  }

  /**
   * Sees to it that no instance runs.
   *
   * @throws UsageException where one does
   */
  void checkStopped() {
    String name = application.name();
    int members =
        members(
            admin
                .describeConsumerGroups(List.of(name))
                .all()
                .thenApply(
                    groups -> groups.values().stream().mapToInt(g -> g.members().size()).sum()));
    int streams =
        members(
            admin
                .describeStreamsGroups(List.of(name))
                .all()
                .thenApply(
                    groups -> groups.values().stream().mapToInt(g -> g.members().size()).sum()));
    if (members + streams > 0) {
      throw new UsageException(
          "%s runs (its group has %d members); stop all instances first"
              .formatted(name, members + streams));
    }
  }

  /** How many a group has; 0 where there is none, or one of another kind. */
  private static int members(KafkaFuture<Integer> described) {
    try {
      return get(described);
    } catch (FailureException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  /** Which of some topics there are. */
  List<String> existing(Collection<String> topics) {
    Collection<String> all = get(admin.listTopics().names());
    return topics.stream().filter(all::contains).toList();
  }

  void deleteTopics(Collection<String> topics) {
    if (!topics.isEmpty()) {
      get(admin.deleteTopics(topics).all());
    }
  }

  /** Deletes the group, so that input is read from its begin again. */
  void deleteGroup() {
    try {
      get(admin.deleteConsumerGroups(List.of(application.name())).all());
    } catch (FailureException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private static <T> T get(KafkaFuture<T> asked) {
    try {
      return asked.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new FailureException("the broker refused: " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new FailureException(
          "the broker did not answer within %d s".formatted(WAIT_SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException("interrupted while waiting for the broker", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
