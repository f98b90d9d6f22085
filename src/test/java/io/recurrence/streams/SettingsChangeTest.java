package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings change on states that live; when these were written must not be seen. */
class SettingsChangeTest {
  private static final Bytes A = StateRepository.key("a");
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final int BEFORE = 309;
  private static final int AFTER = 60;
  private static final double[] SERIES = Signals.lifelike(4, BEFORE + AFTER);

  private final List<List<Object>> outputs = new ArrayList<>();
  private final List<Long> minutes = new ArrayList<>();

  private void take(StepResult out) {
    outputs.add(Snapshot.of(out));
    minutes.add((out.time() - START) / MINUTE);
  }

  /** Runs over all records, the last of them with other settings; a commit after so many. */
  private void run(String before, String after, int commitEvery) {
    outputs.clear();
    minutes.clear();
    KeyValueStore<Bytes, byte[]> store = StoredTask.newStore();
    StoredTask task = new StoredTask(before, store);
    for (int t = 0; t < BEFORE; t++) {
      task.move(A, t, START + MINUTE * t, SERIES[t], this::take);
      if (t % commitEvery == 0) {
        task.store.flushCache();
      }
    }
    task.store.flushCache();
    task = new StoredTask(after, store);
    for (int t = BEFORE; t < SERIES.length; t++) {
      task.move(A, t, START + MINUTE * t, SERIES[t], this::take);
      task.store.flushCache();
    }
    Moves.release(task.states, A, this::take);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "confidence: 0.7",
        "detector: {alarm-rate: 0.01}",
        "time: {lateness: PT5M}",
        "time: {lateness: PT1M}",
        "time: {lateness: PT0S}",
        "time: {lateness: PT3M, held-back: 64}",
        "horizon: 7",
        "state: small",
        "models: [holt, naive]",
        "quantiles: [0.5]"
      })
  void outputsDoNotDependOnWhenCommitsCame(String change) {
    String before =
        change.startsWith("time") ? "{name: t, time: {lateness: PT2M}}" : "{name: t, horizon: 24}";
    run(before, change, 1);
    List<List<Object>> often = List.copyOf(outputs);
    run(before, change, Integer.MAX_VALUE);
    assertThat(outputs).isEqualTo(often);
    run(before, change, 5);
    assertThat(outputs).isEqualTo(often);
  }

  @ParameterizedTest
  @CsvSource({
    "PT2M, PT0S",
    "PT0S, PT2M",
    "PT2M, PT10M",
    "PT10M, PT2M",
    "PT40M, PT1M",
    "PT1M, PT40M"
  })
  void aChangeOfTheLatenessLosesAndRepeatsNothing(String before, String after) {
    for (int commitEvery : new int[] {1, 4, 1000}) {
      for (String heldBack : new String[] {"", ", held-back: 5", ", held-back: 100"}) {
        run(
            "time: {lateness: %s}".formatted(before),
            "time: {lateness: %s%s}".formatted(after, after.equals("PT0S") ? "" : heldBack),
            commitEvery);
        assertThat(minutes)
            .containsExactlyElementsOf(LongStream.range(0, SERIES.length).boxed().toList());
      }
    }
  }

  /** As feedback does, before the next record comes. */
  @Test
  void recordsThatAreHeldBackAreWrittenUnderOtherSettingsWhereTheyHaveRoom() {
    String pipeline = "{name: t, model: smoothing, time: {lateness: PT10M, held-back: %d}}";
    SeriesPipeline before = SpecLoader.parse(pipeline.formatted(20)).newPipeline();
    State state = before.newState();
    Reorderer reorderer = new Reorderer(before);
    for (int minute = 0; minute < 30; minute++) {
      reorderer.accept(state, minute, START + minute * MINUTE, true, minute, out -> {});
    }
    assertThat(state.heldBack()).isEqualTo(10);
    SeriesPipeline after = SpecLoader.parse(pipeline.formatted(40)).newPipeline();
    State read = after.carryOver(state.toBytes());
    assertThat(read.overfull()).isFalse();
    State again = after.read(read.toBytes());
    assertThat(again.heldBack()).isEqualTo(10);
    List<Long> times = new ArrayList<>();
    new Reorderer(after).drain(again, out -> times.add((out.time() - START) / MINUTE));
    assertThat(times).containsExactlyElementsOf(LongStream.range(20, 30).boxed().toList());
    State less = SpecLoader.parse(pipeline.formatted(5)).newPipeline().carryOver(state.toBytes());
    assertThat(less.overfull()).as("the earliest wait until the next record").isTrue();
  }

  @Test
  void settingsAreKeptWithoutTopicsAndWithoutWhatClientsAreTold() {
    KeyValueStore<Bytes, byte[]> store = StoredTask.newStore();
    StoredTask task =
        new StoredTask(
            """
            name: secretive
            input: {topic: private}
            output: {anomalies: hidden, outcomes: told}
            detector: {alarm-rate: 0.002}
            kafka: {sasl.jaas.config: 'password="secret";'}
            """,
            store);
    task.move(A, 0, START, 1, out -> {});
    String kept = new String(store.get(StateReader.key(id(task))), StandardCharsets.UTF_8);
    assertThat(kept)
        .isEqualTo(
            "{\"detector\": {\"alarm-rate\": \"0.002\"}, \"output\": {\"outcomes\": \"told\"}}");
    try (KeyValueIterator<Bytes, byte[]> series = task.store.all()) {
      assertThat(series.next().key).isEqualTo(A);
      assertThat(series.hasNext()).as("the settings are no series").isFalse();
    }
  }

  private static int id(StoredTask task) {
    task.store.flushCache();
    task.move(A, 1, START + MINUTE, 2, out -> {});
    return RecordLog.settings(task.store.find(A).recordLog.toBytes()).getAsInt();
  }
}
