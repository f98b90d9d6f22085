package io.recurrence.cli;

import io.recurrence.core.SeriesPattern;
import io.recurrence.core.Severity;
import io.recurrence.notify.AlertmanagerReceiver;
import io.recurrence.notify.Delivery;
import io.recurrence.notify.Delivery.Attempt;
import io.recurrence.notify.Delivery.Fate;
import io.recurrence.notify.Receiver;
import io.recurrence.notify.ReportedIncident;
import io.recurrence.notify.WebhookReceiver;
import io.recurrence.schema.RegistryException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends incidents to an Alertmanager or a webhook. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    header = "Sends the incidents of topics to an Alertmanager, or a webhook.",
    description = {
      "",
      "Reads topics of incidents (output.incidents, output.groups) as a consumer group, and commits what has been delivered: each"
          + " report is sent at least once, with the same content each time. A receiver that does not answer is asked"
          + " again, later and later; a report that it refuses is logged and left out.",
      ""
    })
final class NotifyCommand implements Callable<Integer> {
  private static final String AUTHORIZATION = "RECURRENCE_NOTIFY_AUTHORIZATION";
  private static final List<String> SCHEMES = List.of("http", "https");

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      paramLabel = "TOPIC",
      arity = "1..*",
      description = "Of incidents, of series or of groups.")
  private List<String> topics = new ArrayList<>();

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  /** One of two. */
  static final class Where {
    @Option(
        names = "--alertmanager",
        required = true,
        paramLabel = "URL",
        description = "An Alertmanager, such as http://localhost:9093.")
    private @Nullable URI alertmanager;

    @Option(
        names = "--webhook",
        required = true,
        paramLabel = "URL",
        description = "Takes each report by POST, as the JSON document of its record.")
    private @Nullable URI webhook;
  }

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description = "The lowest severity that is sent: info, warning or critical. Default: info.")
  private Severity least = Severity.INFO;

  @Option(
      names = "--series",
      paramLabel = "PATTERN",
      description =
          "Of which series, or groups; * stands for any characters, ? for one. Default: all.")
  private String series = SeriesPattern.ALL.text();

  @Option(
      names = "--page",
      paramLabel = "URL",
      description = "The live page that reports link to, such as http://host:8080.")
  private String page = "";

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A further label of alerts; may be given several times.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description =
          "A header of each request; may be given several times. Authorization is best given by the environment variable "
              + AUTHORIZATION
              + ".")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--holds",
      paramLabel = "DURATION",
      description =
          "How long after its last report an alert holds that is not reported to be over. Default: ${DEFAULT-VALUE}.")
  private Duration holds = Duration.ofDays(7);

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long an answer is waited for. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description =
          "The consumer group, which knows what has been delivered; one for each receiver. Default: ${DEFAULT-VALUE}.")
  private String group = "recurrence-notify";

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description =
          "Where a group begins that has delivered nothing: latest or earliest. Default: latest.")
  private Start start = Start.LATEST;

  /** Where a new group begins. */
  enum Start {
    LATEST,
    EARLIEST
  }

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry of a topic in avro or protobuf.")
  private @Nullable String registry;

  @Option(
      names = "--dry-run",
      description = "Prints what would be sent, a line each, and lets the group forget it.")
  private boolean dry;

  @Override
  public Integer call() throws InterruptedException {
    Receiver receiver = receiver();
    Delivery delivery = new Delivery(receiver, access(), timeout);
    SeriesPattern pattern = new SeriesPattern(series);
    try (Topics admin = new Topics(kafka.properties())) {
      List<String> missing = admin.missing(topics);
      if (!missing.isEmpty()) {
        throw new UsageException("there is no topic " + String.join(", ", missing));
      }
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        OutputConsumer.of(kafka.properties(), settings())) {
      consumer.subscribe(topics);
      IncidentFeed feed =
          new IncidentFeed(
              consumer,
              OutputDecoder.of(registry),
              incident ->
                  incident.severity().compareTo(least) >= 0 && pattern.matches(incident.series()),
              dry ? incident -> print(receiver, incident) : delivery::send,
              !dry);
      System.out.printf("%s -> %s%n", String.join(", ", topics), receiver.address());
      ShutdownHook hook = ShutdownHook.of(consumer::wakeup);
      try {
        feed.run();
        System.out.println(feed.summary());
      } finally {
        hook.ended();
      }
    } catch (RegistryException e) {
      throw new FailureException(String.valueOf(e.getMessage()), e);
    } catch (KafkaException e) {
      throw new FailureException(
          "cannot read %s: %s".formatted(String.join(", ", topics), KafkaFailure.text(e)), e);
    }
    return 0;
  }

  private Receiver receiver() {
    URI given = where.alertmanager != null ? where.alertmanager : where.webhook;
    if (given == null || given.getHost() == null || !SCHEMES.contains(scheme(given))) {
      throw new UsageException(
          "the receiver was '%s' but it must be an address such as http://localhost:9093"
              .formatted(given));
    }
    if (least == Severity.NONE) {
      throw new UsageException("--min-severity must be info, warning or critical");
    }
    for (String label : labels.keySet()) {
      if (!label.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
        throw new UsageException(
            "--label was '%s' but a name must be of letters, digits and '_'".formatted(label));
      }
    }
    return where.alertmanager != null
        ? AlertmanagerReceiver.at(given, page, labels, holds)
        : new WebhookReceiver(given, page);
  }

  private static String scheme(URI address) {
    return address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
  }

  private Map<String, String> access() {
    Map<String, String> all = new LinkedHashMap<>(headers);
    String authorization = System.getenv(AUTHORIZATION);
    if (authorization != null) {
      all.putIfAbsent("Authorization", authorization);
    }
    return all;
  }

  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG,
        dry ? group + "-dry-run-" + UUID.randomUUID() : group,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        start.name().toLowerCase(Locale.ROOT),
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false);
  }

  private static Attempt print(Receiver receiver, ReportedIncident incident) {
    System.out.println(new String(receiver.body(incident), StandardCharsets.UTF_8));
    return new Attempt(Fate.DELIVERED, "printed", Duration.ZERO);
  }
}
