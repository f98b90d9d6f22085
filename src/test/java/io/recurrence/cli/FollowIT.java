package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A generated feed that keeps to the clock, on a real broker. */
class FollowIT {
  private static final long STEP = Duration.ofMinutes(1).toMillis();
  @RegisterExtension final Console console = new Console();

  @Test
  void aFeedThatBeginsAgainGoesOnFromTheLastTimeOfItsTopic() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(30));
    KafkaFixture.create(4, List.of("followed"));
    assertThat(generate(start, 5)).startsWith("0 ");
    assertThat(generate(start, 6)).startsWith("0 "); // the fifth time once more

    TreeMap<Long, Long> byTime =
        KafkaFixture.read("followed", 11, Duration.ofSeconds(30)).stream()
            .collect(
                Collectors.groupingBy(
                    ConsumerRecord::timestamp, TreeMap::new, Collectors.counting()));
    long first = byTime.firstKey();
    assertThat(first).isGreaterThan(System.currentTimeMillis() - 20 * STEP);
    assertThat(byTime.keySet())
        .containsExactlyElementsOf(
            LongStream.range(0, 10).mapToObj(step -> first + step * STEP).toList());
    assertThat(byTime.get(first + 4 * STEP)).isEqualTo(2L);
    assertThat(byTime.lastKey()).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  private String generate(Instant start, int count) {
    return console.run(
        "generate",
        "sine",
        "--start",
        start.toString(),
        "--follow",
        "--history",
        "15m",
        "--count",
        Integer.toString(count),
        "--topic",
        "followed",
        "--bootstrap-server",
        KafkaFixture.bootstrapServers());
  }
}
