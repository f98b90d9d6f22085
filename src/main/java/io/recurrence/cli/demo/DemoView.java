package io.recurrence.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.cli.OutputConsumer;
import io.recurrence.record.BinaryDecoder;
import io.recurrence.record.RecordFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** The latest of each series, read from output topics as any program could. */
final class DemoView implements AutoCloseable {
  private static final int MOST_ANOMALIES = 1_000;

  private final ObjectMapper json = new ObjectMapper();
  private final BinaryDecoder decoder = new BinaryDecoder();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, String> topics;
  private final String note;
  private final LongSupplier refused;
  private final Map<String, DemoLine> lines = new TreeMap<>(); // by pipeline and series
  private final Deque<DemoAnomaly> anomalies = new ArrayDeque<>(); // the newest first
  private final Thread reader = new Thread(this::read, "board");
  private long records;
  private long flagged;

  /**
   * Begins to read.
   *
   * @param topics of anomalies, forecasts and results, with their pipelines
   * @param note what is to be known of the data
   * @param refused how many records the pipelines could not use
   */
  DemoView(String bootstrapServers, Map<String, String> topics, String note, LongSupplier refused) {
    this.topics = Map.copyOf(topics);
    this.note = note;
    this.refused = refused;
    this.consumer =
        OutputConsumer.of(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                "recurrence-demo",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
    consumer.subscribe(topics.keySet());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          take(
              topics.getOrDefault(record.topic(), ""), json.readTree(decoder.json(record.value())));
        }
      }
    } catch (WakeupException e) {
      // closed
    } catch (IOException | RecordFormatException e) {
      throw new IllegalStateException("an output topic holds what cannot be read", e);
    } finally {
      consumer.close();
    }
  }

  private synchronized void take(String pipeline, JsonNode record) {
    String series = record.path("series").asText();
    DemoLine line = lines.computeIfAbsent(pipeline + '\n' + series, unused -> new DemoLine(series));
    if (record.has("forecast_value")) {
      line.forecast(record);
      return;
    }
    records++;
    line.judged(record);
    if (record.path("is_anomaly").asBoolean()) {
      flagged++;
      anomalies.addFirst(
          new DemoAnomaly(
              series, record.path("timestamp").asLong(), record.path("reason").asText()));
      if (anomalies.size() > MOST_ANOMALIES) {
        anomalies.removeLast();
      }
    }
  }

  /** How much of everything there is, in one line. */
  synchronized String totals() {
    return String.format(
        Locale.ROOT,
        "%,d series, %,d records, %,d anomalies, %,d refused; %s",
        lines.size(),
        records,
        flagged,
        refused.getAsLong(),
        note);
  }

  /** Calls {@code action} on all lines and anomalies while nothing changes them. */
  synchronized void show(Action action) {
    action.accept(new ArrayList<>(lines.values()), anomalies);
  }

  /** The anomalies after the first so many that came, in their order. */
  synchronized List<DemoAnomaly> anomaliesSince(long seen) {
    List<DemoAnomaly> fresh = new ArrayList<>();
    Iterator<DemoAnomaly> newest = anomalies.iterator();
    while (newest.hasNext() && fresh.size() < flagged - seen) {
      fresh.add(0, newest.next());
    }
    return fresh;
  }

  /** Draws a board. */
  interface Action {
    void accept(List<DemoLine> lines, Iterable<DemoAnomaly> anomalies);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
