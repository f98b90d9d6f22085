package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.core.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * States and record logs that version 0.1 wrote, in state format 2 and record log format 1, are
 * read: 400 records, one a minute, in the state, and six in the journal.
 */
class StoredStatesTest {
  private static final Bytes A = StateRepository.key("a");
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;

  private final KeyValueStore<Bytes, byte[]> store = StoredTask.newStore();

  private static double value(int t) {
    int minute = t % 60;
    return 100 + (minute < 30 ? minute : 60 - minute) + t * 7919 % 13 / 10.0;
  }

  private static byte[] resource(String name) {
    try (InputStream in = StoredStatesTest.class.getResourceAsStream("/stored/format-2/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private StoredTask open(String stored, String yaml) {
    StoredTask task = new StoredTask("{name: t, %s}".formatted(yaml), store);
    store.put(A, resource(stored + ".state"));
    store.put(WriteBehindStore.recordLog(A), resource(stored + ".journal"));
    return task;
  }

  private static void assertGoesOn(StoredTask task, int horizon) {
    StepResult out = task.pipeline.newOutput();
    assertThat(task.pipeline.forecast(task.states.state(A), out.forecast())).isTrue();
    for (int k = 1; k <= horizon; k++) {
      assertThat(out.forecast().mean(k)).as("%d steps ahead", k).isBetween(95.0, 136.0);
    }
    List<Double> errors = new ArrayList<>();
    for (int t = 406; t < 426; t++) {
      double x = value(t);
      task.move(
          A,
          t,
          START + MINUTE * t,
          x,
          o ->
              errors.add(
                  o.judgement().hasExpectation()
                      ? Math.abs(o.judgement().expected() - o.judgement().value())
                      : 100));
    }
    assertThat(errors.subList(1, errors.size())).allMatch(error -> error < 6);
  }

  @ParameterizedTest
  @CsvSource({
    "small-24, 'state: small'",
    "medium-24, 'horizon: 24'",
    "medium-3, 'horizon: 3'",
    "outcomes-24, 'state: small, output: {outcomes: o}'",
    "late-24, 'state: small, time: {lateness: PT2M}'",
    "models-6, 'horizon: 6, models: [naive, holt]'"
  })
  void theyGoOnWithTheSettingsTheyHad(String stored, String yaml) {
    StoredTask task = open(stored, yaml);
    State state = task.states.state(A);
    assertThat(state.count() + state.heldBack()).isEqualTo(406);
    assertThat(state.offset()).isEqualTo(405);
    assertThat(state.newest()).isEqualTo(START + 405 * MINUTE);
    assertGoesOn(task, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "small-24, 'state: small, horizon: 48'",
    "small-24, 'state: small, horizon: 3'",
    "medium-24, 'horizon: 48'",
    "medium-24, 'horizon: 13'",
    "medium-24, 'horizon: 3'",
    "medium-24, 'horizon: 24, output: {outcomes: o}'",
    "medium-3, 'horizon: 6'",
    "medium-3, 'horizon: 24'",
    "outcomes-24, 'state: small, horizon: 48, output: {outcomes: o}'",
    "late-24, 'state: small, horizon: 48, time: {lateness: PT5M, held-back: 64}'"
  })
  void anotherHorizonKeepsWhatTheForecasterHasLearned(String stored, String yaml) {
    StoredTask task = open(stored, yaml);
    assertThat(task.pipeline.afresh(resource(stored + ".state")))
        .noneMatch(stage -> stage.startsWith("forecaster") || stage.startsWith("held-back"));
    assertGoesOn(task, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state: large", "state: small"})
  void anotherTierLearnsTheValuesOfTheWindow(String yaml) {
    StoredTask task = open("medium-24", yaml);
    assertGoesOn(task, 24);
    assertThat(task.counter("recurrence.states.carried.over")).isEqualTo(1);
  }

  @Test
  void recordsThatWereNotHeldBackAreNotHeldBackWhenTheyAreReadAgain() {
    StoredTask task = open("small-24", "state: small, time: {lateness: PT2M}");
    List<Long> minutes = new ArrayList<>();
    for (int t = 406; t < 410; t++) {
      task.move(
          A, t, START + MINUTE * t, value(t), out -> minutes.add((out.time() - START) / MINUTE));
    }
    Moves.release(task.states, A, out -> minutes.add((out.time() - START) / MINUTE));
    assertThat(minutes).containsExactly(406L, 407L, 408L, 409L);
  }

  @Test
  void aDamagedStateOrJournalStopsTheApplicationUnlessTheSeriesMayStartAfresh() {
    for (String damaged : new String[] {"state", "record log"}) {
      StoredTask refuses = open("small-24", "state: {tier: small}");
      store.put(
          damaged.equals("state") ? A : WriteBehindStore.recordLog(A), new byte[] {9, 9, 9, 9});
      assertThatThrownBy(() -> refuses.states.state(A))
          .isInstanceOf(StateFormatException.class)
          .hasMessageContaining("series 'a'")
          .hasMessageContaining("state.damaged: reset");

      StoredTask resets = new StoredTask("{name: t, state: {tier: small, damaged: reset}}", store);
      assertThat(resets.move(A, 406, START, 1, out -> {}).count()).isEqualTo(1);
      assertThat(resets.counter("recurrence.states.damaged")).isEqualTo(1);
      resets.store.flushCache();
      StoredTask again = new StoredTask("{name: t, state: {tier: small, damaged: reset}}", store);
      assertThat(again.states.state(A).count()).isEqualTo(1);
      assertThat(again.counter("recurrence.states.damaged")).isZero();
    }
  }

  @Test
  void aForecasterThatStartsAfreshIsWarmingUpAndForecastsNothingBeforeItsFirstValue() {
    StoredTask task = open("models-6", "horizon: 6");
    store.delete(WriteBehindStore.recordLog(A));
    StepResult out = task.pipeline.newOutput();
    State state = task.states.state(A);
    assertThat(state.count()).isEqualTo(400);
    assertThat(task.pipeline.forecast(state, out.forecast())).isFalse();
    List<String> statuses = new ArrayList<>();
    List<Boolean> expects = new ArrayList<>();
    for (int t = 400; t < 414; t++) {
      task.move(
          A,
          t,
          START + MINUTE * t,
          value(t),
          o -> {
            statuses.add(o.judgement().status().name());
            expects.add(o.judgement().hasExpectation());
          });
    }
    assertThat(statuses.subList(0, 10)).containsOnly("WARMING_UP");
    assertThat(statuses.subList(10, 14)).containsOnly("OK");
    assertThat(expects.get(0)).isFalse();
    assertThat(expects.get(1)).isTrue();
  }
}
