package io.recurrence.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.cli.OutputConsumer;
import io.recurrence.record.BinaryDecoder;
import io.recurrence.record.RecordFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** The latest of each series, read from output topics as any program could. */
final class DemoView implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final BinaryDecoder decoder = new BinaryDecoder();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, DemoLine> lines = new TreeMap<>();
  private final Thread reader = new Thread(this::read, "board");
  private long records;
  private long anomalies;

  /**
   * Begins to read.
   *
   * @param topics of anomalies, forecasts and results
   */
  DemoView(String bootstrapServers, Set<String> topics) {
    this.consumer =
        OutputConsumer.of(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                "recurrence-demo",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
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
    DemoLine line = lines.computeIfAbsent(record.path("series").asText(), DemoLine::new);
    if (record.has("forecast_value")) {
      line.forecast(record);
      return;
    }
    records++;
    anomalies += record.path("is_anomaly").asBoolean() ? 1 : 0;
    line.judged(record);
  }

  /**
   * Calls {@code action} on all lines, those with the latest anomalies first, while nothing changes
   * them.
   */
  synchronized void show(Action action) {
    List<DemoLine> sorted = new ArrayList<>(lines.values());
    sorted.sort(
        Comparator.comparingLong(
                (DemoLine line) ->
                    line.lastAnomaly < 0 ? Long.MAX_VALUE : line.records - line.lastAnomaly)
            .thenComparing(line -> line.series));
    action.accept(sorted, records, anomalies);
  }

  /** Draws a board. */
  interface Action {
    void accept(List<DemoLine> lines, long records, long anomalies);
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
