package io.recurrence.faults;

import io.recurrence.broker.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of Kafka in a JVM of its own, which keeps its directory and its ports when it starts
 * again.
 */
public final class KafkaNode {
  private static final String READY = "ready";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private final List<String> settings;
  private final int heapMegabytes;
  private ChildJvm jvm;

  /**
   * A node that is yet to be started.
   *
   * @param settings of the broker, as NAME=VALUE
   */
  KafkaNode(
      Path directory, int port, int controllerPort, int heapMegabytes, List<String> settings) {
    this.directory = directory;
    this.port = port;
    this.controllerPort = controllerPort;
    this.heapMegabytes = heapMegabytes;
    this.settings = settings;
  }

  /** Starts it, without waiting until it is ready. */
  void start() throws IOException {
    List<String> main = new ArrayList<>();
    main.addAll(List.of(KafkaNode.class.getName(), directory.toString()));
    main.addAll(List.of(Integer.toString(port), Integer.toString(controllerPort)));
    main.addAll(settings);
    jvm =
        ChildJvm.start(
            directory.resolveSibling(directory.getFileName() + ".log"),
            Map.of("RECURRENCE_BROKER_LOG", "warn"),
            List.of("-Xmx" + heapMegabytes + "m"),
            main);
  }

  void awaitReady() {
    jvm.await(READY, PATIENCE);
  }

  int port() {
    return port;
  }

  ChildJvm jvm() {
    return jvm;
  }

  /** Runs a node until the standard input ends. */
  public static void main(String[] args) throws IOException {
    Map<String, String> more = new HashMap<>();
    for (String setting : List.of(args).subList(3, args.length)) {
      more.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    Broker broker =
        Broker.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), more);
    System.out.println(READY);
    while (System.in.read() >= 0) {} // the parent says nothing; its end ends the stream
    broker.close();
    System.exit(0); // threads of the broker that still end must not keep the process
  }
}
