package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.record.JsonEncoder;
import io.recurrence.streams.Application;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** A hundred thousand series with room for one in a hundred of their states on the heap. */
class ScarceHeapIT {
  private static final int SERIES = 100_000;
  private static final int ROUNDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final PipelineSpec spec =
      SpecLoader.parse(
          """
          name: scarce
          input: {topic: scarce.in, format: number}
          output: {features: scarce.s}
          horizon: 1
          models: [naive]
          features: [mean, maximum]
          detector: tail
          """);
  private final SeriesPipeline pipeline = spec.newPipeline();
  private final Reorderer reorderer = new Reorderer(pipeline);
  private final JsonEncoder encoder = new JsonEncoder(spec.confidence(), spec.version(pipeline));

  @Test
  void outputWithRoomForFewStatesIsThatOfStatesThatNeverLeaveTheHeap() {
    KafkaFixture.create(2, List.of("scarce.in", "scarce.s"));
    try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      for (int i = 0; i < ROUNDS * SERIES; i++) {
        String value = Double.toString(value(i));
        producer.send(KafkaFixture.record("scarce.in", time(i), name(i % SERIES), value));
      }
    }
    Map<String, String> settings = new HashMap<>(KafkaFixture.settings("scarce"));
    settings.put("statestore.cache.max.bytes", Integer.toString(1 << 20));
    try (Application application = new Application(spec, settings, new SimpleMeterRegistry())) {
      application.start();
      Map<String, List<String>> output =
          KafkaFixture.bySeries("scarce.s", ROUNDS * SERIES, PATIENCE);
      assertThat(output).hasSize(SERIES);
      assertThat(output.entrySet())
          .allSatisfy(each -> assertThat(each.getValue()).isEqualTo(expected(each.getKey())));
    }
  }

  private static String name(int series) {
    return "s" + series;
  }

  private static double value(int i) {
    return i % 977 / 8.0;
  }

  private static long time(int i) {
    return 1_700_000_000_000L + 1000L * (i / SERIES);
  }

  /** What the pipeline says of a series whose state is never stored. */
  private List<String> expected(String name) {
    List<String> output = new ArrayList<>();
    State state = pipeline.newState();
    for (int round = 0; round < ROUNDS; round++) {
      int i = round * SERIES + Integer.parseInt(name.substring(1));
      reorderer.accept(
          state,
          round,
          time(i),
          true,
          value(i),
          out ->
              output.add(
                  out.time()
                      + " "
                      + new String(
                          encoder.features(name, out.features()), StandardCharsets.UTF_8)));
    }
    return output;
  }
}
