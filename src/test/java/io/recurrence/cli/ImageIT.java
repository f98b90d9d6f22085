package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.recurrence.broker.Broker;
import io.recurrence.config.SpecLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * The image of the Dockerfile, run on the broker of the tests. {@code RECURRENCE_IMAGE} names one
 * that is built already.
 */
class ImageIT {
  private static final String PIPELINE =
      """
      name: image
      input: {topic: image.in, partitioned-by-series: true, time: {field: /ts}}
      output: {anomalies: image.anomalies}
      horizon: 3
      """;

  @Test
  void runsAPipelineAsAUserWithoutRightsAndEndsInOrder() throws Exception {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine answers: set DOCKER_HOST or start one to run this test");
    KafkaFixture.create(1, Topics.of(SpecLoader.parse(PIPELINE)));
    int port = Broker.freePorts()[0];
    try (GenericContainer<?> container = container()) {
      container
          .withNetworkMode("host")
          .withCopyToContainer(Transferable.of(PIPELINE), "/image.yaml")
          .withCommand(
              "run",
              "/image.yaml",
              "--bootstrap-server",
              KafkaFixture.bootstrapServers(),
              "--http-port",
              Integer.toString(port))
          .start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> HealthProbe.answers("http://127.0.0.1:" + port + "/readyz", null));
      KafkaFixture.send(
          List.of(
              KafkaFixture.record(
                  "image.in", System.currentTimeMillis(), "one", "{\"ts\":1000,\"value\":1}")));
      assertThat(KafkaFixture.read("image.anomalies", 1, Duration.ofSeconds(30))).hasSize(1);
      assertThat(container.execInContainer("id", "-u").getStdout().trim()).isEqualTo("10001");
      container
          .getDockerClient()
          .stopContainerCmd(container.getContainerId())
          .withTimeout(40)
          .exec();
      assertThat(container.getCurrentContainerInfo().getState().getExitCodeLong())
          .as("SIGTERM, in order")
          .isEqualTo(143);
      assertThat(container.getLogs()).doesNotContain("Exception");
    }
  }

  private static GenericContainer<?> container() {
    Optional<String> built = Optional.ofNullable(System.getenv("RECURRENCE_IMAGE"));
    return built
        .<GenericContainer<?>>map(
            name ->
                new GenericContainer<>(DockerImageName.parse(name))
                    .withImagePullPolicy(unused -> false))
        .orElseGet(
            () ->
                new GenericContainer<>(
                    new ImageFromDockerfile("recurrence-test", false)
                        .withDockerfile(Path.of("Dockerfile").toAbsolutePath())));
  }
}
