package io.recurrence.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Apache Kafka's own broker, one node with its controller, in this process and on this machine
 * alone.
 */
public final class Broker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;

  private Broker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker on free ports.
   *
   * @param directory for its data; a directory that it has used before is used on
   */
  public static Broker start(Path directory) throws IOException {
    int[] ports = freePorts();
    return start(directory, ports[0], ports[1]);
  }

  /** Starts a broker on given ports. */
  public static Broker start(Path directory, int port, int controllerPort) throws IOException {
    return start(directory, port, controllerPort, Map.of());
  }

  /**
   * Starts a broker on given ports.
   *
   * @param more settings of the broker, which override ours: other listeners, say
   */
  public static Broker start(Path directory, int port, int controllerPort, Map<String, String> more)
      throws IOException {
    Files.createDirectories(directory);
    Properties properties = properties(directory, port, controllerPort);
    properties.putAll(more);
    Path file = directory.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    String[] format = {
      "format",
      "--cluster-id",
      clusterId(directory),
      "--config",
      file.toString(),
      "--ignore-formatted"
    };
    if (StorageTool.execute(format, new PrintStream(OutputStream.nullOutputStream())) != 0) {
      throw new IOException("cannot format the broker's storage in " + directory);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    server.startup();
    return new Broker(server, port);
  }

  private static String clusterId(Path directory) throws IOException {
    Path file = directory.resolve("cluster.id");
    if (!Files.exists(file)) {
      Files.writeString(file, Uuid.randomUuid().toString());
    }
    return Files.readString(file);
  }

  /** Two ports that were free a moment ago. */
  public static int[] freePorts() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getByName(HOST));
        ServerSocket two = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return new int[] {one.getLocalPort(), two.getLocalPort()};
    }
  }

  private static Properties properties(Path directory, int port, int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controllerPort));
    p.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    p.put("log.dirs", directory.resolve("data").toString());
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("auto.create.topics.enable", "false");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    p.put(
        "log.cleaner.dedupe.buffer.size",
        "4194304"); // the default of 128 MiB would not fit a small heap
    p.put("log.retention.ms", "-1"); // replayed records are old by their timestamps
    p.put("log.retention.bytes", Long.toString(1L << 30));
    p.put("log.cleaner.threads", "1");
    p.put("broker.session.timeout.ms", "3000");
    p.put("broker.heartbeat.interval.ms", "500");
    return p;
  }

  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
