package io.recurrence.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;

/** A cluster of one or three nodes, each with its controller and in a JVM of its own. */
final class Nodes implements AutoCloseable {
  private static final String LOCAL = "127.0.0.1:";
  private static final String HARNESS = "harness";

  private final List<KafkaNode> nodes = new ArrayList<>();
  private final int replicas;
  private final TcpProxy proxy; // before the first node
  private Admin admin;

  /** Starts so many nodes. */
  Nodes(Path directory, int count) throws IOException {
    this.replicas = count;
    List<Integer> ports = ports(3 * count);
    String voters =
        IntStream.range(0, count)
            .mapToObj(i -> (i + 1) + "@" + LOCAL + ports.get(3 * i + 1))
            .collect(Collectors.joining(","));
    String cluster = Uuid.randomUuid().toString();
    this.proxy = new TcpProxy(ports.get(2));
    for (int i = 0; i < count; i++) {
      Path own = Files.createDirectories(directory.resolve("node-" + (i + 1)));
      Files.writeString(own.resolve("cluster.id"), cluster);
      int port = ports.get(3 * i);
      int controller = ports.get(3 * i + 1);
      int proxied = ports.get(3 * i + 2);
      List<String> settings =
          new ArrayList<>(
              List.of(
                  "node.id=" + (i + 1),
                  "controller.quorum.voters=" + voters,
                  "listeners=PLAINTEXT://%1$s%2$d,CONTROLLER://%1$s%3$d,PROXIED://%1$s%4$d"
                      .formatted(LOCAL, port, controller, proxied),
                  "advertised.listeners=PLAINTEXT://%1$s%2$d,PROXIED://%1$s%3$d"
                      .formatted(LOCAL, port, i == 0 ? proxy.port() : proxied),
                  "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT",
                  "log.message.timestamp.after.max.ms=" + Long.MAX_VALUE,
                  "transaction.max.timeout.ms=900000"));
      if (count > 1) {
        for (String topic :
            List.of(
                "offsets.topic.replication.factor", "transaction.state.log.replication.factor")) {
          settings.add(topic + "=" + count);
        }
        settings.add("default.replication.factor=" + count);
        settings.add("min.insync.replicas=2");
        settings.add("transaction.state.log.min.isr=2");
        settings.add("replica.lag.time.max.ms=5000");
      }
      nodes.add(new KafkaNode(own, port, controller, count == 1 ? 384 : 256, settings));
    }
    for (KafkaNode node : nodes) {
      node.start();
    }
    nodes.forEach(KafkaNode::awaitReady);
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  /** Ports that were free a moment ago. */
  private static List<Integer> ports(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  KafkaNode node(int index) {
    return nodes.get(index);
  }

  int count() {
    return nodes.size();
  }

  /** The way that no fault of the network touches. */
  String bootstrapServers() {
    return nodes.stream().map(node -> LOCAL + node.port()).collect(Collectors.joining(","));
  }

  /** The network between the first node and those that come by {@link #proxied}. */
  TcpProxy proxy() {
    return proxy;
  }

  /** The way through the network of {@link #proxy}. */
  String proxied() {
    return LOCAL + proxy.port();
  }

  Admin admin() {
    return admin;
  }

  /** Lets clients other than those of the tests write so many bytes a second; null: any number. */
  void throttle(Double bytes) {
    List<ClientQuotaAlteration> alterations = new ArrayList<>();
    alterations.add(quota(null, bytes));
    alterations.add(quota(HARNESS, 1e9));
    get(admin.alterClientQuotas(alterations).all());
  }

  private static ClientQuotaAlteration quota(String client, Double bytes) {
    Map<String, String> of = new HashMap<>();
    of.put(ClientQuotaEntity.CLIENT_ID, client); // null: all that have none of their own
    return new ClientQuotaAlteration(
        new ClientQuotaEntity(of),
        List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytes)));
  }

  void create(int partitions, List<String> topics) {
    get(
        admin
            .createTopics(
                topics.stream().map(t -> new NewTopic(t, partitions, (short) replicas)).toList())
            .all());
  }

  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "client.id",
            HARNESS,
            "linger.ms",
            5,
            "max.in.flight.requests.per.connection",
            1);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A reader of what is committed in a topic, from its beginning. */
  KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "client.id",
            HARNESS,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    return consumer;
  }

  /** All that is committed in a topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() > giveUp) {
          throw new AssertionError(topic + " cannot be read to its end");
        }
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** The last value of each key of a topic. */
  Map<Bytes, byte[]> table(String topic) {
    Map<Bytes, byte[]> table = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      if (record.value() == null) {
        table.remove(Bytes.wrap(record.key()));
      } else {
        table.put(Bytes.wrap(record.key()), record.value());
      }
    }
    return table;
  }

  @Override
  public void close() throws IOException {
    admin.close(Duration.ZERO);
    proxy.close();
    nodes.forEach(node -> node.jvm().close());
  }
}
