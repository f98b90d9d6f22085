package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.broker.Broker;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.AccessRule;
import io.recurrence.streams.Application;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application whose user has the rights that {@code acls} prints, and no others. */
class AclsIT {
  private static final String PIPELINE =
      """
      name: guarded
      input: {topic: guarded.in, series: /id, value: /value}
      output: {anomalies: guarded.anomalies, dead-letters: guarded.dead}
      horizon: 2
      """;
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"x\"%s;";

  @TempDir Path directory;

  /** A broker on which each listener is secured by passwords and only the administrator may all. */
  private Broker broker(int[] ports) throws Exception {
    String address = "127.0.0.1:";
    return Broker.start(
        directory.resolve("broker"),
        ports[0],
        ports[1],
        Map.of(
            "listeners",
            "SASL://" + address + ports[0] + ",CONTROLLER://" + address + ports[1],
            "advertised.listeners",
            "SASL://" + address + ports[0],
            "listener.security.protocol.map",
            "SASL:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name",
            "SASL",
            "sasl.enabled.mechanisms",
            "PLAIN",
            "sasl.mechanism.inter.broker.protocol",
            "PLAIN",
            "listener.name.sasl.plain.sasl.jaas.config",
            LOGIN.formatted("admin", " user_admin=\"x\" user_guarded=\"x\""),
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users",
            "User:admin;User:ANONYMOUS")); // the controller's listener, of this machine alone
  }

  private static Map<String, String> client(Broker broker, String user) {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        LOGIN.formatted(user, ""));
  }

  @Test
  void itsRightsAreEnoughToReadGatherJudgeAndWrite() throws Exception {
    ApplicationSpec spec = ApplicationSpec.of(SpecLoader.parse(PIPELINE));
    try (Broker broker = broker(Broker.freePorts());
        Admin admin = Admin.create(new HashMap<>(client(broker, "admin")))) {
      try (Topics topics = new Topics(client(broker, "admin"))) {
        topics.create(Topics.of(spec.pipelines().get(0)), 2);
      }
      admin.createAcls(rights(spec, false, "guarded")).all().get();
      send(broker, 40);

      Map<String, String> settings = new HashMap<>(client(broker, "guarded"));
      settings.put("state.dir", directory.resolve("state").toString());
      settings.put("repartition.purge.interval.ms", "500"); // what was gathered is deleted
      try (Application application = new Application(spec, settings, new SimpleMeterRegistry())) {
        application.start();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> {
                  assertThat(records(admin, "guarded.anomalies")).isGreaterThanOrEqualTo(40);
                  assertThat(records(admin, "guarded.dead")).isGreaterThanOrEqualTo(1);
                });
        assertThat(application.failure()).isNull();
      }
    }
  }

  static List<AclBinding> rights(ApplicationSpec spec, boolean page, String user) {
    return AccessRule.of(spec, page).stream()
        .flatMap(
            rule ->
                rule.operations().stream()
                    .map(
                        operation ->
                            new AclBinding(
                                new ResourcePattern(rule.resource(), rule.name(), rule.pattern()),
                                new AccessControlEntry(
                                    "User:" + user, "*", operation, AclPermissionType.ALLOW))))
        .toList();
  }

  private static void send(Broker broker, int count) throws Exception {
    Map<String, Object> settings = new HashMap<>(client(broker, "admin"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        String json = "{\"id\":\"s%d\",\"value\":%d}".formatted(i % 3, i);
        producer.send(new ProducerRecord<>("guarded.in", json.getBytes(StandardCharsets.UTF_8)));
      }
      producer.send(new ProducerRecord<>("guarded.in", new byte[] {1})).get();
    }
  }

  static long records(Admin admin, String topic) throws Exception {
    return Stream.of(0, 1)
        .map(partition -> new TopicPartition(topic, partition))
        .map(
            partition -> {
              try {
                return admin
                    .listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            })
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }
}
