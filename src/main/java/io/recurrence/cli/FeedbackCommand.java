package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.Feedback;
import io.recurrence.record.Feedback.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what one thinks of an alarm. */
@Command(
    name = "feedback",
    mixinStandardHelpOptions = true,
    header = "Tells a pipeline of false alarms, missed anomalies, maintenance and mutes.",
    description = {
      "",
      "Writes a record to the topic of feedback that the pipeline names (feedback: TOPIC). False alarms and missed"
          + " anomalies move the alarm rate of their series; values at a time of maintenance are left out; a mute flags"
          + " nothing, and learns as ever.",
      "",
      "  recurrence feedback machines.yaml false-alarm --incident pump-7@2026-03-01T12:30:00Z",
      "  recurrence feedback machines.yaml missed --series pump-7 --at 2026-03-01T12:30:00Z",
      "  recurrence feedback machines.yaml mute --series 'pump-*' --for 2h",
      "  recurrence feedback machines.yaml maintenance --series '*' --from 2026-03-01T22:00Z --to 2026-03-02T02:00Z",
      ""
    })
final class FeedbackCommand implements Callable<Integer> {
  private static final String LIST = "list";

  @Mixin private SpecOptions options = new SpecOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      index = "1",
      paramLabel = "WHAT",
      completionCandidates = Kinds.class,
      description =
          "One of ${COMPLETION-CANDIDATES}; list prints maintenance and mutes that are not over.")
  private String what = "";

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description = "A false alarm, by the id of its incident.")
  private @Nullable String incident;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "The series; of maintenance and mutes a pattern: * stands for any characters.")
  private @Nullable String series;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The event time of the record that was flagged, or should have been, such as 2026-03-01T12:30:00Z.")
  private @Nullable String at;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "When maintenance or a mute begins, in event time. Default: now.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "When it ends.")
  private @Nullable String to;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it lasts, in the place of --to, such as 2h.")
  private @Nullable Duration length;

  /** What can be said, as it is written. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Arrays.stream(Kind.values()).map(Kind::written), Stream.of(LIST))
          .iterator();
    }
  }

  @Override
  public Integer call() {
    PipelineSpec spec = options.load();
    UsageException.require(
        !spec.feedback().isEmpty(),
        spec.name() + " takes no feedback; name a topic for it, feedback: TOPIC");
    Map<String, String> settings = kafka.over(spec.kafka());
    if (what.equals(LIST)) {
      list(spec, settings);
      return 0;
    }
    Feedback feedback = feedback();
    try (Topics topics = new Topics(settings)) {
      List<String> missing = topics.missing(List.of(spec.feedback()));
      UsageException.require(missing.isEmpty(), "the broker has no topic " + spec.feedback());
    }
    byte[] written = feedback.toJson();
    try (Publisher publisher = new Publisher(settings, spec.feedback())) {
      publisher.send(feedback.series().getBytes(StandardCharsets.UTF_8), written);
      publisher.flush();
    }
    System.out.printf("%s: %s%n", spec.feedback(), new String(written, StandardCharsets.UTF_8));
    return 0;
  }

  /** Prints the windows that are not over. */
  private static void list(PipelineSpec spec, Map<String, String> settings) {
    long now = Instant.now().toEpochMilli();
    OutputDecoder decoder = new OutputDecoder(spec.output().schema().registry());
    try (SeriesRecords topics = new SeriesRecords(settings, decoder)) {
      for (Feedback each : GivenFeedback.windows(topics, spec.feedback())) {
        if (each.to() > now) {
          System.out.printf(
              "%-11s %s  %s to %s%n",
              each.kind().written(),
              each.series(),
              Instant.ofEpochMilli(each.from()),
              Instant.ofEpochMilli(each.to()));
        }
      }
    } catch (KafkaException e) {
      throw new FailureException("cannot read: " + FailureException.rootMessage(e), e);
    }
  }

  private Feedback feedback() {
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(each -> each.written().equals(what))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "'%s' is none of %s".formatted(what, String.join(", ", new Kinds()))));
    List<String> wrong = new ArrayList<>();
    refuse(wrong, "--incident", incident != null && kind != Kind.FALSE_ALARM);
    refuse(wrong, "--at", at != null && (kind.window() || incident != null));
    refuse(wrong, "--series", series != null && incident != null);
    refuse(wrong, "--from", from != null && !kind.window());
    refuse(wrong, "--to", to != null && (!kind.window() || length != null));
    refuse(wrong, "--for", length != null && !kind.window());
    UsageException.require(
        wrong.isEmpty(), "%s cannot stand beside %s".formatted(String.join(", ", wrong), what));
    if (incident != null) {
      return ofIncident(incident);
    }
    String named = given("--series", series);
    if (!kind.window()) {
      long time = PublishCommand.time("--at", given("--at", at));
      return new Feedback(kind, named, time, time);
    }
    long begin =
        from == null
            ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toEpochMilli()
            : PublishCommand.time("--from", from);
    long end =
        length != null
            ? begin + length.toMillis()
            : PublishCommand.time("--to", given("--to or --for", to));
    UsageException.require(begin <= end, "--to must not be before --from");
    return new Feedback(kind, named, begin, end);
  }

  private static void refuse(List<String> wrong, String option, boolean stands) {
    if (stands) {
      wrong.add(option);
    }
  }

  private String given(String option, @Nullable String value) {
    if (value == null) {
      throw new UsageException("%s needs %s".formatted(what, option));
    }
    return value;
  }

  private static Feedback ofIncident(String id) {
    try {
      return Feedback.ofIncident(id);
    } catch (BadRecordException e) {
      throw new UsageException("--incident: " + e.getMessage());
    }
  }
}
