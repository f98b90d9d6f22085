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

  /** Takes a new series, and makes room for it. */
  private HeldState add(int series, long share) {
    return add(series, share, pipeline);
  }

  private HeldState add(int series, long share, SeriesPipeline of) {
    HeldState entry =
        new HeldState(StateRepository.key("s" + series), of.newState(), new RecordLog(0));
    held.add(entry, share);
    held.makeRoom(share, entry, left::add);
    return entry;
  }

  private void move(State state, int step, double value) {
    reorderer.accept(state, step, step * HOUR, true, value, out -> {});
  }

  @Test
  void whereThereIsRoomAllAreDecoded() {
    for (int i = 0; i < SERIES; i++) {
      add(i, 1L << 30);
    }
    assertThat(held.decoded()).isEqualTo(SERIES);
    assertThat(left).isEmpty();
  }

  @Test
  void whereThereIsLessSomeAreEncodedAndNoneLeaves() {
    for (int i = 0; i < SERIES; i++) {
      add(i, SERIES * 5_500L);
    }
    assertThat(held.decoded()).isBetween(2, SERIES / 3);
    assertThat(held.size()).isEqualTo(SERIES);
    assertThat(left).isEmpty();
  }

  @Test
  void whereThereIsEvenLessSomeLeave() {
    for (int i = 0; i < SERIES; i++) {
      add(i, SERIES * 2_500L);
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
      add(i, SERIES * 5_500L);
    }
    SplittableRandom random = new SplittableRandom(7);
    for (int step = 0; step < 60; step++) {
      for (int i = 0; i < SERIES; i++) {
        HeldState entry = held.find(StateRepository.key("s" + i));
        double value = 10 * Math.sin(step / 4.0) + random.nextDouble();
        move(held.state(entry), step, value);
        held.moved(entry);
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
  void whatIsNotKeptOfAMoveIsForgottenWithTheNextSeries() {
    for (int i = 0; i < SERIES; i++) {
      add(i, SERIES * 5_500L);
    }
    byte[] before = pipeline.newState().toBytes();
    for (int i = 0; i < SERIES; i++) {
      HeldState entry = held.find(StateRepository.key("s" + i));
      State first = pipeline.newState();
      first.assign(held.state(entry));
      move(held.state(entry), 0, i);
      held.state(entry).assign(first);
      assertThat(held.state(entry).toBytes()).isEqualTo(before);
      assertThat(entry.written()).isEqualTo(before);
    }
  }

  @Test
  void wherePlaceIsMadeAtACommitDecodedOnesAreEncodedFirst() {
    for (int i = 0; i < SERIES; i++) {
      add(i, 1L << 30);
    }
    held.makeRoom(SERIES * 5_500L, left::add);
    assertThat(held.decoded()).isBetween(2, SERIES / 3);
    held.makeRoom(SERIES * 2_500L, left::add);
    assertThat(held.size()).isBetween(SERIES / 3, SERIES * 6 / 10);
    for (int i = 0; i < 40 * SERIES; i++) { // newcomers take the places of those that leave
      if (held.find(StateRepository.key("s" + i % SERIES)) == null) {
        add(i % SERIES, SERIES * 2_500L);
      }
    }
    assertThat(held.decoded()).as("which are not all encoded in the end").isPositive();
  }

  @Test
  void aShareThatHasBecomeLessIsReachedByAndBy() {
    int many = 12_000;
    SeriesPipeline tiny = SpecLoader.parse("{name: t, models: [mean]}").newPipeline();
    for (int i = 0; i < many; i++) {
      add(i, 1L << 30, tiny);
    }
    assertThat(left).isEmpty();
    held.makeRoom(0, left::add);
    assertThat(left).as("at a commit").hasSizeBetween(1_000, many / 2);
    int atCommit = left.size();
    add(many, 0, tiny);
    assertThat(left.size() - atCommit).as("with a new series").isBetween(2, 100);
    for (int i = 0; i < 20; i++) {
      held.makeRoom(0, left::add);
    }
    assertThat(held.size()).isEqualTo(1);
  }

  @Test
  void ofSeriesThatTakeTurnsMostAreFoundWhereMostHaveRoom() {
    int found = 0;
    int rounds = 20;
    for (int turn = 0; turn < rounds * SERIES; turn++) {
      HeldState entry = held.find(StateRepository.key("s" + turn % SERIES));
      found += entry == null ? 0 : 1;
      entry = entry == null ? add(turn % SERIES, SERIES * 4_500L) : entry;
      held.state(entry);
    }
    assertThat(held.size()).isBetween(SERIES * 8 / 10, SERIES * 95 / 100);
    assertThat(found).isGreaterThan(rounds * SERIES / 2);
  }
}
