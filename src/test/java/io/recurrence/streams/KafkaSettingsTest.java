package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.SpecException;
import io.recurrence.config.SpecLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka: {num.stream.threads: abc} | kafka.num.stream.threads (pipeline line 1) was 'abc' but it",
        "kafka: {num.stream.thread: 2} | kafka.num.stream.thread (pipeline line 1) is no setting of Kafka"
            + " Streams or its clients; did you mean 'num.stream.threads'?",
        "kafka: {procesing.guarantee: x} | kafka.procesing.guarantee (pipeline line 1) is no setting of"
            + " Kafka Streams or its clients; did you mean 'processing.guarantee'?",
        "kafka: {processing.guarantee: at_least_once} | kafka.processing.guarantee (pipeline line 1) was"
            + " 'at_least_once' but it must be exactly_once_v2, the default: with any other",
        "kafka: {producer: {linger.ms: soon}} | kafka.producer.linger.ms (pipeline line 1) was 'soon'",
        "kafka: {consumer: {acks: all}} | kafka.consumer.acks (pipeline line 1) is no setting of Kafka",
        "kafka: {commit.interval.ms: -1} | kafka.commit.interval.ms (pipeline line 1) was '-1' but it is"
            + " refused",
        "kafka: {application.id: a} | kafka.application.id (pipeline line 1) is the name of the pipeline",
        "kafka: {acks: 1} | kafka.acks (pipeline line 1) was '1' but it must be all, the default: with any"
            + " other a crash could lose records",
        "kafka: {max.request.size: 5} | kafka.max.request.size (pipeline line 1) was '5' but it must be at"
            + " least 16777216",
        "kafka: {topic.retention.ms: 5} | kafka.topic.retention.ms (pipeline line 1) must be left out",
        "kafka: {bootstrap.servers: localhost} | kafka.bootstrap.servers (pipeline line 1) was 'localhost'"
            + " but it must be HOST:PORT",
        "kafka: {bootstrap.servers: 'a:1,'} | kafka.bootstrap.servers (pipeline line 1) was 'a:1,'"
      })
  void aSettingThatKafkaWouldRefuseIsAFaultWithItsPlace(String yaml, String fault) {
    assertThatThrownBy(() -> check(yaml))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("has 1 fault:")
        .hasMessageContaining(fault);
  }

  private static void check(String yaml) {
    together(yaml + "\ninput: {topic: in}\noutput: {anomalies: out}");
  }

  private static void together(String yaml) {
    KafkaSettings.checkTogether(
        ApplicationSpec.of(SpecLoader.parseToRun(yaml, KafkaSettings::fault)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acks: 1",
        "producer.acks: 0",
        "producer.enable.idempotence: false",
        "isolation.level: read_uncommitted",
        "main.consumer.isolation.level: read_uncommitted",
        "consumer.enable.auto.commit: true",
        "processing.guarantee: at_least_once",
        "max.request.size: 1048576",
        "topic.max.message.bytes: 1000",
        "topic.cleanup.policy: delete",
        "topic.retention.ms: 1000",
        "deserialization.exception.handler: org.apache.kafka.streams.errors.LogAndContinueExceptionHandler",
        "production.exception.handler: org.apache.kafka.streams.errors.DefaultProductionExceptionHandler",
        "rocksdb.config.setter: a.b.C",
        "application.id: a"
      })
  void whatWouldBreakAPromiseIsRefusedInAFileOfClientSettingsToo(String setting) {
    String name = setting.substring(0, setting.indexOf(':'));
    String value = setting.substring(setting.indexOf(' ') + 1);
    assertThatThrownBy(() -> check("kafka: {" + setting + "}"))
        .hasMessageContaining("kafka." + name + " (pipeline line 1) ");
    assertThat(KafkaSettings.broken(Map.of("security.protocol", "SSL", name, value)))
        .get()
        .asString()
        .startsWith(name + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "group.id: g",
        "consumer.group.id: g",
        "transactional.id: t",
        "value.deserializer: a.b.C",
        "default.timestamp.extractor: a.b.C",
        "partition.assignment.strategy: a.b.C"
      })
  void whatWouldHaveNoEffectIsAFaultOfAPipelineAndNoneOfAFileForOthersToo(String setting) {
    String name = setting.substring(0, setting.indexOf(':'));
    assertThatThrownBy(() -> check("kafka: {" + setting + "}"))
        .hasMessageContaining("kafka." + name + " (pipeline line 1) ");
    assertThat(KafkaSettings.broken(Map.of(name, "x"))).isEmpty();
  }

  @Test
  void settingsThatKafkaRefusesBesideEachOtherAreAFault() {
    assertThatThrownBy(
            () -> check("name: p\nkafka: {transaction.timeout.ms: 10, commit.interval.ms: 50}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("kafka (p) is refused by Kafka: ")
        .hasMessageContaining("transaction.timeout.ms is 10 but it must be at least 50");
    assertThatThrownBy(() -> check("kafka: {producer.transaction.timeout.ms: 10}"))
        .hasMessageContaining("ransaction timeout");
    assertThatThrownBy(
            () -> check("kafka: {session.timeout.ms: 1000, heartbeat.interval.ms: 1000}"))
        .hasMessageContaining("session.timeout.ms is 1000 but it must be at least 1001");
    assertThatThrownBy(() -> check("kafka: {num.stream.threads: 0}"))
        .hasMessageContaining("num.stream.threads is 0");
    assertThatThrownBy(() -> check("kafka: {producer.delivery.timeout.ms: 10}"))
        .hasMessageContaining("delivery.timeout.ms is 10 but it must be at least 30005");
    assertThatThrownBy(() -> check("kafka: {producer.retries: 0}")).hasMessageContaining("retries");
    assertThatThrownBy(() -> check("kafka: {max.in.flight.requests.per.connection: 6}"))
        .hasMessageContaining("max.in.flight.requests.per.connection");
    assertThatThrownBy(
            () ->
                together(
                    "input: {topic: a, series: /s}\noutput: {anomalies: f}\nkafka: {group.protocol: streams}"))
        .hasMessageContaining("set it to 'classic'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka: {bootstrap.servers: 'a:1,b:2', num.stream.threads: 2, num.standby.replicas: 1}",
        "kafka: {processing.guarantee: exactly_once_v2, commit.interval.ms: 1000}",
        "kafka: {acks: all, producer.enable.idempotence: true, isolation.level: read_committed}",
        "kafka: {max.request.size: 33554432, bootstrap.servers: '[::1]:9092, a.b:9093'}",
        "kafka: {producer: {linger.ms: 5}, main.consumer.max.poll.records: 10, topic.segment.ms: 1}",
        "kafka: {security.protocol: SSL, ssl.truststore.password: x, group.instance.id: one}",
        "kafka: {session.timeout.ms: 6000, admin.retries: 3, state.dir: states, group.protocol: streams}"
      })
  void whatKafkaKnowsIsTaken(String yaml) {
    assertThatCode(() -> check(yaml)).doesNotThrowAnyException();
  }
}
