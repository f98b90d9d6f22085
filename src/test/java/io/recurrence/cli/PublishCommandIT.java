package io.recurrence.cli;

import static io.recurrence.cli.ControlledPipelines.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.forecast.network.MadeWeights;
import io.recurrence.forecast.network.Weights;
import io.recurrence.network.layer.LayerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command that publishes weights, and what it refuses, on a real broker. */
class PublishCommandIT {
  @RegisterExtension final Console console = new Console();
  private final Path directory;
  private final ControlledPipelines pipelines;

  PublishCommandIT(@TempDir Path directory) {
    this.directory = directory;
    this.pipelines = new ControlledPipelines(directory, console);
  }

  @Test
  void theCommandListsWithdrawsAndRefuses() throws IOException {
    Path pipeline = pipelines.pipeline("listed", "listed.in");
    Weights good = MadeWeights.like(Weights.SHIPPED, 5);
    String file = pipelines.weights(good).toString();
    String first = Weights.find(Weights.SHIPPED).version();
    assertThat(pipelines.publish(pipeline, "--list"))
        .isEqualTo("0 listed.in.weights: " + first + " from the beginning\n");
    assertThat(pipelines.publish(pipeline, "--weights", file))
        .startsWith("0 listed.in.weights: weights " + good.version());
    String at = Instant.now().plusSeconds(86_400).toString().substring(0, 19) + "Z";
    assertThat(pipelines.publish(pipeline, "--weights", file, "--at", at)).startsWith("0 ");
    assertThat(pipelines.publish(pipeline, "--list"))
        .hasLineCount(3)
        .contains(at + "  " + good.version());
    assertThat(pipelines.publish(pipeline, "--withdraw", at))
        .contains("from " + at + " on is withdrawn");
    assertThat(pipelines.publish(pipeline, "--list")).hasLineCount(2).doesNotContain(at);

    assertThat(pipelines.publish(pipeline, "--withdraw", at)).startsWith("2 nothing was published");
    assertThat(pipelines.publish(pipeline, "--weights", file, "--at", time(1).toString()))
        .startsWith("2 --at was " + time(1) + " but it must be at least PT1M ahead");
    assertThat(pipelines.publish(pipeline, "--weights", file, "--at", "soon"))
        .startsWith("2 --at was 'soon'");
    String gru = pipelines.weights(MadeWeights.of(LayerType.GRU, 8, 8, 1)).toString();
    assertThat(pipelines.publish(pipeline, "--weights", gru))
        .startsWith("2 --weights: weights of a network gru,1x8,8 cannot serve one of lstm,1x64,64");
    assertThat(pipelines.publish(pipeline, "--weights", pipeline.toString()))
        .contains("is not a file of weights");
    Path without = Files.writeString(directory.resolve("w.yaml"), "models: [{type: lstm}]");
    assertThat(pipelines.publish(without, "--weights", file))
        .startsWith("2 the pipeline has no network with a control topic");
    KafkaFixture.create(1, List.of("plain.in.weights"));
    assertThat(pipelines.publish(pipelines.pipeline("plain", "plain.in"), "--weights", file))
        .startsWith("2 topic plain.in.weights has cleanup.policy=delete");
    assertThat(pipelines.publish(pipeline))
        .startsWith("2 ")
        .contains("--weights", "--withdraw", "--list");
  }

  @Test
  void aPipelineWhoseControlTopicIsMissingDoesNotBegin() throws IOException {
    Path file = pipelines.pipeline("lost", "lost.in");
    PipelineSpec spec = SpecLoader.load(file, Map.of(), List.of());
    KafkaFixture.create(1, Topics.of(spec));
    int code =
        Main.run("run", file.toString(), "--bootstrap-server", KafkaFixture.bootstrapServers());
    assertThat(code).isEqualTo(2);
    assertThat(console.complained())
        .contains("the broker has no topic lost.in.weights", "--create-topics");
  }
}
