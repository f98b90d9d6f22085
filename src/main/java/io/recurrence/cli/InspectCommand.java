package io.recurrence.cli;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.streams.ChangelogStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a pipeline remembers of a series. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    header = "Shows the state of a series, stage by stage, as its pipeline has it.",
    description = {
      "",
      "It is read from the changelog of the states, whether the pipeline runs or not, and is that of the last commit."
          + " A running instance says the same under /api/series/SERIES/state.",
      ""
    })
final class InspectCommand implements Callable<Integer> {
  @Mixin private SpecOptions options = new SpecOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(index = "1", paramLabel = "SERIES", description = "The series.")
  private String series = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The application.id, where several pipelines run as one application.")
  private @Nullable String name;

  @Override
  public Integer call() {
    PipelineSpec spec = options.load();
    ApplicationSpec application =
        name == null
            ? ApplicationSpec.of(spec)
            : new ApplicationSpec(name, false, List.of(spec), spec.kafka());
    ChangelogStates states = new ChangelogStates(application, spec);
    SeriesPipeline pipeline = spec.newPipeline();
    Map<String, String> settings = kafka.over(spec.kafka());
    try (Topics topics = new Topics(settings);
        KafkaConsumer<byte[], byte[]> consumer = OutputConsumer.of(settings, Map.of())) {
      if (!topics.missing(List.of(states.topic())).isEmpty()) {
        throw new UsageException(
            "there is no topic %s: the pipeline has not run there, or in an application of several (--name)"
                .formatted(states.topic()));
      }
      State state =
          states
              .state(series, pipeline, consumer)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "%s has no state of the series '%s'".formatted(states.topic(), series)));
      System.out.printf(
          "series '%s' of %s, %,d values in %,d steps, the last at %s, offset %d, %,d bytes:%n",
          series,
          spec.version(pipeline),
          state.count(),
          state.index(),
          Instant.ofEpochMilli(state.time()),
          state.offset(),
          state.storedBytes());
      StateText.lines(pipeline, state, spec.forecasts()).forEach(System.out::println);
    } catch (StateFormatException e) {
      throw new FailureException(
          "the state of '%s' cannot be read by this specification: %s"
              .formatted(series, e.getMessage()),
          e);
    }
    return 0;
  }
}
