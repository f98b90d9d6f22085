package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeldStatesTest {
  private static final int SERIES = 100;
  private static final long HOUR = 3_600_000;

  private final PipelineSpec spec = SpecLoader.parse("{name: t, horizon: 24, step: PT1H}");
  private final SeriesPipeline pipeline = spec.newPipeline();
  private final Reorderer reorderer = new Reorderer(pipeline);
  private final HeldStates held = new HeldStates();
  private final List<HeldState> left = new ArrayList<>();

  private HeldState add(int series) {
    HeldState entry =
        new HeldState(StateRepository.key("s" + series), pipeline.newState(), new RecordLog(0));
    held.add(entry);
    return entry;
  }

  private void move(State state, int step, double value) {
    reorderer.accept(state, step, step * HOUR, true, value, out -> {});
  }

  @Test
  void whereThereIsRoomAllAreDecoded() {
    for (int i = 0; i < SERIES; i++) {
      held.makeRoom(1L << 30, add(i), left::add);
    }
    assertThat(held.decoded()).isEqualTo(SERIES);
    assertThat(left).isEmpty();
  }

  @Test
  void whereThereIsLessSomeAreEncodedAndNoneLeaves() {
    for (int i = 0; i < SERIES; i++) {
      held.makeRoom(SERIES * 5_500L, add(i), left::add);
    }
    assertThat(held.decoded()).isBetween(2, SERIES / 3);
    assertThat(held.size()).isEqualTo(SERIES);
    assertThat(left).isEmpty();
  }

  @Test
  void whereThereIsEvenLessSomeLeave() {
    for (int i = 0; i < SERIES; i++) {
      held.makeRoom(SERIES * 2_500L, add(i), left::add);
    }
    assertThat(held.size()).isBetween(SERIES / 3, SERIES / 2);
    assertThat(left).hasSize(SERIES - held.size());
    assertThat(left).allSatisfy(entry -> assertThat(held.find(entry.key)).isNull());
  }

  @Test
  void encodedOrNotAStateIsWhatItWouldBe() {
    State[] expected = new State[SERIES];
    Arrays.setAll(expected, i -> pipeline.newState());
    for (int i = 0; i < SERIES; i++) {
      held.makeRoom(SERIES * 5_500L, add(i), left::add);
    }
    SplittableRandom random = new SplittableRandom(7);
    for (int step = 0; step < 60; step++) {
      for (int i = 0; i < SERIES; i++) {
        HeldState entry = held.find(StateRepository.key("s" + i));
        State state = held.decode(entry);
        held.makeRoom(SERIES * 5_500L, entry, left::add);
        double value = 10 * Math.sin(step / 4.0) + random.nextDouble();
        move(state, step, value);
        move(expected[i], step, value);
        assertThat(entry.written()).isEqualTo(expected[i].toBytes());
      }
    }
    for (int i = 0; i < SERIES; i++) {
      assertThat(held.find(StateRepository.key("s" + i)).written())
          .isEqualTo(expected[i].toBytes());
    }
    assertThat(left).isEmpty();
  }

  @Test
  void ofSeriesThatTakeTurnsMostAreFoundWhereMostHaveRoom() {
    int found = 0;
    int rounds = 20;
    for (int turn = 0; turn < rounds * SERIES; turn++) {
      HeldState entry = held.find(StateRepository.key("s" + turn % SERIES));
      found += entry == null ? 0 : 1;
      entry = entry == null ? add(turn % SERIES) : entry;
      held.decode(entry);
      held.makeRoom(SERIES * 4_500L, entry, left::add);
    }
    assertThat(held.size()).isBetween(SERIES * 8 / 10, SERIES * 95 / 100);
    assertThat(found).isGreaterThan(rounds * SERIES / 2);
  }
}
