package io.recurrence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The demo as a process of its own. */
final class DemoProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("live page at (http://\\S+)");

  private final Process process;
  private final Path log;
  private final Path temporary;

  private DemoProcess(Process process, Path log, Path temporary) {
    this.process = process;
    this.log = log;
    this.temporary = temporary;
  }

  static DemoProcess start(String... options) throws IOException {
    Path log = Files.createTempFile(Path.of("target"), "demo", ".log");
    Path temporary = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "io.recurrence.cli.Main",
                "demo",
                "--duration",
                "PT2M",
                "--http-port",
                "0"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new DemoProcess(process, log, temporary);
  }

  /** The address that it printed. */
  String address(Duration atMost) {
    return Awaitility.await("the address of the page")
        .atMost(atMost)
        .until(
            () -> {
              Matcher matcher = ADDRESS.matcher(Files.readString(log));
              return matcher.find() ? matcher.group(1) : null;
            },
            address -> address != null);
  }

  /** What it wrote to its standard output and error. */
  String output() throws IOException {
    return Files.readString(log);
  }

  /** The directories that it has among the temporary files. */
  List<Path> directories() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  /** Ends it by SIGTERM. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
