package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that come with the project. */
class SpecFilesTest {
  private static final Path REFERENCE = Path.of("config", "reference.yaml");

  static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("topology"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static PipelineSpec load(Path file) {
    return SpecLoader.load(file, Map.of(), List.of());
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void everyPipelineCanRunUnderTheNameOfItsFile(Path file) {
    PipelineSpec spec =
        SpecLoader.loadToRun(file, Map.of(), List.of(), (name, value) -> Optional.empty());
    assertThat(spec.name() + ".yaml").isEqualTo(file.getFileName().toString());
    assertThat(spec.newPipeline().stateBytes()).isBetween(100, 100_000);
  }

  @Test
  void theDefaultPipelineIsWhatHoldsWhenNothingIsSaid() {
    PipelineSpec written = load(Path.of("topology", "default.yaml"));
    PipelineSpec silent = SpecLoader.parse("");
    assertThat(written.newPipeline().stages()).isEqualTo(silent.newPipeline().stages());
    assertThat(written.horizon()).isEqualTo(silent.horizon());
    assertThat(written.confidence()).isEqualTo(silent.confidence());
    assertThat(written.late()).isEqualTo(silent.late());
    assertThat(written.state()).isEqualTo(silent.state());
  }

  @Test
  void theReferenceSaysTheDefaults() {
    PipelineSpec reference = load(REFERENCE);
    PipelineSpec silent = SpecLoader.parse("");
    assertThat(reference.newPipeline().stages()).isEqualTo(silent.newPipeline().stages());
    assertThat(reference.newPipeline().newOutput().forecast().levels())
        .isEqualTo(silent.newPipeline().newOutput().forecast().levels());
    assertThat(reference.name()).isEqualTo(silent.name());
    assertThat(reference.horizon()).isEqualTo(silent.horizon());
    assertThat(reference.confidence()).isEqualTo(silent.confidence());
    assertThat(reference.late()).isEqualTo(silent.late());
    assertThat(reference.state()).isEqualTo(silent.state());
    assertThat(reference.output().layout()).isEqualTo(silent.output().layout());
    assertThat(reference.input().time()).isEqualTo(silent.input().time());
    assertThat(reference.input().maxAhead()).isEqualTo(silent.input().maxAhead());
    assertThat(reference.input().delimiter()).isEqualTo(silent.input().delimiter());
  }

  @Test
  void theReferenceNamesAllOfTheCatalog() throws IOException {
    String text = Files.readString(REFERENCE);
    Catalog.names()
        .forEach(
            (role, names) ->
                assertThat(names)
                    .as(role)
                    .allSatisfy(name -> assertThat(text).containsPattern("\\b" + name + "\\b")));
  }

  @Test
  void theOverviewListsTheWholeCatalog() {
    String overview = Catalog.overview();
    assertThat(overview.lines())
        .hasSize(8)
        .contains("combine: discounted-error")
        .anyMatch(line -> line.startsWith("models: naive, ") && line.contains("holt-winters"));
  }
}
