package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopologiesTest {
  private static final Path DIRECTORY = Path.of("topology");
  private static final String ROUTED =
      """
      Topologies:
         Sub-topology: 0
          Source: input (topics: [in])
            --> route
          Processor: route (stores: [])
            --> by-series-repartition-filter
            <-- input
          Processor: by-series-repartition-filter (stores: [])
            --> by-series-repartition-sink
            <-- route
          Sink: by-series-repartition-sink (topic: by-series-repartition)
            <-- by-series-repartition-filter

        Sub-topology: 1
          Source: by-series-repartition-source (topics: [by-series-repartition])
            --> gather
          Processor: gather (stores: [gather, gather-sources])
            --> series
            <-- by-series-repartition-source
          Processor: series (stores: [gather-sources, states])
            --> anomalies
            <-- gather
          Sink: anomalies (topic: a)
            <-- series

      """;

  static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /**
   * Names of stores and internal topics are part of what an upgrade must keep; the golden text
   * shows any change.
   */
  @ParameterizedTest
  @MethodSource("pipelines")
  void theTopologyIsTheOneThatIsWrittenDown(Path pipeline) throws IOException {
    PipelineSpec spec = SpecLoader.load(pipeline, Map.of(), List.of());
    String described =
        Topologies.of(spec, new Meters(new SimpleMeterRegistry(), spec.name()))
            .describe()
            .toString();

    Path golden =
        DIRECTORY.resolve(pipeline.getFileName().toString().replace(".yaml", ".topology.txt"));
    assertThat(described).isEqualTo(Files.readString(golden));
  }

  @Test
  void recordsThatAreNotPartitionedBySeriesAreRoutedAndGathered() {
    PipelineSpec spec =
        SpecLoader.parse(
            "{name: r, input: {topic: in, series: /id}, output: {anomalies: a}, horizon: 1}");
    assertThat(
            Topologies.of(spec, new Meters(new SimpleMeterRegistry(), "r")).describe().toString())
        .isEqualTo(ROUTED);
  }
}
