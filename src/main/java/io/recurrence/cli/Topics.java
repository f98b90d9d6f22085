package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.ServedNetwork;
import io.recurrence.config.SourceTopics;
import io.recurrence.streams.WeightsFeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a pipeline, on a broker. */
public final class Topics implements AutoCloseable {
  private static final int WAIT_SECONDS = 15;
  private static final Map<String, String> COMPACTED =
      Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

  private final Admin admin;
  private final String bootstrapServers;

  public Topics(Map<String, String> settings) {
    Map<String, Object> config = new HashMap<>(settings);
    this.bootstrapServers =
        settings.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    this.admin = Admin.create(config);
  }

  /** All topics that a pipeline reads or writes by name. */
  public static List<String> of(PipelineSpec spec) {
    return Stream.of(
            spec.input().topics().names(),
            List.of(spec.feedback()),
            spec.output().topics().values())
        .flatMap(Collection::stream)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /** Those of a pipeline of which the last record of a key is enough. */
  public static List<String> compacted(PipelineSpec spec) {
    return List.of(spec.output().incidents(), spec.output().groups());
  }

  /** The topics on which weights for the networks of a pipeline are published. */
  public static List<String> controls(PipelineSpec spec) {
    return spec.networks().stream().map(ServedNetwork::control).filter(t -> !t.isEmpty()).toList();
  }

  /** Those of {@code names} that the broker does not have. */
  public List<String> missing(Collection<String> names) {
    Set<String> existing = existing();
    return names.stream().filter(name -> !existing.contains(name)).toList();
  }

  private Set<String> existing() {
    return get(() -> admin.listTopics().names().get(WAIT_SECONDS, TimeUnit.SECONDS));
  }

  /**
   * Sees to it that a pattern matches something: how many tasks there are goes by the topics that
   * are there at first.
   *
   * @throws UsageException where the broker has no topic that it matches
   */
  public void checkPattern(PipelineSpec spec) {
    SourceTopics topics = spec.input().topics();
    if (!topics.pattern().isEmpty() && existing().stream().noneMatch(topics::contains)) {
      throw new UsageException(
          "the broker has no topic that input.topic-pattern of %s, %s, matches; create the first one"
              .formatted(spec.name(), topics));
    }
  }

  /**
   * The latest timestamp of a record of a topic, in milliseconds since 1970; empty where it has no
   * records.
   */
  OptionalLong newest(String name) {
    Map<String, TopicDescription> found =
        get(
            () ->
                admin
                    .describeTopics(List.of(name))
                    .allTopicNames()
                    .get(WAIT_SECONDS, TimeUnit.SECONDS));
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    found.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(
                    each ->
                        latest.put(
                            new TopicPartition(topic, each.partition()),
                            OffsetSpec.maxTimestamp())));
    return get(() -> admin.listOffsets(latest).all().get(WAIT_SECONDS, TimeUnit.SECONDS))
        .values()
        .stream()
        .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::timestamp)
        .filter(time -> time >= 0)
        .max();
  }

  /** Creates topics that do not exist yet, with the broker's own number of replicas. */
  public void create(Collection<String> names, int partitions) {
    create(names, List.of(), partitions);
  }

  /**
   * Creates topics that do not exist yet, with the broker's own number of replicas.
   *
   * @param compacted those of which the last record of a key is enough
   */
  public void create(Collection<String> names, Collection<String> compacted, int partitions) {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
      topics.add(compacted.contains(name) ? topic.configs(COMPACTED) : topic);
    }
    create(topics);
  }

  /**
   * Creates control topics that do not exist yet: compacted, of one partition, for records as large
   * as weights are.
   *
   * @throws UsageException where one exists that is not compacted, and would forget
   */
  public void createControls(Collection<String> names) {
    Map<String, String> config =
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(WeightsFeed.LARGEST));
    List<String> made = missing(names);
    create(
        made.stream()
            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()).configs(config))
            .toList());
    for (String name : names) {
      if (made.contains(name)) {
        continue;
      }
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
      Config found =
          get(() -> admin.describeConfigs(List.of(topic)).all().get(WAIT_SECONDS, TimeUnit.SECONDS))
              .get(topic);
      String policy = found == null ? "" : found.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
      if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
        throw new UsageException(
            "topic %s has %s=%s, so that it would forget weights in use; set it to 'compact'"
                .formatted(name, TopicConfig.CLEANUP_POLICY_CONFIG, policy));
      }
    }
  }

  /** Creates those that do not exist, and waits until the brokers know of all of them. */
  private void create(List<NewTopic> topics) {
    for (KafkaFuture<Void> creation : admin.createTopics(topics).values().values()) {
      try {
        get(() -> creation.get(WAIT_SECONDS, TimeUnit.SECONDS));
      } catch (FailureException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    List<String> names = topics.stream().map(NewTopic::name).toList();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!missing(names).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new FailureException(
            "topics were created, but %s does not know of them after %d s: %s"
                .formatted(bootstrapServers, WAIT_SECONDS, String.join(", ", missing(names))));
      }
    }
  }

  private interface Call<T> {
    T get() throws ExecutionException, InterruptedException, TimeoutException;
  }

  private <T> T get(Call<T> call) {
    try {
      return call.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(
          "interrupted while waiting for the broker at " + bootstrapServers, e);
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unreachable(cause);
      }
      throw new FailureException(
          "the broker at " + bootstrapServers + " refused: " + cause.getMessage(), cause);
    }
  }

  private FailureException unreachable(Throwable cause) {
    return new FailureException(
        "no broker answers at "
            + bootstrapServers
            + "; start one, or name it by --bootstrap-server HOST:PORT (and its security by --command-config)",
        cause);
  }

  @Override
  public void close() {
    admin.close();
  }
}
