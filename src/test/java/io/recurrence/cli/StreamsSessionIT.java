package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.recurrence.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/deployment.md says of {@code group.protocol: streams}: the broker decides how long a
 * dead instance keeps its partitions, by settings of the group, within limits of its own.
 */
class StreamsSessionIT {
  private static final ConfigResource GROUP =
      new ConfigResource(ConfigResource.Type.GROUP, "plant");
  private static final String SESSION = "streams.session.timeout.ms";
  private static final String HEARTBEAT = "streams.heartbeat.interval.ms";

  @TempDir Path directory;

  private static void alter(Admin admin) throws Exception {
    List<AlterConfigOp> changes =
        List.of(
            new AlterConfigOp(new ConfigEntry(SESSION, "6000"), AlterConfigOp.OpType.SET),
            new AlterConfigOp(new ConfigEntry(HEARTBEAT, "1500"), AlterConfigOp.OpType.SET));
    admin.incrementalAlterConfigs(Map.of(GROUP, changes)).all().get();
  }

  private static String session(Admin admin) throws Exception {
    return admin.describeConfigs(List.of(GROUP)).all().get().get(GROUP).get(SESSION).value();
  }

  @Test
  void theSessionOfAGroupIsLoweredWhereTheBrokerAllowsIt() throws Exception {
    int[] ports = Broker.freePorts();
    Map<String, String> allowed =
        Map.of(
            "group.streams.min.session.timeout.ms", "6000",
            "group.streams.min.heartbeat.interval.ms", "1500");
    try (Broker broker = Broker.start(directory.resolve("a"), ports[0], ports[1], allowed);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(session(admin)).isEqualTo("45000");
      alter(admin);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(session(admin)).isEqualTo("6000"));
    }
  }

  @Test
  void aBrokerAllowsNoLessThanItsOwnUnlessItIsTold() throws Exception {
    try (Broker broker = Broker.start(directory.resolve("b"));
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThatThrownBy(() -> alter(admin))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InvalidConfigurationException.class);
    }
  }
}
