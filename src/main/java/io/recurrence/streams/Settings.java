package io.recurrence.streams;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * The settings of Kafka Streams for an application: our defaults, overridden by what the
 * specifications of its pipelines say.
 */
public final class Settings {
  static final int LARGEST_REQUEST = 16 << 20;
  private static final int RESTORED_AT_ONCE = 4 << 20; // bytes: 1,000 states, as many as a poll
  // the least that brokers allow by default: so long a dead instance keeps its
  // partitions
  private static final int SESSION_MILLIS = 6_000;
  private static final int HEARTBEAT_MILLIS = 1_500;
  static final int LARGEST_INTERNAL = 4 << 20; // a record and what is added to it

  private Settings() {}

  /** Settings for one instance of a pipeline that is an application of its own. */
  public static Properties of(PipelineSpec spec, Map<String, String> overrides) {
    return of(ApplicationSpec.of(spec), overrides);
  }

  /**
   * Settings for one instance.
   *
   * @param overrides from a command line or a file of client settings; they override the
   *     specifications
   */
  public static Properties of(ApplicationSpec spec, Map<String, String> overrides) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, spec.name());
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    p.put(
        StreamsConfig.STATE_DIR_CONFIG,
        Path.of(System.getProperty("user.home"), ".recurrence", "state").toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, HeapBudget.standard());
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // records come as bytes, so none can fail to be deserialised; should one, it must not be lost
    p.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    p.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class);
    // what a record is to blame for is refused where it is read; all else is a fault of the task
    p.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class);
    // without the prefix of a client, so that what users set is above it with the prefix or without
    p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    p.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    p.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    // the topics have their own limits, by which records are cut
    p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_INTERNAL);
    p.put(
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        RESTORED_AT_ONCE);
    p.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
    p.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    p.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    p.putAll(spec.kafka());
    p.putAll(overrides);
    return p;
  }
}
