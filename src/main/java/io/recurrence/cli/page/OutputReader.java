package io.recurrence.cli.page;

import io.micrometer.core.instrument.Counter;
import io.recurrence.cli.OutputConsumer;
import io.recurrence.cli.OutputDecoder;
import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.page.LiveView;
import io.recurrence.record.RecordFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what pipelines write, as any program could, into a {@link LiveView}. It looks on: it reads
 * no faster than anyone could watch, a sample of the forecasts and only while someone does, and
 * where the stream runs ahead it goes on from near the end, so that it never costs the stream more
 * than a little.
 */
final class OutputReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);
  private static final long PERIOD_MILLIS = 50;
  private static final int RECORDS = 2_000; // in a period
  private static final int FETCHED_BYTES = 2 << 20; // at once
  private static final long BACK = 50_000; // records before the end of a partition to begin at
  private static final long BACK_FORECASTS = 1_000; // these are longer
  private static final long MOST_BEHIND = 100_000;
  private static final long WINDOW_NANOS = 250_000_000;
  private static final int FORECASTS = 250; // in a window
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final LiveView view;
  private final Map<String, OutputDecoder> decoders = new HashMap<>(); // by topic
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, String> anomalies = new HashMap<>(); // or results; topic to pipeline
  private final Map<String, String> forecasts = new HashMap<>();
  private final Map<String, String> incidents = new HashMap<>();
  private final Runnable whenReady;
  private final Counter failures;
  private final Thread reader = new Thread(this::read, "page-follower");
  private volatile boolean closed;
  private boolean reading = true; // forecasts
  private long windowNanos = System.nanoTime();
  private int inWindow; // forecasts read in this window

  /**
   * Begins to read.
   *
   * @param settings of Kafka's clients
   * @param failures counts what went wrong
   * @param whenReady called once, after what is written already has been read
   */
  OutputReader(
      Map<String, String> settings,
      List<PipelineSpec> specs,
      LiveView view,
      Counter failures,
      Runnable whenReady) {
    this.view = view;
    this.failures = failures;
    this.whenReady = whenReady;
    for (PipelineSpec spec : specs) {
      OutputSpec output = spec.output();
      anomalies.put(
          output.results().isEmpty() ? output.anomalies() : output.results(), spec.name());
      forecasts.put(output.forecasts(), spec.name());
      incidents.put(output.incidents(), spec.name());
      OutputDecoder decoder = new OutputDecoder(output.schema().registry());
      output.topics().values().forEach(topic -> decoders.put(topic, decoder));
    }
    List.of(anomalies, forecasts, incidents).forEach(topics -> topics.remove(""));
    this.consumer =
        OutputConsumer.of(
            settings,
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "recurrence-page",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                RECORDS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCHED_BYTES));
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    boolean caughtUp = false;
    boolean assigned = false;
    try (consumer) {
      while (!closed) {
        try {
          if (!assigned) {
            assign();
            assigned = true;
          }
          watch(view.watched());
          consumer.poll(Duration.ofMillis(PERIOD_MILLIS)).forEach(this::take);
          caughtUp = caughtUp || reportCaughtUp();
          catchUp();
          view.reading(true);
          TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        } catch (WakeupException e) {
          return; // closed
        } catch (OutOfMemoryError e) {
          view.shrink();
          stumble("The page holds half from now on: there was no memory for what it held", e);
        } catch (RuntimeException e) {
          stumble("The page cannot read the output topics; it tries again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stumble(String message, Throwable e) throws InterruptedException {
    view.reading(false);
    failures.increment();
    LOG.warn(message, e);
    TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
  }

  private boolean reportCaughtUp() {
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(partition);
      if (anomalies.containsKey(partition.topic()) && lag.orElse(1) > 0) {
        return false;
      }
    }
    whenReady.run();
    return true;
  }

  private void assign() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Map<String, String> topics : List.of(anomalies, forecasts, incidents)) {
      for (String topic : topics.keySet()) {
        consumer
            .partitionsFor(topic)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
    }
    consumer.assign(partitions);
    goBack(partitions);
  }

  /** Moves to a little before the end. */
  private void goBack(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    consumer
        .endOffsets(partitions)
        .forEach(
            (partition, end) -> {
              long back = forecasts.containsKey(partition.topic()) ? BACK_FORECASTS : BACK;
              consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - back));
            });
  }

  /** Lets forecasts in, some of them in each window; they are long, and one replaces another. */
  private void watch(boolean watched) {
    long now = System.nanoTime();
    if (watched && now - windowNanos >= WINDOW_NANOS) {
      windowNanos = now;
      inWindow = 0;
    }
    boolean wanted = watched && inWindow < FORECASTS;
    if (wanted == reading) {
      return;
    }
    reading = wanted;
    List<TopicPartition> partitions =
        consumer.assignment().stream().filter(p -> forecasts.containsKey(p.topic())).toList();
    if (wanted) {
      consumer.resume(partitions);
    } else {
      consumer.pause(partitions);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    byte[] value = text(record);
    String incident = incidents.get(record.topic());
    if (incident != null) {
      view.incident(incident, value);
    }
    String judged = anomalies.get(record.topic());
    if (judged != null) {
      view.judged(judged, value);
    }
    String forecast = forecasts.get(record.topic());
    if (forecast != null && record.key() != null) {
      String series = new String(record.key(), StandardCharsets.UTF_8);
      inWindow++;
      view.forecast(forecast, series, record.timestamp(), value);
    }
  }

  /** A record as JSON; one that is damaged as it is, which the view will count as unread. */
  private byte[] text(ConsumerRecord<byte[], byte[]> record) {
    OutputDecoder decoder = decoders.get(record.topic());
    try {
      return decoder == null ? record.value() : decoder.json(record.value());
    } catch (RecordFormatException e) {
      return record.value();
    }
  }

  /** Where the stream has run far ahead, goes on from near the end. */
  private void catchUp() {
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(partition);
      long max = forecasts.containsKey(partition.topic()) ? BACK_FORECASTS : MOST_BEHIND;
      if (lag.isPresent() && lag.getAsLong() > max && !consumer.paused().contains(partition)) {
        long passedOver = lag.getAsLong() - max / 5;
        consumer.seek(partition, consumer.position(partition) + passedOver);
        if (anomalies.containsKey(partition.topic())) {
          view.skip(passedOver);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
