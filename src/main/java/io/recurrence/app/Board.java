package io.recurrence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.format.BinaryDecoder;
import io.recurrence.format.RecordFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The latest of each series, read from output topics as any program could. */
final class Board implements AutoCloseable {
  static final int HISTORY = 60;

  /** One series as it stands. */
  static final class Line {
    final String series;
    final Deque<Double> values = new ArrayDeque<>();
    double value;
    double expected;
    double lower;
    double upper;
    boolean banded;
    String status = "";
    long records;
    long anomalies;
    long lastAnomaly = -1; // which record it was
    String reason = "";
    int steps;
    double ahead; // the end of the forecast
    double aheadLower;
    double aheadUpper;

    Line(String series) {
      this.series = series;
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final BinaryDecoder decoder = new BinaryDecoder();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Line> lines = new TreeMap<>();
  private final Thread reader = new Thread(this::read, "board");
  private long records;
  private long anomalies;

  /**
   * Begins to read.
   *
   * @param topics of anomalies and forecasts
   */
  Board(String bootstrapServers, Set<String> topics) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, "recurrence-demo");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(topics);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          take(json.readTree(decoder.json(record.value())));
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

  private synchronized void take(JsonNode record) {
    Line line = lines.computeIfAbsent(record.path("series").asText(), Line::new);
    if (record.has("forecast_value")) {
      line.steps = record.path("horizon").asInt();
      line.ahead = last(record, "forecast_value");
      line.aheadLower = last(record, "lower_bound");
      line.aheadUpper = last(record, "upper_bound");
      return;
    }
    records++;
    line.records++;
    line.status = record.path("status").asText();
    line.banded = !record.path("expected_value").isNull();
    line.expected = record.path("expected_value").asDouble();
    line.lower = record.path("lower_bound").asDouble();
    line.upper = record.path("upper_bound").asDouble();
    if (!record.path("value").isNull()) {
      line.value = record.path("value").asDouble();
      line.values.addLast(line.value);
      if (line.values.size() > HISTORY) {
        line.values.removeFirst();
      }
    }
    if (record.path("is_anomaly").asBoolean()) {
      anomalies++;
      line.anomalies++;
      line.lastAnomaly = line.records;
      line.reason = record.path("reason").asText();
    }
  }

  private static double last(JsonNode record, String field) {
    JsonNode array = record.path(field);
    return array.path(array.size() - 1).asDouble();
  }

  /**
   * Calls {@code action} on all lines, those with the latest anomalies first, while nothing changes
   * them.
   */
  synchronized void show(Action action) {
    List<Line> sorted = new ArrayList<>(lines.values());
    sorted.sort(
        Comparator.comparingLong(
                (Line line) ->
                    line.lastAnomaly < 0 ? Long.MAX_VALUE : line.records - line.lastAnomaly)
            .thenComparing(line -> line.series));
    action.accept(sorted, records, anomalies);
  }

  /** Draws a board. */
  interface Action {
    void accept(List<Line> lines, long records, long anomalies);
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
