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
import org.awaitility.Awaitility;

/** The demo as a process of its own. */
final class DemoProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("live page at (http://\\S+)");

  private final Process process;
  private final Path log;

  private DemoProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static DemoProcess start(String... options) throws IOException {
    Path log = Files.createTempFile(Path.of("target"), "demo", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
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
    return new DemoProcess(process, log);
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

  @Override
  public void close() throws IOException {
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
}
