package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Outgoing outgoing =
      new Outgoing(
          new Meters(registry, "t"),
          new TopicFacts() {
            @Override
            public long id(String topic) {
              return 0;
            }

            @Override
            public Set<String> names() {
              return Set.of();
            }

            @Override
            public int partitions(String topic) {
              return 0;
            }

            @Override
            public int largestRecord(String topic) {
              return 1000;
            }

            @Override
            public long committed(String group, String topic, int partition) {
              return 0;
            }
          },
          ResourceNames.PLAIN,
          Map.of("a", "topic"));

  @Test
  void anOutputThatItsTopicDoesNotTakeIsCutOrLeftOutAndCounted() {
    outgoing.begin();
    outgoing.carry(new RecordHeaders().add("trace", new byte[500]));
    outgoing.add("a", new byte[1], 0, new byte[100]);
    outgoing.add("a", new byte[1], 0, new byte[600]);
    outgoing.add("a", new byte[1], 0, new byte[2000]);
    outgoing.addAlone("a", new byte[1], 0, new byte[100]);

    MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    outgoing.forward(context);

    assertThat(context.forwarded())
        .extracting(each -> TruncatedRecord.note(each.record().headers()))
        .containsExactly("", "headers=515", "");
    assertThat(context.forwarded().get(0).record().headers().lastHeader("trace")).isNotNull();
    assertThat(context.forwarded().get(2).record().headers().toArray()).isEmpty();
    assertThat(registry.get("recurrence.outputs.too.large").counter().count()).isEqualTo(1);
  }

  @Test
  void whatHasNoTopicIsNotAskedFor() {
    assertThat(outgoing.to("a")).isTrue();
    assertThat(outgoing.to("f")).isFalse();
  }
}
