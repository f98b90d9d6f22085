package io.recurrence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.record.RecordFormatException;
import io.recurrence.schema.RegistryException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what stands in an output topic, whichever its format. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    header = "Shows the records of an output topic as JSON, one a line.",
    description = {
      "",
      "Reads what is committed, and leaves no trace at the broker. Of a dead letter, the headers that say why it is one"
          + " stand before the record as it came.",
      ""
    })
final class ReadCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5); // with a broker
  private static final int FOR_MARKERS = 1_000; // offsets that transactions may take up

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "TOPIC", description = "Written by a pipeline.")
  private String topic = "";

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "So many records of each partition, the newest. Default: ${DEFAULT-VALUE}.")
  private int last = 10;

  @Option(names = "--all", description = "All records, from the first that the topic has.")
  private boolean all;

  @Option(names = "--follow", description = "Goes on with what is written from now on.")
  private boolean follow;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "Only those of this series, or group; --last counts these.")
  private @Nullable String series;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry of a topic in avro or protobuf.")
  private @Nullable String registry;

  private OutputDecoder decoder = OutputDecoder.of(null);
  private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> newest = new HashMap<>();
  private long shown;
  private int damaged;

  @Override
  public Integer call() {
    if (last < 0) {
      throw new UsageException("--last must not be negative, but it is " + last);
    }
    Map<String, String> settings = kafka.properties();
    String servers =
        settings.getOrDefault(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, OutputConsumer.BOOTSTRAP_SERVERS);
    Map<String, Object> own =
        Map.of(
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    decoder = OutputDecoder.of(registry);
    try (KafkaConsumer<byte[], byte[]> consumer = OutputConsumer.of(settings, own)) {
      read(consumer);
    } catch (RegistryException e) {
      throw new FailureException(String.valueOf(e.getMessage()), e);
    } catch (TimeoutException e) {
      throw new FailureException(
          "no broker answers at %s; start one, or name it by --bootstrap-server HOST:PORT (and its security by --command-config)"
              .formatted(servers),
          e);
    } catch (KafkaException e) {
      throw new FailureException(
          "cannot read %s at %s: %s".formatted(topic, servers, KafkaFailure.text(e)), e);
    }
    return damaged == 0 ? 0 : Main.FAILED;
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new UsageException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    boolean whole = all || series != null; // nobody knows how far back a series was written last
    for (TopicPartition partition : partitions) {
      long begin = first.getOrDefault(partition, 0L);
      long back = end.getOrDefault(partition, 0L) - FOR_MARKERS - 2L * last;
      consumer.seek(partition, whole ? begin : Math.max(begin, back));
    }
    while (partitions.stream().anyMatch(p -> consumer.position(p) < end.getOrDefault(p, 0L))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        take(record);
      }
    }
    newest.values().forEach(records -> records.forEach(this::show));
    if (series != null && shown == 0) {
      String nothing = "%s has no record of the series '%s'".formatted(topic, series);
      if (!follow) {
        throw new UsageException(nothing);
      }
      System.err.println(nothing + " yet");
    }
    while (follow) {
      consumer.poll(Duration.ofSeconds(1)).forEach(this::follow);
    }
  }

  private boolean wanted(ConsumerRecord<byte[], byte[]> record) {
    return (record.value() != null || DeadLetterJson.recognises(record))
        && (series == null || (record.key() != null && isOf(series, record)));
  }

  /**
   * Whether a record is of a series: its key names that, or an incident, which says whose it is.
   */
  private boolean isOf(String series, ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    return key.equals(series) || (key.startsWith(series + '@') && isIncidentOf(series, record));
  }

  private boolean isIncidentOf(String series, ConsumerRecord<byte[], byte[]> record) {
    try {
      JsonNode json = MAPPER.readTree(decoder.json(record.value()));
      return json.has("incident_id")
          && (json.path("series").asText().equals(series)
              || json.path("group").asText().equals(series));
    } catch (RecordFormatException | IOException e) {
      return false;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (!wanted(record)) {
      return;
    }
    if (all) {
      show(record);
      return;
    }
    Deque<ConsumerRecord<byte[], byte[]>> records =
        newest.computeIfAbsent(record.partition(), unused -> new ArrayDeque<>());
    records.addLast(record);
    if (records.size() > last) {
      records.removeFirst();
    }
  }

  private void follow(ConsumerRecord<byte[], byte[]> record) {
    if (wanted(record)) {
      show(record);
    }
  }

  private void show(ConsumerRecord<byte[], byte[]> record) {
    PrintStream out = System.out;
    shown++;
    try {
      byte[] json =
          DeadLetterJson.recognises(record)
              ? DeadLetterJson.of(record).getBytes(StandardCharsets.UTF_8)
              : decoder.json(record.value());
      out.write(json, 0, json.length);
      out.println();
    } catch (RecordFormatException e) {
      damaged++;
      out.flush();
      System.err.printf(
          "%s-%d at offset %d: %s%n",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
    out.flush();
  }
}
