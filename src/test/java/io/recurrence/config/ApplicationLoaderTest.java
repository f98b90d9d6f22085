package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that are to run together: what they say beside each other. */
class ApplicationLoaderTest {
  @TempDir private Path directory;
  private final List<Path> files = new ArrayList<>();

  @BeforeEach
  void forget() {
    files.clear();
  }

  private void pipeline(String name, String yaml) {
    try {
      files.add(Files.writeString(directory.resolve(name + ".yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A pipeline of one input and one output, its name in the first line. */
  private void pipeline(String name, String from, String to) {
    pipeline(
        name, "name: %s\ninput: {topic: %s}\noutput: {anomalies: %s}\n".formatted(name, from, to));
  }

  private ApplicationSpec load(Map<String, String> environment, String... overrides) {
    return ApplicationLoader.loadToRun(
        "works", files, environment, List.of(overrides), (name, value) -> Optional.empty());
  }

  private ApplicationSpec load(String... overrides) {
    return load(Map.of(), overrides);
  }

  /** The faults, with the names of files in the place of their paths. */
  private List<String> faults(String... overrides) {
    SpecException e = catchThrowableOfType(SpecException.class, () -> load(overrides));
    assertThat(e).isNotNull();
    return e.faults().stream()
        .map(fault -> fault.toString().replace(directory.toString() + '/', ""))
        .toList();
  }

  @Test
  void pipelinesThatReadOneTopicAndEachOtherAreAnApplication() {
    pipeline("a", "in", "a.out");
    pipeline("b", "in", "b.out");
    pipeline("c", "b.out", "c.out");
    ApplicationSpec spec = load();
    assertThat(spec.name()).isEqualTo("works");
    assertThat(spec.alone()).isFalse();
    assertThat(spec.pipelines()).extracting(PipelineSpec::name).containsExactly("a", "b", "c");
  }

  @Test
  void onePipelineOfANamedApplicationIsNotAloneSinceOthersMayJoinIt() {
    pipeline("a", "in", "out");
    assertThat(load().alone()).isFalse();
    assertThat(ApplicationSpec.of(load().pipelines().get(0)).alone()).isTrue();
  }

  @Test
  void faultsOfAllFilesAreToldAtOnceEachInItsFile() {
    pipeline("a", "name: a\ninput: {topic: in}\noutput: {anomalies: x}\nhorizon: 0\n");
    pipeline("b", "name: b\ninput: {topic: in}\noutput: {forecasts: x}\nhorizn: 3\n");
    pipeline("c", "- nothing\n");
    assertThat(faults())
        .containsExactlyInAnyOrder(
            "horizon (a.yaml line 4) was '0' but it must be a whole number in [1, 10080]",
            "horizn (b.yaml line 4) is not a known key; did you mean 'horizon'?",
            "output.forecasts (b.yaml line 3) was 'x', which is output.anomalies of a.yaml too: each"
                + " topic has one writer",
            "the document (c.yaml line 1) must be a map of keys");
  }

  @Test
  void eachNeedsANameThatABrokerTellsFromTheOthers() {
    pipeline("a.b", "in", "one");
    pipeline("a_b", "in", "two");
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("name (a_b.yaml line 1) was 'a_b', and that of ")
        .contains("a.b.yaml is 'a.b'", "a name of its own");
  }

  @Test
  void aFileThatNamesNoPipelineIsToldSoBesideAnother() {
    pipeline("a", "input: {topic: in}\noutput: {anomalies: x}\n");
    pipeline("b", "input: {topic: in}\noutput: {anomalies: y}\n");
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("name (b.yaml line 1) was 'recurrence'");
  }

  @Test
  void theApplicationHasNoNameOfAPipeline() {
    pipeline("works", "in", "out");
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("name (works.yaml line 1) was 'works', the name of the application too")
        .endsWith("give the application another, by --name");
  }

  @Test
  void aFileThatIsNamedTwiceIsOnePipeline() {
    pipeline("a", "in", "out");
    files.add(directory.resolve(".").resolve("a.yaml"));
    assertThat(load().pipelines()).hasSize(1);
  }

  @Test
  void aTopicIsReadByNameOrByOnePatternInAllPipelines() {
    pipeline("a", "name: a\ninput: {topic: [site-1, x]}\noutput: {anomalies: aa}\n");
    pipeline("b", "name: b\ninput: {topic-pattern: 'site-.*'}\noutput: {anomalies: bb}\n");
    assertThat(faults())
        .containsExactly(
            "input.topic-pattern (b.yaml line 2) may match a topic that a.yaml reads as site-1, x:"
                + " give both the same, or run them apart");
    forget();
    pipeline("b", "name: b\ninput: {topic-pattern: 'site-.*'}\noutput: {anomalies: bb}\n");
    pipeline("c", "name: c\ninput: {topic-pattern: 'site-.*'}\noutput: {anomalies: cc}\n");
    assertThat(load().pipelines()).hasSize(2);
  }

  @Test
  void aLoopOfPipelinesIsRefusedAtItsFirst() {
    pipeline("outside", "in", "w");
    pipeline("a", "x", "y");
    pipeline("b", "y", "z");
    pipeline("c", "z", "x");
    assertThat(faults())
        .containsExactly(
            "input.topic (a.yaml line 2) was 'x', which comes of what the pipeline writes:"
                + " a -> b -> c -> a; records would go round for ever");
  }

  @Test
  void topicsThatABrokerTakesForEachOtherAreRefused() {
    pipeline("a", "in", "x.y");
    pipeline("b", "in", "x_y");
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith(
            "output.anomalies (b.yaml line 3) was 'x_y', which a broker refuses beside 'x.y'");
  }

  @Test
  void aControlTopicMayServeSeveralAndIsNoInput() {
    String served =
        "name: %s\ninput: {topic: %s}\noutput: {anomalies: %s}\nmodels: [{type: lstm, control: w}]\n";
    pipeline("a", served.formatted("a", "in", "x"));
    pipeline("b", served.formatted("b", "in", "y"));
    assertThat(load().pipelines()).hasSize(2);
    pipeline("c", "w", "z");
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("input.topic (c.yaml line 2) was 'w', which is models of ")
        .endsWith("a topic of weights or of feedback has that use alone");
  }

  @Test
  void aTopicOfFeedbackMayServeSeveralAndIsNoInput() {
    String served = "name: %s\ninput: {topic: %s}\noutput: {anomalies: %s}\nfeedback: said\n";
    pipeline("a", served.formatted("a", "in", "x"));
    pipeline("b", served.formatted("b", "in", "y"));
    assertThat(load().pipelines()).hasSize(2);
    pipeline("c", "said", "z");
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("input.topic (c.yaml line 2) was 'said', which is feedback of ");
  }

  @Test
  void settingsOfKafkaAreThoseOfAllAndMayNotDisagree() {
    String yaml = "name: %s\ninput: {topic: in}\noutput: {anomalies: %s}\nkafka:\n  %s\n";
    pipeline("a", yaml.formatted("a", "x", "{num.stream.threads: 2, sasl: {jaas.config: secret}}"));
    pipeline("b", yaml.formatted("b", "y", "{num.stream.threads: 2, session.timeout.ms: 6000}"));
    assertThat(load().kafka())
        .containsEntry("num.stream.threads", "2")
        .containsEntry("sasl.jaas.config", "secret")
        .containsEntry("session.timeout.ms", "6000");
    pipeline("c", yaml.formatted("c", "z", "{sasl.jaas.config: other}"));
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("kafka.sasl.jaas.config (c.yaml line 5) is another than in ")
        .endsWith("a.yaml: pipelines of one application share their clients")
        .doesNotContain("secret", "other\"");
  }

  @Test
  void aSettingOfTheCommandLineIsForEachPipelineOrForOne() {
    pipeline("a", "in", "x");
    pipeline("b", "in", "y");
    List<PipelineSpec> set =
        load(
                Map.of("RECURRENCE__HORIZON", "3"),
                "b:horizon=5",
                "kafka.state.dir=d:e",
                "confidence=0.8")
            .pipelines();
    assertThat(set).extracting(PipelineSpec::horizon).containsExactly(3, 5);
    assertThat(set).allSatisfy(each -> assertThat(each.kafka()).containsEntry("state.dir", "d:e"));
    assertThat(faults("c:horizon=5", "b:horizon=-1"))
        .containsExactlyInAnyOrder(
            "horizon (command line) is set for 'c', but the name here is a or b",
            "horizon (command line) was '-1' but it must be a whole number in [1, 10080]");
  }

  @Test
  void aSettingForAnotherPipelineIsAFaultOfOneThatRunsAloneToo() {
    pipeline("a", "in", "x");
    assertThat(SpecLoader.load(files.get(0), Map.of(), List.of("a:horizon=4")).horizon())
        .isEqualTo(4);
    SpecException e =
        catchThrowableOfType(
            SpecException.class,
            () -> SpecLoader.load(files.get(0), Map.of(), List.of("b:horizon=4")));
    assertThat(e.faults())
        .extracting(Fault::toString)
        .containsExactly("horizon (command line) is set for 'b', but the name here is a");
  }
}
