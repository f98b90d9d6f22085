package io.recurrence.cli;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.streams.ChangelogStates;
import io.recurrence.streams.InternalTopics;
import io.recurrence.streams.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a series, or a pipeline, begin anew. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    header = "Makes a series, or whole pipelines, begin anew.",
    description = {
      "",
      "All instances must be stopped. Without --execute it only says what it would do.",
      ""
    })
final class ResetCommand implements Callable<Integer> {
  @Mixin private ApplicationOptions options = new ApplicationOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "Forgets this series alone; it begins anew with its next record.")
  private @Nullable String series;

  @Option(
      names = "--keep-offsets",
      description =
          "Forgets what was learned, and goes on with the records to come. Without it, all input is read again from"
              + " its begin, and outputs are written again.")
  private boolean keepOffsets;

  @Option(names = "--execute", description = "Does it.")
  private boolean execute;

  @Override
  public Integer call() throws IOException {
    UsageException.require(
        series == null || !keepOffsets,
        "--keep-offsets is of whole pipelines; a series keeps them");
    ApplicationSpec spec = options.loadToRun();
    Map<String, String> settings = kafka.over(spec.kafka());
    try (ApplicationAdmin admin = new ApplicationAdmin(spec, settings)) {
      admin.checkStopped();
      if (series != null) {
        forget(series, spec, settings, admin);
      } else {
        reset(spec, settings, admin);
      }
    }
    if (!execute) {
      System.out.println("nothing was done; --execute does it");
    }
    return 0;
  }

  private void forget(
      String name, ApplicationSpec spec, Map<String, String> settings, ApplicationAdmin admin) {
    for (PipelineSpec pipeline : spec.pipelines()) {
      ChangelogStates states = new ChangelogStates(spec, pipeline);
      if (admin.existing(List.of(states.topic())).isEmpty()) {
        throw new UsageException("there is no topic %s".formatted(states.topic()));
      }
      System.out.printf("%s: the state of '%s' is deleted%n", states.topic(), name);
      if (execute && !forget(name, states, settings)) {
        System.out.printf("%s had none%n", states.topic());
      }
    }
  }

  private static boolean forget(String name, ChangelogStates states, Map<String, String> settings) {
    Map<String, Object> config = new HashMap<>(settings);
    config.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, OutputConsumer.BOOTSTRAP_SERVERS);
    try (KafkaConsumer<byte[], byte[]> consumer = OutputConsumer.of(settings, Map.of());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      return states.forget(name, consumer, producer);
    }
  }

  private void reset(ApplicationSpec spec, Map<String, String> settings, ApplicationAdmin admin)
      throws IOException {
    InternalTopics internal = new InternalTopics(spec);
    List<String> topics = admin.existing(keepOffsets ? internal.states() : internal.all());
    topics.forEach(topic -> System.out.printf("topic %s is deleted%n", topic));
    if (!keepOffsets) {
      System.out.printf("group %s is deleted%n", spec.name());
    }
    Path directory =
        Path.of(
            Settings.of(spec, settings).getProperty(StreamsConfig.STATE_DIR_CONFIG, ""),
            spec.name());
    System.out.printf(
        "%s is deleted; on other machines where it ran, delete it before it runs there again%n",
        directory);
    if (execute) {
      delete(directory); // first: an instance without topics makes new ones
      admin.deleteTopics(topics);
      if (!keepOffsets) {
        admin.deleteGroup();
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
