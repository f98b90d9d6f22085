package io.recurrence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application as a process of its own, which can be killed. */
final class AppProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private AppProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static AppProcess run(Path pipeline, Path stateDirectory, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(pipeline.toString(), "--bootstrap-server", KafkaFixture.bootstrapServers()));
    arguments.addAll(List.of("--set", "kafka.state.dir=" + stateDirectory));
    arguments.addAll(List.of(more));
    return start(
        Path.of("target", stateDirectory.getFileName() + ".log"), Map.of(), "run", arguments);
  }

  /** Any command. */
  static AppProcess start(
      Path log, Map<String, String> environment, String command, List<String> arguments)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "io.recurrence.cli.Main", command));
    line.addAll(arguments);
    ProcessBuilder process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process.environment().putAll(environment);
    return new AppProcess(process.start(), log);
  }

  /** What it has printed. */
  String printed() throws IOException {
    return Files.readString(log);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM: an orderly end. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the application did not end within 30 s of SIGTERM");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
