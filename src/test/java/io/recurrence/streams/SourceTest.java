package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class SourceTest {
  private record At(String topic, int partition, long offset) implements RecordMetadata {}

  private static long number(long id, String topic, int partition) {
    return new Source(unused -> id).of(new At(topic, partition, 7));
  }

  @Test
  void topicPartitionAndIdOfTheTopicEachMakeItAnother() {
    assertThat(List.of(number(0, "a", 0), number(0, "a", 1), number(0, "b", 0), number(5, "a", 0)))
        .doesNotHaveDuplicates()
        .doesNotContain(0L);
    assertThat(number(5, "a", 3)).isEqualTo(number(5, "a", 3));
  }

  @Test
  void aTopicIsAskedForOnce() {
    List<String> asked = new ArrayList<>();
    Source source =
        new Source(
            topic -> {
              asked.add(topic);
              return 1;
            });
    long first = source.of(new At("a", 0, 1));
    assertThat(source.of(new At("a", 0, 2))).isEqualTo(first);
    assertThat(asked).containsExactly("a");
  }
}
