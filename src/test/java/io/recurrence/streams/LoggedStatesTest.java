package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States in a store, written now and then, with the records since. */
class LoggedStatesTest {
  private static final Bytes A = StateRepository.key("a");
  private static final String DEFAULT = "{name: t, horizon: 24}";
  private static final String NETWORK = "{name: t, horizon: 24, models: [{type: lstm}]}";
  private static final String HOLDS_BACK =
      "{name: t, horizon: 6, step: PT1M, models: [holt, {type: ar, order: 4}],"
          + " features: [mean, maximum], time: {lateness: PT3M}}";

  private final KeyValueStore<Bytes, byte[]> beneath =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("states"), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  /** The states of a pipeline over the same store, as a task that was just opened has them. */
  private final class Task implements AutoCloseable {
    final SeriesPipeline pipeline;
    final WriteBehindStore store = new WriteBehindStore(beneath, new HeapBudget());
    final StateRepository states;

    Task(String yaml, long cacheBytes) {
      PipelineSpec spec = SpecLoader.parse(yaml);
      pipeline = spec.newPipeline();
      Properties settings = new Properties();
      settings.put("application.id", "t");
      settings.put("bootstrap.servers", "none:1");
      settings.put("statestore.cache.max.bytes", Long.toString(cacheBytes));
      store.init(new MockProcessorContext<>(settings).getStateStoreContext(), store);
      states =
          new StateRepository(store, spec, pipeline, new Meters(new SimpleMeterRegistry(), "t"));
    }

    Task(String yaml) {
      this(yaml, 1 << 24);
    }

    State stored(Bytes key) {
      return states.loader().read(key, store.get(key), new RecordLog(7));
    }

    @Override
    public void close() {
      store.clearCache(); // as after an abort: nothing more is written
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, NETWORK, HOLDS_BACK})
  void aStateThatWasWrittenAndTheRecordsSinceAreTheState(String yaml) {
    Task undisturbed = new Task(yaml);
    KeyValueStore<Bytes, byte[]> apart = undisturbed.store.wrapped();
    assertThat(apart).isSameAs(beneath);
    IrregularFeed feed = new IrregularFeed();
    Random commits = new Random(3);
    Task task = new Task(yaml);
    Bytes other = StateRepository.key("undisturbed");
    for (int i = 0; i < 400; i++) {
      feed.next();
      feed.into(task.states, A);
      feed.into(undisturbed.states, other);
      if (commits.nextInt(3) == 0) {
        task.store.flushCache();
        task.close();
        task = new Task(yaml);
        byte[] expected = undisturbed.states.state(other).toBytes();
        assertThat(task.stored(A).toBytes()).as("after record %d", i).isEqualTo(expected);
      }
    }
    assertThat(beneath.get(WriteBehindStore.recordLog(A))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, HOLDS_BACK})
  void aValueOfAnotherSourceIsAppliedWhateverItsOffset(String yaml) {
    Task undisturbed = new Task(yaml);
    Task task = new Task(yaml);
    Bytes other = StateRepository.key("undisturbed");
    IrregularFeed feed = new IrregularFeed();
    for (int i = 0; i < 60; i++) {
      if (i % 20 == 10) {
        feed.source++;
        feed.offset = 0;
      }
      feed.next();
      feed.into(task.states, A);
      feed.into(undisturbed.states, other);
      task.store.flushCache();
      task.close();
      task = new Task(yaml);
      byte[] expected = undisturbed.states.state(other).toBytes();
      assertThat(task.stored(A).toBytes()).as("after record %d", i).isEqualTo(expected);
    }
    assertThat(task.stored(A).count()).isGreaterThan(40);
  }

  @Test
  void aCommitWritesTheRecordsOfFewCommitsAndThenTheState() {
    Task task = new Task(DEFAULT);
    IrregularFeed feed = new IrregularFeed();
    long written = 0;
    int states = 0;
    byte[] before = null;
    byte[] recordLog = null;
    int commits = 320;
    for (int i = 0; i < commits; i++) {
      feed.next();
      feed.into(task.states, A);
      task.store.flushCache();
      byte[] state = task.store.get(A);
      byte[] records = beneath.get(WriteBehindStore.recordLog(A));
      if (state != before) {
        states++;
        written += state.length;
      } else if (records != recordLog) {
        written += records.length;
      }
      before = state;
      recordLog = records;
    }
    assertThat(states)
        .isBetween(commits / (RecordLog.MAX_RECORDS + 2), commits / RecordLog.MAX_RECORDS + 2);
    assertThat(written / commits).isLessThan(task.pipeline.stateBytes() / 10);
  }

  @Test
  void aStateThatMovedOftenBetweenTwoCommitsIsWrittenWhole() {
    Task task = new Task(DEFAULT);
    IrregularFeed feed = new IrregularFeed();
    feed.next();
    feed.into(task.states, A);
    task.store.flushCache();
    for (int i = 0; i < 10 * RecordLog.MAX_RECORDS; i++) {
      feed.next();
      feed.into(task.states, A);
    }
    task.store.flushCache();
    assertThat(task.store.get(A)).isEqualTo(task.states.state(A).toBytes());
  }

  @Test
  void anOlderJournalThanTheStateIsNotRead() {
    Task task = new Task(DEFAULT);
    IrregularFeed feed = new IrregularFeed();
    feed.next();
    feed.into(task.states, A);
    task.store.flushCache();
    feed.next();
    feed.into(task.states, A);
    State now = task.states.state(A);
    task.store.flushCache();
    byte[] older = new byte[0];
    while (beneath.get(WriteBehindStore.recordLog(A)) == null
        || task.store.find(A).recordLog.records() > 0) {
      older = beneath.get(WriteBehindStore.recordLog(A));
      feed.next();
      feed.into(task.states, A);
      task.store.flushCache();
    }
    assertThat(older).isNotNull();
    assertThat(beneath.get(WriteBehindStore.recordLog(A))).isEqualTo(older);
    assertThat(new Task(DEFAULT).stored(A).toBytes()).isEqualTo(now.toBytes());
  }

  @Test
  void withoutRoomAStateIsReadWithFewRecordsToReplay() {
    Task task = new Task(DEFAULT, 0);
    IrregularFeed feed = new IrregularFeed();
    Bytes other = StateRepository.key("b");
    for (int i = 0; i < 100; i++) {
      feed.next();
      feed.into(task.states, A);
      task.store.flushCache();
      feed.into(task.states, other);
      assertThat(task.store.find(A)).isNull();
      byte[] records = beneath.get(WriteBehindStore.recordLog(A));
      RecordLog recordLog = new RecordLog(7);
      task.states.loader().read(A, task.store.get(A), recordLog);
      assertThat(recordLog.records()).isLessThanOrEqualTo(4);
      assertThat(i < 5 || records != null).isTrue();
    }
  }

  @Test
  void readersOfTheStoreSeeSeriesAlone() {
    Task task = new Task(DEFAULT);
    IrregularFeed feed = new IrregularFeed();
    for (int i = 0; i < 8; i++) {
      feed.next();
      feed.into(task.states, A);
      feed.into(task.states, StateRepository.key("ab"));
      task.store.flushCache();
    }
    int series = 0;
    try (KeyValueIterator<Bytes, byte[]> all = task.store.all()) {
      for (; all.hasNext(); series++) {
        assertThat(all.peekNextKey()).isIn(A, StateRepository.key("ab"));
        assertThat(all.next().value).hasSize(task.pipeline.stateBytes());
      }
    }
    assertThat(series).isEqualTo(2);
    task.states.delete(A);
    assertThat(beneath.get(WriteBehindStore.recordLog(A))).isNull();
  }

  @Test
  void recordsAreReadOnToAStateOfAnotherShapeWhichIsThenWritten() {
    Task task = new Task("{name: t, step: PT1M, models: [holt]}");
    IrregularFeed feed = new IrregularFeed();
    for (int i = 0; i < 12; i++) {
      feed.next();
      feed.present = true;
      feed.into(task.states, A);
      task.store.flushCache();
    }
    assertThat(task.store.find(A).recordLog.records()).isPositive();
    long count = task.states.state(A).count();
    long offset = task.states.state(A).offset();
    task.close();

    Task changed = new Task("{name: t, step: PT1M, models: [holt, naive]}", 1 << 20);
    assertThat(changed.stored(A).count()).isEqualTo(count);
    assertThat(changed.stored(A).offset()).isEqualTo(offset);
    feed.next();
    feed.into(changed.states, A);
    changed.store.flushCache();
    assertThat(changed.pipeline.matches(changed.store.get(A))).isTrue();
  }
}
