package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.spec.PipelineSpec;
import io.recurrence.spec.SpecException;
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
        "kafka: {application.id: a} | kafka.application.id (pipeline line 1) is the name of the pipeline"
      })
  void aSettingThatKafkaWouldRefuseIsAFaultWithItsPlace(String yaml, String fault) {
    PipelineSpec spec = PipelineSpec.parse(yaml);
    assertThatThrownBy(() -> KafkaSettings.check(spec))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka: {bootstrap.servers: 'a:1,b:2', num.stream.threads: 2, num.standby.replicas: 1}",
        "kafka: {processing.guarantee: exactly_once_v2, commit.interval.ms: 1000}",
        "kafka: {producer: {linger.ms: 5}, main.consumer.max.poll.records: 10, topic.segment.ms: 1}",
        "kafka: {security.protocol: SSL, ssl.truststore.password: x, group.instance.id: one}",
        "kafka: {session.timeout.ms: 6000, admin.retries: 3, state.dir: states, group.protocol: streams}"
      })
  void whatKafkaKnowsIsTaken(String yaml) {
    PipelineSpec spec = PipelineSpec.parse(yaml);
    assertThatCode(() -> KafkaSettings.check(spec)).doesNotThrowAnyException();
  }
}
