package io.recurrence.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the outputs of two runs. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    header = "Compares two topics, key by key and in the order of their records.",
    description = {
      "",
      "Such as plant.anomalies and what 'replay' made of it, plant.anomalies.replay. Exit code 0 where they are equal, 1"
          + " where they are not.",
      ""
    })
final class DiffCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_IDLE_POLLS = 150; // 30 s

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(index = "0", paramLabel = "TOPIC", description = "The first.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "TOPIC", description = "The second.")
  private String second = "";

  @Option(
      names = "--ignore",
      paramLabel = "FIELD",
      defaultValue = "pipeline_version",
      description = "A field that may differ; may be repeated. Default: ${DEFAULT-VALUE}.")
  private List<String> ignored = List.of();

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry of records in Avro or Protobuf.")
  private @Nullable String registry;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many keys that differ are shown. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Override
  public Integer call() {
    Map<String, String> settings = kafka.properties();
    OutputDifference difference = new OutputDifference(OutputDecoder.of(registry), ignored);
    try (Topics topics = new Topics(settings);
        KafkaConsumer<byte[], byte[]> one = OutputConsumer.of(settings, Map.of());
        KafkaConsumer<byte[], byte[]> other = OutputConsumer.of(settings, Map.of())) {
      List<String> missing = topics.missing(List.of(first, second));
      UsageException.require(missing.isEmpty(), "there is no topic " + String.join(", ", missing));
      Reading ofFirst = new Reading(one, first);
      Reading ofSecond = new Reading(other, second);
      while (ofFirst.more() || ofSecond.more()) { // both by turns, so that little waits
        ofFirst.take(record -> difference.take(true, record));
        ofSecond.take(record -> difference.take(false, record));
      }
    }
    return report(difference.keys());
  }

  private int report(Map<String, OutputDifference.Compared> keys) {
    List<Map.Entry<String, OutputDifference.Compared>> differing =
        keys.entrySet().stream().filter(each -> each.getValue().differing() > 0).toList();
    for (var each : differing.subList(0, Math.min(most, differing.size()))) {
      OutputDifference.Compared compared = each.getValue();
      System.out.printf(
          "%s: %,d of %,d and %,d records differ; the first: %s%n",
          each.getKey(),
          compared.differing(),
          compared.first(),
          compared.second(),
          compared.difference());
    }
    System.out.printf(
        "%,d of %,d keys differ; records: %,d in %s, %,d in %s%n",
        differing.size(),
        keys.size(),
        keys.values().stream().mapToLong(OutputDifference.Compared::first).sum(),
        first,
        keys.values().stream().mapToLong(OutputDifference.Compared::second).sum(),
        second);
    return differing.isEmpty() ? 0 : 1;
  }

  private interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record);
  }

  /** One topic, from its begin to its end as it was at first. */
  private static final class Reading {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private int idle;

    Reading(KafkaConsumer<byte[], byte[]> consumer, String topic) {
      this.consumer = consumer;
      this.partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      this.ends = consumer.endOffsets(partitions);
    }

    boolean more() {
      return partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L));
    }

    void take(Taker taker) {
      if (!more()) {
        return;
      }
      var records = consumer.poll(POLL);
      idle = records.isEmpty() ? idle + 1 : 0;
      if (idle > MOST_IDLE_POLLS) {
        throw new FailureException("the broker gives no more of " + partitions);
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        if (record.offset() < end) {
          taker.take(record);
        }
      }
    }
  }
}
