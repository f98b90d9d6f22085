package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.ServedNetwork;
import io.recurrence.forecast.network.WeightSchedule;
import io.recurrence.forecast.network.Weights;
import io.recurrence.streams.ControlMeters.Published;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the control topics of a pipeline into the {@linkplain WeightSchedule schedules} of its
 * networks. The key of a record is the event time from which weights serve, in ISO-8601 and UTC;
 * its value is a file of weights, or none, which takes back what was scheduled for that time. The
 * last record of a key counts, so that a compacted topic says the same as a whole one. A record
 * that cannot be used counts as none: it is logged and counted, and the stream goes on.
 *
 * <p>{@link #start} returns once the topics have been read to their end; what is published later is
 * taken up by a thread of its own. An {@link Application} has one; a topology of one's own with a
 * network that has a control topic starts one before its streams.
 */
public final class WeightsFeed implements AutoCloseable {
  /** The largest record of a control topic, in bytes. */
  public static final int LARGEST = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(WeightsFeed.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long RETRY_SECONDS = 5;

  private final Map<String, WeightSchedule> schedules = new HashMap<>(); // by topic
  private final Map<String, Object> config;
  private final Meters meters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread follower = new Thread(this::follow, "weights");
  private @Nullable Consumer<byte[], byte[]> consumer;
  private boolean following; // all that was there before has been read

  /**
   * A feed of the networks of a specification.
   *
   * @param overrides settings of Kafka that override those of the specification
   */
  public WeightsFeed(PipelineSpec spec, Map<String, String> overrides, Meters meters) {
    for (ServedNetwork network : spec.networks()) {
      if (!network.control().isEmpty()) {
        schedules.put(network.control(), network.schedule());
      }
    }
    StreamsConfig settings = new StreamsConfig(Settings.of(spec, overrides));
    this.config = settings.getGlobalConsumerConfigs(spec.name() + "-weights");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
    this.meters = meters;
    follower.setDaemon(true);
  }

  /** The key of the record that schedules weights. */
  public static byte[] key(Instant time) {
    return time.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what has been published, then follows.
   *
   * @throws KafkaException where a control topic does not exist or cannot be read to its end
   */
  public void start() {
    if (schedules.isEmpty()) {
      return;
    }
    Consumer<byte[], byte[]> from =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer = from;
    from.assign(partitions(from));
    from.seekToBeginning(from.assignment());
    Map<TopicPartition, Long> ends = from.endOffsets(from.assignment());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> from.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "control topics %s were not read to their end within %s"
                .formatted(schedules.keySet(), PATIENCE));
      }
      take(from.poll(POLL));
    }
    schedules.forEach(
        (topic, schedule) -> LOG.info("{}: weights by time {}", topic, words(schedule)));
    following = true;
    follower.start();
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> from) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : schedules.keySet()) {
      List<PartitionInfo> found = from.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new KafkaException("there is no control topic " + topic);
      }
      found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    return partitions;
  }

  private static String words(WeightSchedule schedule) {
    StringBuilder words = new StringBuilder(schedule.first().version());
    schedule
        .scheduled()
        .forEach(
            (time, weights) ->
                words.append(", ").append(weights.version()).append(" from ").append(time));
    return words.toString();
  }

  private void follow() {
    Consumer<byte[], byte[]> from = consumer;
    if (from == null) {
      return;
    }
    boolean open = true;
    while (open) {
      try {
        take(from.poll(POLL));
        open = closed.getCount() > 0;
      } catch (RuntimeException e) {
        LOG.error("The control topics {} cannot be read; tried again", schedules.keySet(), e);
        meters.control().failure();
        open = !pause();
      }
    }
    from.close();
  }

  /** Waits a while; returns at once, and true, where it is closed. */
  private boolean pause() {
    try {
      return closed.await(RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** One record that cannot be used keeps none of the others from being taken. */
  private void take(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      WeightSchedule schedule = schedules.get(record.topic());
      String place = record.topic() + '-' + record.partition() + '@' + record.offset();
      try {
        if (schedule != null) {
          take(schedule, record, place);
        }
      } catch (RuntimeException e) {
        LOG.error("{}: the record is ignored", place, e);
        meters.control().record(Published.IGNORED);
      }
    }
  }

  private void take(WeightSchedule schedule, ConsumerRecord<byte[], byte[]> record, String place) {
    long time;
    try {
      time = time(record.key());
    } catch (DateTimeException e) {
      LOG.warn("{}: {}; the record is ignored", place, e.getMessage());
      meters.control().record(Published.IGNORED);
      return;
    }
    Instant from = Instant.ofEpochMilli(time);
    if (record.value() == null) {
      if (schedule.withdraw(time)) {
        LOG.info("{}: the weights from {} are withdrawn", place, from);
      }
      meters.control().record(Published.WITHDRAWN);
      return;
    }
    try {
      Weights weights = Weights.of(record.value(), "its value");
      schedule.schedule(time, weights);
      boolean late = following && time <= meters.newest();
      if (late) {
        LOG.warn(
            "{}: weights {} serve from {}, but this instance has seen records of {}; what it wrote since cannot be"
                + " replayed",
            place,
            weights.version(),
            from,
            Instant.ofEpochMilli(meters.newest()));
      } else {
        LOG.info("{}: weights {} serve from {}", place, weights.version(), from);
      }
      meters.control().record(late ? Published.LATE : Published.SCHEDULED);
    } catch (IllegalArgumentException e) {
      schedule.withdraw(time); // the last record of a key counts
      LOG.warn("{}: {}; the record is ignored", place, e.getMessage());
      meters.control().record(Published.IGNORED);
    }
  }

  /** One spelling per time, so that it has one key. */
  private static long time(byte @Nullable [] key) {
    String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    try {
      Instant time = Instant.parse(text);
      if (time.toString().equals(text) && time.equals(Instant.ofEpochMilli(time.toEpochMilli()))) {
        return time.toEpochMilli();
      }
    } catch (DateTimeException | ArithmeticException e) {
      LOG.debug("not a time", e);
    }
    throw new DateTimeException(
        "the key '%s' is not a time in milliseconds such as 2026-01-31T12:00:00Z"
            .formatted(text.length() > 40 ? text.substring(0, 40) : text));
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      follower.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!following && consumer != null) {
      consumer.close(); // nobody else does
    }
  }
}
