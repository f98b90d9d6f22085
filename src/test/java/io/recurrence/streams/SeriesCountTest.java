package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesCountTest {
  private static final String YAML =
      """
      name: t
      input: {topic: in, format: number}
      output: {anomalies: a, dead-letters: d}
      models: [naive]
      """;

  @ParameterizedTest
  @ValueSource(ints = {1000, 100_000_000}) // bytes of heap for states
  void aSeriesMoreThanAllowedIsRefusedAndTheOthersGoOn(int heap) {
    String limited =
        YAML + "state: {max-series: 10}\nkafka: {statestore.cache.max.bytes: %d}\n".formatted(heap);
    try (PipelineDriver driver = new PipelineDriver(limited)) {
      for (int i = 0; i < 3; i++) {
        for (int series = 0; series < 15; series++) {
          driver.number("s" + series, i, i);
        }
      }
      assertThat(driver.raw("a")).hasSize(30);
      var letters = driver.raw("d");
      assertThat(letters).hasSize(15);
      assertThat(header(letters.get(0), DeadLetters.REASON)).isEqualTo("TOO_MANY_SERIES");
      assertThat(header(letters.get(0), DeadLetters.MESSAGE)).contains("state.max-series");
      assertThat(driver.entries()).isEqualTo(10);
    }
  }

  @Test
  void aSeriesThatIsForgottenMakesRoom() {
    String limited = YAML + "state: {max-series: 2, idle: PT1H}\n";
    try (PipelineDriver driver = new PipelineDriver(limited)) {
      driver.number("old", 1, 0);
      for (int i = 0; i < 20; i++) {
        driver.number("living", i, 600L * i);
      }
      driver.number("new", 1, 12_000);
      assertThat(driver.raw("d")).isEmpty();
    }
  }

  @Test
  void theNumberOfSeriesIsWrittenOnceForAllThatBeganSinceTheLastCommit() {
    KeyValueStore<Bytes, byte[]> beneath = StoredTask.newStore();
    StoredTask task = new StoredTask(YAML, beneath);
    Bytes key = WriteBehindStore.recordLog(Bytes.wrap(new byte[0]));
    for (int i = 0; i < 3; i++) {
      task.move(StateRepository.key("s" + i), i, 1000, 1, out -> {});
      assertThat(beneath.get(key)).isNull();
    }
    task.store.flushCache();
    assertThat(ByteBuffer.wrap(beneath.get(key)).getLong()).isEqualTo(3);

    task.move(StateRepository.key("aborted"), 3, 1000, 1, out -> {});
    task.store.clearCache();
    task.store.flushCache();
    assertThat(ByteBuffer.wrap(beneath.get(key)).getLong()).isEqualTo(3);
  }

  @Test
  void withoutALimitNoneIsRefused() {
    try (PipelineDriver driver = new PipelineDriver(YAML + "state: {max-series: 0}\n")) {
      for (int series = 0; series < 50; series++) {
        driver.number("s" + series, 1, 1);
      }
      assertThat(driver.entries()).isEqualTo(50);
    }
  }
}
