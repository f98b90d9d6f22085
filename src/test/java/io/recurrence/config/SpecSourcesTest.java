package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting of the command line goes before one of the environment, and that before the file. */
class SpecSourcesTest {
  private static final String FILE =
      """
      name: of-the-file
      horizon: 5
      output: {forecasts: file, anomalies: other}
      models:
        - {type: ar, order: 3}
        - naive
      """;

  private static PipelineSpec parse(Map<String, String> environment, String... overrides) {
    return SpecLoader.parse(FILE, "f.yaml", environment, List.of(overrides));
  }

  private static SpecException refused(Map<String, String> environment, String... overrides) {
    SpecException e =
        catchThrowableOfType(SpecException.class, () -> parse(environment, overrides));
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void theFileGoesBeforeTheDefaults() {
    PipelineSpec spec = parse(Map.of());
    assertThat(spec.horizon()).isEqualTo(5);
    assertThat(spec.confidence()).isEqualTo(0.95);
    assertThat(spec.newPipeline().stages()).containsKeys("model:ar(3)", "model:naive");
  }

  @Test
  void theEnvironmentGoesBeforeTheFileAndTheCommandLineBeforeBoth() {
    Map<String, String> environment =
        Map.of(
            "RECURRENCE__HORIZON", "7",
            "RECURRENCE__OUTPUT__FORECASTS", "environment",
            "RECURRENCE__OUTPUT__DEAD_LETTERS", "letters",
            "RECURRENCE", "not meant",
            "PATH", "/bin");
    PipelineSpec spec = parse(environment);
    assertThat(spec.horizon()).isEqualTo(7);
    assertThat(spec.output().forecasts()).isEqualTo("environment");
    assertThat(spec.output().anomalies()).isEqualTo("other");
    assertThat(spec.output().deadLetters()).isEqualTo("letters");
    assertThat(parse(environment, "horizon=9", "output.forecasts=line").horizon()).isEqualTo(9);
    assertThat(parse(environment, "output.forecasts=line").output().forecasts()).isEqualTo("line");
  }

  @Test
  void ofTwoOverridesTheLaterHolds() {
    assertThat(parse(Map.of(), "horizon=2", "horizon=3").horizon()).isEqualTo(3);
  }

  @Test
  void placesInListsAndWholeListsAreOverridden() {
    assertThat(parse(Map.of(), "models[0].order=8").newPipeline().stages())
        .containsKey("model:ar(8)");
    assertThat(parse(Map.of(), "models=[holt, mean]").newPipeline().stages())
        .containsKeys("model:holt", "model:mean")
        .doesNotContainKey("model:naive");
    assertThat(parse(Map.of(), "models[1]={type: moving-average, order: 4}").newPipeline().stages())
        .containsKeys("model:ar(3)", "model:moving-average(4)");
  }

  @Test
  void settingsOfKafkaKeepTheirOwnNames() {
    PipelineSpec spec =
        parse(
            Map.of("RECURRENCE__KAFKA__NUM__STREAM__THREADS", "3"),
            "kafka.bootstrap.servers=a:1,b:2");
    assertThat(spec.kafka())
        .containsEntry("num.stream.threads", "3")
        .containsEntry("bootstrap.servers", "a:1,b:2");
  }

  @Test
  void aFaultNamesTheSourceThatItCameFrom() {
    SpecException e =
        refused(Map.of("RECURRENCE__HORIZN", "7"), "confidence=2", "models[5].order=1", "horizon");
    assertThat(e.faults())
        .extracting(Fault::toString)
        .containsExactlyInAnyOrder(
            "horizn (environment RECURRENCE__HORIZN) is not a known key; did you mean 'horizon'?",
            "confidence (command line) was '2' but it must be a number in (0, 1)",
            "models[5].order (command line) names no place in the specification",
            "horizon (command line) must be written path=value");
  }

  @Test
  void anOverrideBelowATextOrWithoutAPathNamesNoPlace() {
    assertThat(refused(Map.of(), "horizon.x=1").getMessage()).contains("names no place");
    assertThat(refused(Map.of(), "=1").getMessage()).contains("must be written path=value");
    assertThat(refused(Map.of(), "output.=1").getMessage()).contains("names no place");
    assertThat(refused(Map.of(), "models[x].order=1").getMessage()).contains("names no place");
    assertThat(refused(Map.of(), "horizon={").getMessage()).contains("command line", "not YAML");
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsToldSo(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing.yaml");
    assertThatThrownBy(() -> SpecLoader.load(missing, Map.of(), List.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing.yaml");
    Path binary = directory.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> SpecLoader.load(binary, Map.of(), List.of()))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("binary.yaml) is not a text in UTF-8");
    assertThatThrownBy(() -> SpecLoader.load(directory, Map.of(), List.of()))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void anEmptyFileIsTheDefaultPipeline() {
    assertThat(SpecLoader.parse("").newPipeline().shape())
        .isEqualTo(SpecLoader.parse("# nothing\n").newPipeline().shape())
        .isEqualTo(SpecLoader.parse("horizon:\nmodels:\n").newPipeline().shape());
  }
}
