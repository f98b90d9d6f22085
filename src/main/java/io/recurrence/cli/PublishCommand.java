package io.recurrence.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.ServedNetwork;
import io.recurrence.forecast.network.WeightSchedule;
import io.recurrence.forecast.network.Weights;
import io.recurrence.record.Times;
import io.recurrence.streams.Meters;
import io.recurrence.streams.WeightsFeed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes weights for the network of a running pipeline. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    header = "Publishes weights that a running network goes on with, from an event time on.",
    description = {
      "",
      "They are written to the control topic that the pipeline names, {type: lstm, control: TOPIC}, which is made if need"
          + " be. Each series goes on with them at its first value of that time or later: its network begins anew and reads"
          + " the kept window. All instances must have read the topic by then, which takes seconds.",
      ""
    })
final class PublishCommand implements Callable<Integer> {
  private static final Duration LEAD = Duration.ofMinutes(1);

  @Mixin private SpecOptions options = new SpecOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  /** One of three. */
  static final class What {
    @Option(
        names = "--weights",
        required = true,
        paramLabel = "PATH",
        description = "A file of weights, or the name of some that come with this version.")
    private @Nullable String weights;

    @Option(
        names = "--withdraw",
        required = true,
        paramLabel = "TIME",
        description = "Takes back what was published for this time.")
    private @Nullable String withdraw;

    @Option(
        names = "--list",
        required = true,
        description = "Lists which weights serve from when on.")
    private boolean list;
  }

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The event time, such as 2026-01-31T12:00:00Z, at least a minute ahead. Default: so far ahead that no record can"
              + " have passed it (now, input.max-ahead and a minute).")
  private @Nullable String at;

  @Option(
      names = "--past",
      description =
          "Allows a time that has passed. What running instances wrote since then will not be repeated by a replay; for"
              + " records that are yet to be read it is sound.")
  private boolean past;

  @Override
  public Integer call() {
    PipelineSpec spec = options.load();
    Map<String, String> settings = kafka.over(spec.kafka());
    List<ServedNetwork> controlled =
        spec.networks().stream().filter(n -> !n.control().isEmpty()).toList();
    WeightSchedule schedule = only(controlled, "with a control topic");
    String topic = controlled.get(0).control();
    if (what.weights != null) {
      publish(spec, topic, schedule, find(what.weights), settings);
    } else {
      read(spec, topic, settings);
      if (what.list) {
        System.out.printf("%s: %s from the beginning%n", topic, schedule.first().version());
        schedule
            .scheduled()
            .forEach((time, each) -> System.out.printf("%s  %s%n", time, each.version()));
      } else if (what.withdraw != null) {
        withdraw(topic, schedule, time("--withdraw", what.withdraw), settings);
      }
    }
    return 0;
  }

  private void publish(
      PipelineSpec spec,
      String topic,
      WeightSchedule schedule,
      Weights weights,
      Map<String, String> settings) {
    Instant now = Instant.now();
    Instant time =
        at == null
            ? now.plus(spec.input().maxAhead())
                .plus(LEAD)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1)
            : Instant.ofEpochMilli(time("--at", at));
    requireAhead("--at", time, now);
    try {
      schedule.schedule(time.toEpochMilli(), weights);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--weights: " + e.getMessage());
    }
    byte[] bytes = weights.toBytes();
    if (bytes.length > WeightsFeed.LARGEST - 1024) { // what a record needs beside its value
      throw new UsageException(
          "--weights: %,d bytes are more than a control topic takes (%,d)"
              .formatted(bytes.length, WeightsFeed.LARGEST - 1024));
    }
    try (Topics topics = new Topics(settings)) {
      topics.createControls(List.of(topic));
    }
    send(topic, time, bytes, settings);
    System.out.printf("%s: weights %s serve from %s on%n", topic, weights.version(), time);
  }

  private void withdraw(
      String topic, WeightSchedule schedule, long at, Map<String, String> settings) {
    Instant time = Instant.ofEpochMilli(at);
    if (!schedule.scheduled().containsKey(time)) {
      throw new UsageException(
          "nothing was published on %s for %s; --list shows what was".formatted(topic, time));
    }
    requireAhead("--withdraw", time, Instant.now());
    send(topic, time, null, settings);
    System.out.printf("%s: what was to serve from %s on is withdrawn%n", topic, time);
  }

  private void requireAhead(String option, Instant time, Instant now) {
    if (!past && time.isBefore(now.plus(LEAD))) {
      throw new UsageException(
          "%s was %s but it must be at least %s ahead, so that all instances know of it; --past allows it"
              .formatted(option, time, LEAD));
    }
  }

  private static void read(PipelineSpec spec, String topic, Map<String, String> settings) {
    try (Topics topics = new Topics(settings)) {
      if (!topics.missing(List.of(topic)).isEmpty()) {
        return; // nothing has been published yet
      }
    }
    Meters unseen = new Meters(new SimpleMeterRegistry(), spec.name());
    try (WeightsFeed feed = new WeightsFeed(spec, settings, unseen)) {
      feed.start();
    } catch (KafkaException e) {
      throw new FailureException("cannot read topic " + topic + ": " + KafkaFailure.text(e), e);
    }
  }

  private static void send(
      String topic, Instant time, byte @Nullable [] value, Map<String, String> settings) {
    Map<String, Object> config = new HashMap<>(settings);
    config.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, WeightsFeed.LARGEST);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * WeightsFeed.LARGEST);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, WeightsFeed.key(time), value)).get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new FailureException("cannot write to topic " + topic + ": " + cause.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException("interrupted while writing to topic " + topic, e);
    }
  }

  /** The weight schedule of the only network. */
  static WeightSchedule only(List<ServedNetwork> networks, String asked) {
    if (networks.size() != 1) {
      throw new UsageException(
          networks.isEmpty()
              ? "the pipeline has no network %s, such as {type: lstm, control: TOPIC}"
                  .formatted(asked)
              : "the pipeline has %d networks %s; give it a pipeline with one"
                  .formatted(networks.size(), asked));
    }
    return networks.get(0).schedule();
  }

  static Weights find(String name) {
    try {
      return Weights.find(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  static long time(String option, String text) {
    try {
      return Times.millis(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "%s was '%s' but it must be a time such as 2026-01-31T12:00:00Z".formatted(option, text));
    }
  }
}
