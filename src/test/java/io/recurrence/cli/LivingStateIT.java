package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Settings change, and series stop, on states that a broker keeps. */
class LivingStateIT {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final int SERIES = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static PipelineSpec spec(String name, String settings) {
    return SpecLoader.parse(
        """
        name: %1$s
        input: {topic: %1$s.in, format: number}
        output: {anomalies: %1$s.a, dead-letters: %1$s.d}
        horizon: 3
        models: [holt]
        kafka: {session.timeout.ms: 6000}
        %2$s
        """
            .formatted(name, settings));
  }

  private static Application start(PipelineSpec spec, Map<String, String> kafka) {
    Application application = new Application(spec, kafka, new SimpleMeterRegistry());
    application.start();
    return application;
  }

  private static void send(String topic, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      for (int s = 0; s < SERIES; s++) {
        records.add(
            KafkaFixture.record(
                topic, START + MINUTE * minute, "s" + s, Integer.toString(minute % 9)));
      }
    }
    KafkaFixture.send(records);
  }

  @Test
  void aChangeOfTheLatenessLosesAndRepeatsNothing() {
    KafkaFixture.create(2, List.of("lateness.in", "lateness.a", "lateness.d"));
    Map<String, String> kafka = KafkaFixture.settings("lateness");
    int sent = 0;
    int heldBack = 2;
    for (String lateness : List.of("PT2M", "PT0S", "PT2M", "PT7M", "PT0S")) {
      try (Application application =
          start(spec("lateness", "time: {lateness: %s}".formatted(lateness)), kafka)) {
        send("lateness.in", sent, sent + 20);
        sent += 20;
        KafkaFixture.read("lateness.a", SERIES * (sent - heldBack), PATIENCE);
        assertThat(application.live()).isTrue();
        heldBack = lateness.equals("PT0S") ? 2 : 7;
      }
    }
    Map<String, List<String>> outputs =
        KafkaFixture.bySeries("lateness.a", SERIES * sent, PATIENCE);
    assertThat(outputs).hasSize(SERIES);
    for (List<String> series : outputs.values()) {
      assertThat(series)
          .extracting(
              record -> (Long.parseLong(record.substring(0, record.indexOf(" "))) - START) / MINUTE)
          .hasSize(sent)
          .doesNotHaveDuplicates()
          .isSorted();
    }
    assertThat(KafkaFixture.read("lateness.d", 0, Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void theSilenceOfALoneSeriesIsWrittenOnceAlthoughTheApplicationStartsAgain() {
    KafkaFixture.create(1, List.of("lone.in", "lone.a", "lone.d"));
    Map<String, String> kafka = KafkaFixture.settings("lone");
    PipelineSpec spec = spec("lone", "state: {silence: PT3S}");
    long start = System.currentTimeMillis() - 60_000;
    try (Application application = start(spec, kafka)) {
      for (int second = 0; second < 20; second++) {
        KafkaFixture.send(
            List.of(KafkaFixture.record("lone.in", start + 1000L * second, "only", "1")));
      }
      assertThat(KafkaFixture.bySeries("lone.a", 21, PATIENCE).get("only"))
          .last()
          .asString()
          .startsWith(Long.toString(start + 22_000))
          .contains("SILENCE");
      assertThat(application.live()).isTrue();
    }
    try (Application application = start(spec, kafka)) {
      KafkaFixture.send(List.of(KafkaFixture.record("lone.in", start + 50_000, "only", "1")));
      List<String> records = KafkaFixture.bySeries("lone.a", 23, PATIENCE).get("only");
      assertThat(records).filteredOn(record -> record.contains("SILENCE")).hasSize(2);
      assertThat(records.get(21)).startsWith(Long.toString(start + 50_000));
      assertThat(records.get(22)).startsWith(Long.toString(start + 53_000));
      assertThat(application.live()).isTrue();
    }
  }
}
