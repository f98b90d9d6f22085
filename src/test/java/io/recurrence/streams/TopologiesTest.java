package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.spec.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopologiesTest {
  private static final Path DIRECTORY = Path.of("topology");

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
    PipelineSpec spec = PipelineSpec.load(pipeline, Map.of(), List.of());
    String described =
        Topologies.of(spec, new Meters(new SimpleMeterRegistry(), spec.name()))
            .describe()
            .toString();

    Path golden =
        DIRECTORY.resolve(pipeline.getFileName().toString().replace(".yaml", ".topology.txt"));
    assertThat(described).isEqualTo(Files.readString(golden));
  }
}
