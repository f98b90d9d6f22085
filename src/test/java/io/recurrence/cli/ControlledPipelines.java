package io.recurrence.cli;

import io.recurrence.forecast.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pipelines of networks with a control topic, and the command that publishes weights to it. */
record ControlledPipelines(Path directory, Console console) {
  private static final long START = 1_700_000_000_000L;

  static Instant time(int step) {
    return Instant.ofEpochMilli(START + 60_000L * step);
  }

  Path weights(Weights weights) throws IOException {
    return Files.write(directory.resolve(weights.version()), weights.toBytes());
  }

  Path pipeline(String name, String input) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        name: %1$s
        input: {topic: %2$s, value: /value, time: {field: /ts, unit: ms}, partitioned-by-series: true}
        output: {anomalies: %1$s.a, forecasts: %1$s.f, outcomes: %1$s.o, dead-letters: %1$s.d}
        horizon: 6
        models: [naive, {type: lstm, control: %2$s.weights}]
        kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}
        """
            .formatted(name, input));
  }

  /** Runs the command; the exit code, and what it said. */
  String publish(Path pipeline, String... more) {
    List<String> command = new ArrayList<>(List.of("publish", pipeline.toString()));
    command.addAll(List.of("--bootstrap-server", KafkaFixture.bootstrapServers()));
    command.addAll(Arrays.asList(more));
    return console.run(command.toArray(String[]::new));
  }
}
