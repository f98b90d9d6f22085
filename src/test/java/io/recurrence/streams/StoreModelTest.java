package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.record.BadRecordException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random orders of records, failing steps, releases, removals, commits, aborts and restorations, on
 * a store with room for few states: what it holds is at each moment what a map of states holds that
 * is never written.
 */
class StoreModelTest {
  private static final int SEEDS = 60;
  private static final int STEPS = 400;
  private static final int SERIES = 6;
  private static final long MINUTE = 60_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: t, horizon: 3, step: PT1M, models: [holt]}",
        "{name: t, horizon: 3, step: PT1M, models: [holt, {type: ar, order: 2}], time: {lateness: PT3M}}",
        "{name: t, horizon: 3, models: [naive], detector: tail, time: {held-back: 4, lateness: PT5M}}"
      })
  void whatAStoreHoldsIsWhatAMapHolds(String yaml) {
    Map<Move, Integer> done = new EnumMap<>(Move.class);
    for (int seed = 0; seed < SEEDS; seed++) {
      Walk walk = new Walk(yaml, seed);
      for (int step = 0; step < STEPS; step++) {
        Move move = walk.choose();
        done.merge(move, 1, Integer::sum);
        walk.make(move);
        walk.compare("seed %d, step %d, %s".formatted(seed, step, move));
      }
    }
    assertThat(done).containsOnlyKeys(Move.values());
  }

  private enum Move {
    RECORD,
    FAILING_STEP,
    RELEASE,
    REMOVE,
    COMMIT,
    ABORT,
    RESTORE
  }

  /** One random order. */
  private static final class Walk {
    private final SplittableRandom random;
    private final PipelineSpec spec;
    private final SeriesPipeline pipeline;
    private final Reorderer reorderer;
    private final Map<String, State> model = new TreeMap<>();
    private final Map<String, State> committed = new TreeMap<>();
    private final Map<Bytes, byte[]> changelog = new HashMap<>(); // up to the last commit
    private KeyValueStore<Bytes, byte[]> beneath = StoredTask.newStore();
    private WriteBehindStore store;
    private StateRepository states;
    private long offset;
    private long time = 1_700_000_000_000L;

    Walk(String yaml, int seed) {
      random = new SplittableRandom(seed);
      spec = SpecLoader.parse(yaml);
      pipeline = spec.newPipeline();
      reorderer = new Reorderer(pipeline);
      open();
    }

    /** A task over the store beneath, with room on the heap for some states, or for one. */
    private void open() {
      store = new WriteBehindStore(beneath, new HeapBudget());
      Properties settings = new Properties();
      settings.put("application.id", "t");
      settings.put("bootstrap.servers", "none:1");
      long room = random.nextInt(SERIES) * (600L + pipeline.newState().heapBytes());
      settings.put("statestore.cache.max.bytes", Long.toString(room));
      store.init(new MockProcessorContext<>(settings).getStateStoreContext(), store);
      restore();
      states =
          new StateRepository(
              store, spec, pipeline, new Meters(new SimpleMeterRegistry(), spec.name()));
    }

    Move choose() {
      int n = random.nextInt(100);
      return n < 72
          ? Move.RECORD
          : n < 76
              ? Move.FAILING_STEP
              : n < 79
                  ? Move.RELEASE
                  : n < 81
                      ? Move.REMOVE
                      : n < 94 ? Move.COMMIT : n < 97 ? Move.ABORT : Move.RESTORE;
    }

    void make(Move move) {
      String series = "s" + random.nextInt(SERIES);
      switch (move) {
        case RECORD -> record(series);
        case FAILING_STEP -> fail(series);
        case RELEASE -> release(series);
        case REMOVE -> remove(series);
        case COMMIT -> commit();
        case ABORT -> back(false);
        case RESTORE -> back(true);
      }
    }

    private void record(String series) {
      int kind = random.nextInt(20);
      offset += kind == 0 ? 0 : 1 + random.nextInt(5); // 0: the same record again, for some series
      time += kind == 1 ? -3 * MINUTE : kind == 2 ? 9 * MINUTE : random.nextInt(2) * MINUTE;
      double[] value = kind == 3 ? new double[0] : new double[] {random.nextInt(-50, 50) / 7.0};
      State state = model.computeIfAbsent(series, unused -> pipeline.newState());
      state.from(1);
      reorderer.accept(state, offset, time, Contents.of(value), out -> {});
      move(series, value, out -> {});
    }

    private void move(String series, double[] value, Reorderer.Sink sink) {
      try {
        Bytes key = StateRepository.key(series);
        Moves.move(states, key, 1, offset, time, Contents.of(value), sink);
      } catch (BadRecordException e) {
        throw new IllegalStateException(e);
      }
    }

    private void fail(String series) {
      offset++;
      try {
        move(
            series,
            new double[] {1},
            out -> {
              throw new IllegalStateException("while it is written");
            });
        model.computeIfAbsent(series, unused -> pipeline.newState()).from(1);
        reorderer.accept(model.get(series), offset, time, Contents.of(1), out -> {});
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("while it is written"); // the model has not moved
      }
    }

    private void release(String series) {
      State state = model.get(series);
      if (state != null) {
        reorderer.drain(state, out -> {});
      }
      Moves.release(states, StateRepository.key(series), out -> {});
    }

    private void remove(String series) {
      if (model.remove(series) != null) {
        states.delete(StateRepository.key(series));
      }
    }

    private void commit() {
      store.flushCache();
      changelog.clear();
      try (KeyValueIterator<Bytes, byte[]> all = beneath.all()) {
        all.forEachRemaining(entry -> changelog.put(entry.key, entry.value));
      }
      committed.clear();
      model.forEach((series, state) -> committed.put(series, state.copy()));
    }

    /** As Kafka Streams does before a task begins. */
    private void restore() {
      List<Bytes> written = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> all = beneath.all()) {
        all.forEachRemaining(entry -> written.add(entry.key));
      }
      written.forEach(beneath::delete);
      changelog.forEach(beneath::put);
    }

    /** To the last commit, in the same task or in another one with an empty store. */
    private void back(boolean elsewhere) {
      store.clearCache();
      if (elsewhere) {
        beneath = StoredTask.newStore();
      }
      open();
      model.clear();
      committed.forEach((series, state) -> model.put(series, state.copy()));
    }

    void compare(String moment) {
      String series = "s" + random.nextInt(SERIES); // looking at it takes it onto the heap
      State expected = model.get(series);
      State actual = states.state(StateRepository.key(series));
      if (expected == null || expected.offset() < 0) {
        assertThat(actual == null || actual.offset() < 0).as(moment).isTrue();
      } else {
        assertThat(actual).as(moment).isNotNull();
        assertThat(actual.toBytes()).as(moment).isEqualTo(expected.toBytes());
      }
    }
  }
}
