package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.EncodedState;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.record.BadRecordException;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteBehindStoreTest {
  private static final Bytes A = StateRepository.key("a");
  private static final Bytes B = StateRepository.key("b");
  private static final Bytes C = StateRepository.key("c");

  private final PipelineSpec spec =
      SpecLoader.parse(
          "{name: t, horizon: 3, step: PT1S, models: [naive], state: {on-change: refuse}}");
  private final SeriesPipeline pipeline = spec.newPipeline();
  private final KeyValueStore<Bytes, byte[]> beneath =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("states"), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final HeapBudget budget = new HeapBudget();
  private final WriteBehindStore store = new WriteBehindStore(beneath, budget);
  private final StateRepository states =
      new StateRepository(
          store, spec, pipeline, new Meters(new SimpleMeterRegistry(), spec.name()));

  private static StateStoreContext context(long cacheBytes) {
    Properties settings = new Properties();
    settings.put("application.id", "t");
    settings.put("bootstrap.servers", "none:1");
    settings.put("statestore.cache.max.bytes", Long.toString(cacheBytes));
    return new MockProcessorContext<>(settings).getStateStoreContext();
  }

  @BeforeEach
  void open() {
    store.init(context(1 << 20), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private State move(Bytes key, double value) {
    return move(key, value, out -> {});
  }

  private State move(Bytes key, double value, Reorderer.Sink sink) {
    HeldState held = store.find(key);
    boolean known = held != null || store.get(key) != null;
    long time = 1000 + (held != null ? states.state(key).time() : known ? stored(key).time() : 0);
    try {
      return Moves.move(states, key, 0, StateRepository.NEXT, time, Contents.of(value), sink)
          .state();
    } catch (BadRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  private State stored(Bytes key) {
    return states.loader().read(key, store.get(key), new RecordLog(0));
  }

  @Test
  void aStateIsWrittenAtTheCommitAndNotBefore() {
    move(A, 1);
    State state = move(A, 2);
    assertThat(store.get(A)).isNull();

    store.flushCache();
    assertThat(store.get(A)).isEqualTo(state.toBytes());
    assertThat(pipeline.read(store.get(A)).count()).isEqualTo(2);
  }

  @Test
  void whatHasNotMovedSinceIsNotWrittenAgain() {
    move(A, 1);
    store.flushCache();
    beneath.put(A, new byte[] {7});

    move(B, 1);
    store.flushCache();
    assertThat(store.get(A)).containsExactly(7);
    assertThat(store.get(B)).isNotNull();
  }

  private static long room(int stateBytes) {
    return stateBytes + RecordLog.HEAP_BYTES + 150L;
  }

  /** Room for a state that is decoded, and for others that are not. */
  private long room(int decoded, int encoded) {
    State state = pipeline.newState();
    return decoded * room(state.heapBytes()) + encoded * room(new EncodedState(state).heapBytes());
  }

  @Test
  void aStateThatHasNotMovedMakesRoomFirst() {
    resize(room(1, 1));
    move(A, 1);
    store.flushCache();
    move(B, 1);
    move(C, 1);

    assertThat(store.find(A)).isNull();
    assertThat(store.size()).isEqualTo(2);
    assertThat(store.get(B)).isNull();
    assertThat(move(A, 2).count()).isEqualTo(2);
    store.flushCache();
    assertThat(stored(A).count()).isEqualTo(2);
    assertThat(stored(B).count()).isEqualTo(1);
    assertThat(stored(C).count()).isEqualTo(1);
  }

  @Test
  void withoutRoomEachStateIsWrittenAsSoonAsAnotherComes() {
    resize(0);
    for (int round = 1; round <= 50; round++) {
      for (Bytes key : new Bytes[] {A, B, C}) {
        assertThat(move(key, round).count()).isEqualTo(round);
        assertThat(store.size()).isEqualTo(1);
      }
    }
  }

  @Test
  void howeverManySeriesPassTheHeapHoldsNoMoreThanItsShare() {
    int room = 50;
    int series = 5_000;
    resize(room(0, room));
    for (int i = 0; i < 2 * series; i++) {
      assertThat(move(StateRepository.key("s" + i % series), i).count()).isEqualTo(1 + i / series);
      assertThat(store.size()).isLessThanOrEqualTo(room);
    }
    assertThat(store.size()).isGreaterThan(room * 8 / 10);
  }

  @Test
  void tasksThatKeepStatesShareTheBudgetFromTheirNextCommitAndAStandbyTakesNoShare() {
    long room = room(0, 40);
    resize(room);
    for (int i = 0; i < 40; i++) {
      move(StateRepository.key("s" + i), i);
    }
    int alone = store.size();
    WriteBehindStore other = new WriteBehindStore(beneath, budget);
    other.init(context(room), other);
    assertThat(budget.share()).isEqualTo(room);
    other.keep(A, pipeline.newState(), new RecordLog(0));
    assertThat(budget.share()).isEqualTo(room / 2);

    store.flushCache();
    assertThat(store.size()).isLessThan(alone * 6 / 10);
    for (int i = 0; i < 40; i++) {
      assertThat(move(StateRepository.key("s" + i), i).count()).isEqualTo(2);
    }
    other.close(); // and what both have beneath
    assertThat(budget.share()).isEqualTo(room);
  }

  @Test
  void aStepThatFailsLeavesTheStateAsItWas() {
    byte[] before = move(A, 1).toBytes();

    assertThatThrownBy(
            () ->
                move(
                    A,
                    2,
                    out -> {
                      throw new IllegalStateException("while it is written");
                    }))
        .hasMessageContaining("while it is written");
    store.flushCache();
    assertThat(store.get(A)).isEqualTo(before);
  }

  @Test
  void aNewStateWhoseFirstStepFailsIsNotWritten() {
    assertThatThrownBy(
            () ->
                move(
                    A,
                    1,
                    out -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    store.flushCache();
    assertThat(store.get(A)).isNull();
    assertThat(move(A, 1).count()).isEqualTo(1);
  }

  @Test
  void whatWasNotCommittedIsDroppedWhenTheTaskClosesOrIsRevived() {
    byte[] committed = move(A, 1).toBytes();
    store.flushCache();
    move(A, 2);
    move(B, 1);

    store.clearCache();
    assertThat(store.get(A)).isEqualTo(committed);
    assertThat(store.get(B)).isNull();
    assertThat(move(A, 2).count()).isEqualTo(2);

    move(A, 3);
    store.init(context(1 << 20), store);
    assertThat(store.size()).isZero();
  }

  @Test
  void aRemovedStateIsNotWrittenByTheNextCommit() {
    move(A, 1);
    move(B, 1);
    move(C, 1);
    states.delete(A);
    store.flushCache();

    assertThat(store.get(A)).isNull();
    assertThat(store.get(B)).isNotNull();
    assertThat(store.get(C)).isNotNull();
    assertThat(move(A, 1).count()).isEqualTo(1);
  }

  private void resize(long bytes) {
    store.close();
    store.init(context(bytes), store);
  }
}
