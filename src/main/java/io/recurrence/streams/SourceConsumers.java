package io.recurrence.streams;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.InputSpec;
import io.recurrence.config.SourceTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Kafka's own clients, of which the consumers can be asked how far they have read. */
final class SourceConsumers implements KafkaClientSupplier {
  private static final ThreadLocal<Tracked> POLLING = new ThreadLocal<>(); // of a stream thread

  private final String application;
  private final IsolationLevel isolation;
  private volatile @Nullable Admin admin; // that of Kafka Streams, which closes it

  SourceConsumers(ApplicationSpec spec, StreamsConfig settings) {
    checkProtocol(spec, settings);
    this.application = settings.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    this.isolation =
        settings
                .getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)
                .equals(StreamsConfig.AT_LEAST_ONCE)
            ? IsolationLevel.READ_UNCOMMITTED
            : IsolationLevel.READ_COMMITTED;
  }

  /**
   * Refuses a protocol by which its consumers could not work.
   *
   * @throws ConfigException where it is such a one
   */
  static void checkProtocol(ApplicationSpec spec, StreamsConfig settings) {
    String protocol = settings.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG);
    boolean gathers = spec.pipelines().stream().anyMatch(each -> each.input().gathers());
    if (gathers && GroupProtocol.of(protocol) == GroupProtocol.STREAMS) {
      throw new ConfigException(
          "kafka.group.protocol 'streams' makes consumers that do not say how far they have read,"
              + " which putting records of several partitions in order needs; set it to 'classic',"
              + " or input.gather to PT0S");
    }
  }

  /** What the consumers know of the source topics of a pipeline. */
  SourcePositions of(NamedPipeline pipeline, TopicFacts facts) {
    InputSpec input = pipeline.input();
    int partitions =
        input.partitionedBySeries()
            ? 0
            : bySeries(pipeline.names().repartitionTopic(application), input.topics(), facts);
    return new Positions(input.topics(), partitions);
  }

  /**
   * As many as there were, or are in the largest source topic: states lie by it, so it must not
   * change when partitions or topics are added.
   */
  private static int bySeries(String repartitionTopic, SourceTopics topics, TopicFacts facts) {
    int existing = facts.partitions(repartitionTopic);
    Collection<String> names = topics.pattern().isEmpty() ? topics.names() : facts.names();
    return existing > 0
        ? existing
        : names.stream().filter(topics::contains).mapToInt(facts::partitions).max().orElse(0);
  }

  /** A consumer that knows the last record that it has handed out, by partition. */
  private static final class Tracked extends KafkaConsumer<byte[], byte[]> {
    private final Map<TopicPartition, Long> last = new HashMap<>();

    Tracked(Map<String, Object> config) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      POLLING.set(this);
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      if (!records.isEmpty()) {
        last.keySet().retainAll(assignment());
        for (TopicPartition partition : records.partitions()) {
          var batch = records.records(partition);
          ConsumerRecord<byte[], byte[]> end = batch.get(batch.size() - 1);
          last.put(partition, end.offset());
        }
      }
      return records;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
      last.remove(partition);
      super.seek(partition, offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
      last.remove(partition);
      super.seek(partition, offset);
    }

    private long lastOf(TopicPartition partition) {
      return last.getOrDefault(partition, SourcePositions.UNKNOWN);
    }
  }

  /** Of the topics of one pipeline. */
  private final class Positions implements SourcePositions {
    private final SourceTopics topics;
    private final int partitionsBySeries;

    Positions(SourceTopics topics, int partitionsBySeries) {
      this.topics = topics;
      this.partitionsBySeries = partitionsBySeries;
    }

    @Override
    public int partitionsBySeries() {
      return partitionsBySeries;
    }

    @Override
    public int partitions() {
      return Math.max(1, counts().values().stream().mapToInt(Integer::intValue).sum());
    }

    @Override
    public List<String> topics(int partition) {
      return counts().entrySet().stream()
          .filter(topic -> topic.getValue() > partition)
          .map(Map.Entry::getKey)
          .toList();
    }

    @Override
    public int index(String topic, int partition) {
      return counts().headMap(topic).values().stream().mapToInt(Integer::intValue).sum()
          + partition;
    }

    /** How many partitions each topic has; none where there is no consumer to ask. */
    private SortedMap<String, Integer> counts() {
      SortedMap<String, Integer> counts = new TreeMap<>();
      Tracked consumer = POLLING.get();
      if (consumer != null) {
        Collection<String> known =
            topics.pattern().isEmpty() ? topics.names() : consumer.subscription();
        known.stream()
            .filter(topics::contains)
            .forEach(topic -> counts.put(topic, consumer.partitionsFor(topic).size()));
      }
      return counts;
    }

    @Override
    public CompletableFuture<Long> end(String topic, int partition) {
      Admin asked = admin;
      if (asked == null) {
        return CompletableFuture.completedFuture(UNKNOWN);
      }
      TopicPartition source = new TopicPartition(topic, partition);
      return asked
          .listOffsets(Map.of(source, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
          .partitionResult(source)
          .toCompletionStage()
          .thenApply(ListOffsetsResultInfo::offset)
          .exceptionally(e -> UNKNOWN)
          .toCompletableFuture();
    }

    @Override
    public long next(String topic, int partition, long processed) {
      TopicPartition source = new TopicPartition(topic, partition);
      Tracked consumer = assigned(source);
      boolean handedOut =
          consumer != null
              && consumer.lastOf(source) <= processed
              && consumer.currentLag(source).isPresent(); // else its position is not known either
      return consumer != null && handedOut
          ? consumer.position(source) // beyond marks of transactions, which are no records
          : processed + 1;
    }
  }

  private static @Nullable Tracked assigned(TopicPartition source) {
    Tracked consumer = POLLING.get();
    return consumer == null || !consumer.assignment().contains(source) ? null : consumer;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new Tracked(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    Admin created = Admin.create(config);
    admin = created;
    return created;
  }
}
