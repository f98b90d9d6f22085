package io.recurrence.streams;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker about topics. Any thread may ask. */
final class BrokerTopics implements TopicFacts, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerTopics.class);
  private static final int WAIT_SECONDS = 10;
  private static final ListTopicsOptions ALL = new ListTopicsOptions().listInternal(true);

  private final Admin admin;
  private final int largestRequest;

  /**
   * Connects.
   *
   * @param client a name for the broker's log
   */
  BrokerTopics(StreamsConfig settings, String client) {
    this.admin = Admin.create(settings.getAdminConfigs(client));
    Object largest =
        settings.getProducerConfigs(client).get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    this.largestRequest = Integer.parseInt(String.valueOf(largest));
  }

  @Override
  public long id(String topic) {
    Map<String, TopicDescription> found =
        answer(topic, "its id", admin.describeTopics(List.of(topic)).allTopicNames());
    if (found != null) {
      for (TopicDescription description : found.values()) {
        Uuid id = description.topicId();
        return id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 32);
      }
    }
    return 0;
  }

  @Override
  public Set<String> names() {
    Set<String> names = answer("*", "which there are", admin.listTopics(ALL).names());
    return names == null ? Set.of() : names;
  }

  /** The topics that there are; none, and not a word, where the broker does not answer. */
  Set<String> namesIfAnswered() {
    try {
      return admin.listTopics(ALL).names().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Set.of();
    } catch (ExecutionException | TimeoutException e) {
      return Set.of();
    }
  }

  @Override
  public int partitions(String topic) {
    if (!names().contains(topic)) {
      return 0;
    }
    Map<String, TopicDescription> found =
        answer(topic, "its partitions", admin.describeTopics(List.of(topic)).allTopicNames());
    return found == null
        ? 0
        : found.values().stream().mapToInt(description -> description.partitions().size()).sum();
  }

  @Override
  public int largestRecord(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<ConfigResource, Config> found =
        answer(topic, "its settings", admin.describeConfigs(List.of(resource)).all());
    int largest = STANDARD_LARGEST;
    if (found != null) {
      for (Config config : found.values()) {
        ConfigEntry entry = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        largest = entry == null ? largest : Integer.parseInt(entry.value());
      }
    }
    return Math.min(largest, largestRequest);
  }

  @Override
  public long committed(String group, String topic, int partition) {
    Map<TopicPartition, OffsetAndMetadata> found =
        answer(
            topic,
            "the offsets of " + group,
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    OffsetAndMetadata offset =
        found == null ? null : found.get(new TopicPartition(topic, partition));
    return offset == null ? 0 : offset.offset();
  }

  private static <T> @Nullable T answer(String topic, String what, KafkaFuture<T> future) {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "The broker does not answer for {} of topic {}; the default is assumed", what, topic, e);
    }
    return null;
  }

  @Override
  public void close() {
    admin.close();
  }
}
