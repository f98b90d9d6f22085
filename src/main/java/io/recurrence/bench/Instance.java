package io.recurrence.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** A candidate in a process of its own, which ends with the one that started it. */
public final class Instance {
  private static final String READY = "ready";

  private final Process process;

  private Instance(Process process) {
    this.process = process;
  }

  /** Starts the process and waits until it could begin. */
  static Instance start(
      Candidate candidate,
      String bootstrapServers,
      String group,
      String in,
      String out,
      Path state,
      int threads)
      throws IOException {
    Files.createDirectories(state);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseParallelGC"));
    command.add("-Xmx" + Runtime.getRuntime().maxMemory());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Instance.class.getName()));
    command.addAll(List.of(candidate.id(), bootstrapServers, group, in, out));
    command.addAll(List.of(state.toString(), Integer.toString(threads)));
    Process process =
        new ProcessBuilder(command).redirectError(state.resolve("instance.log").toFile()).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!READY.equals(lines.readLine())) {
      String log = Files.readString(state.resolve("instance.log"));
      process.destroyForcibly();
      throw new IllegalStateException("an instance did not start: " + log);
    }
    return new Instance(process);
  }

  /** Lets it begin. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** CPU time that it has used. */
  long nanos() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** Ends it at once: what it leaves behind is removed anyway. */
  void close() {
    process.destroyForcibly();
    try {
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a candidate from the first line on the standard input until that ends. */
  public static void main(String[] args) throws IOException {
    Candidate candidate = Candidates.of(args[0]);
    Map<String, Object> more =
        Map.of(
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            args[6],
            // whoever comes second is given its share at once, not after a probing rebalance
            StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG,
            Long.MAX_VALUE);
    Properties settings = Run.settings(candidate, args[1], args[2], Path.of(args[5]), more);
    KafkaStreams streams = new KafkaStreams(candidate.topology().apply(args[3], args[4]), settings);
    System.out.println(READY);
    if (System.in.read() >= 0) {
      streams.start();
      while (System.in.read() >= 0) {} // the parent says no more; its end ends the stream
    }
    System.exit(0); // its threads, which nothing closes, must not keep the process
  }
}
