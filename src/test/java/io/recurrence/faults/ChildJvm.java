package io.recurrence.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A JVM of its own that takes signals, and whose log can be watched. */
final class ChildJvm implements AutoCloseable {
  private static final String PEAK = "VmHWM:"; // of /proc: the largest resident set, in kB

  private final Process process;
  private final Path log;
  private long peak; // kB

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
    // a child that is stopped does not notice that its parent has gone
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts a main class of the class path.
   *
   * @param log of what it prints, begun anew
   */
  static ChildJvm start(
      Path log, Map<String, String> environment, List<String> options, List<String> main)
      throws IOException {
    return start(log, environment, options, System.getProperty("java.class.path"), main);
  }

  /** Starts a main class of another class path. */
  static ChildJvm start(
      Path log,
      Map<String, String> environment,
      List<String> options,
      String classPath,
      List<String> main)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(main);
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start(), log);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  void kill() {
    notePeak();
    process.destroyForcibly();
    exit(Duration.ofSeconds(20));
  }

  /** SIGSTOP: it stands still until {@link #resume}. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  /** SIGTERM: an orderly end, which is not waited for. */
  void terminate() {
    notePeak();
    process.destroy();
  }

  /** Waits for its end; its exit code. */
  int exit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        signal("QUIT"); // prints its threads
        throw new AssertionError("no end within " + atMost + "; see " + log);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("no SIG" + name + " to process " + process.pid());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String printed() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean printed(String text) {
    return printed().contains(text);
  }

  /** Waits until it has printed a text; fails where it ends before. */
  void await(String text, Duration atMost) {
    Awaitility.await("'" + text + "' in " + log)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> printed(text) || !alive());
    if (!printed(text)) {
      throw new AssertionError("it ended before it printed '" + text + "': " + printed());
    }
  }

  /** The standard input, whose end tells it to end. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  private void notePeak() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(PEAK)) {
          peak = Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      // it has ended, or there is no /proc
    }
  }

  /** The largest resident set that was seen, in MB. */
  long peakMegabytes() {
    if (alive()) {
      notePeak();
    }
    return peak / 1000;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
