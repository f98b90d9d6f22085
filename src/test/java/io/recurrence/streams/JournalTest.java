package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.core.Sequencer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.format.BadRecordException;
import io.recurrence.spec.PipelineSpec;
import java.util.HexFormat;
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

class JournalTest {
  private static final Bytes A = States.key("a");
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
    final HeapStore store = new HeapStore(beneath, new HeapBudget());
    final States states;

    Task(String yaml, long cacheBytes) {
      PipelineSpec spec = PipelineSpec.parse(yaml);
      pipeline = spec.newPipeline();
      Properties settings = new Properties();
      settings.put("application.id", "t");
      settings.put("bootstrap.servers", "none:1");
      settings.put("statestore.cache.max.bytes", Long.toString(cacheBytes));
      store.init(new MockProcessorContext<>(settings).getStateStoreContext(), store);
      states = new States(store, spec, pipeline, new Meters(new SimpleMeterRegistry(), "t"));
    }

    Task(String yaml) {
      this(yaml, 1 << 24);
    }

    State stored(Bytes key) {
      return states.read(key, store.get(key), new Journal(7));
    }

    @Override
    public void close() {
      store.clearCache(); // as after an abort: nothing more is written
    }
  }

  /** Regular times with gaps, late and repeated records, missing values, numbers of any length. */
  private static final class Feed {
    private final Random random = new Random(7);
    long source = 1;
    long offset = 10;
    long time = 1_700_000_000_000L;
    boolean present = true;
    double value;

    void next() {
      offset += 1 + random.nextInt(300);
      int kind = random.nextInt(20);
      if (kind == 0) {
        time += 60_000L * random.nextInt(6);
      } else if (kind == 1) {
        time -= 60_000L * random.nextInt(4);
      } else if (kind > 2) {
        time += 60_000;
      }
      present = kind != 3;
      value = kind % 2 == 0 ? random.nextInt(50) : random.nextGaussian() * Math.PI;
    }

    void into(States states, Bytes key) {
      try {
        states.move(
            key, source, offset, time, present ? Contents.of(value) : Contents.of(), out -> {});
      } catch (BadRecordException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, NETWORK, HOLDS_BACK})
  void aStateThatWasWrittenAndTheRecordsSinceAreTheState(String yaml) {
    Task undisturbed = new Task(yaml);
    KeyValueStore<Bytes, byte[]> apart = undisturbed.store.wrapped();
    assertThat(apart).isSameAs(beneath);
    Feed feed = new Feed();
    Random commits = new Random(3);
    Task task = new Task(yaml);
    Bytes other = States.key("undisturbed");
    for (int i = 0; i < 400; i++) {
      feed.next();
      feed.into(task.states, A);
      feed.into(undisturbed.states, other);
      if (commits.nextInt(3) == 0) {
        task.store.flushCache();
        task.close();
        task = new Task(yaml);
        byte[] expected = undisturbed.store.find(other).state.toBytes();
        assertThat(task.stored(A).toBytes()).as("after record %d", i).isEqualTo(expected);
      }
    }
    assertThat(beneath.get(HeapStore.journal(A))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, HOLDS_BACK})
  void aValueOfAnotherSourceIsAppliedWhateverItsOffset(String yaml) {
    Task undisturbed = new Task(yaml);
    Task task = new Task(yaml);
    Bytes other = States.key("undisturbed");
    Feed feed = new Feed();
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
      byte[] expected = undisturbed.store.find(other).state.toBytes();
      assertThat(task.stored(A).toBytes()).as("after record %d", i).isEqualTo(expected);
    }
    assertThat(task.stored(A).count()).isGreaterThan(40);
  }

  @Test
  void aCommitWritesTheRecordsOfFewCommitsAndThenTheState() {
    Task task = new Task(DEFAULT);
    Feed feed = new Feed();
    long written = 0;
    int states = 0;
    byte[] before = null;
    byte[] journal = null;
    int commits = 320;
    for (int i = 0; i < commits; i++) {
      feed.next();
      feed.into(task.states, A);
      task.store.flushCache();
      byte[] state = task.store.get(A);
      byte[] records = beneath.get(HeapStore.journal(A));
      if (state != before) {
        states++;
        written += state.length;
      } else if (records != journal) {
        written += records.length;
      }
      before = state;
      journal = records;
    }
    assertThat(states).isBetween(commits / (Journal.LIMIT + 2), commits / Journal.LIMIT + 2);
    assertThat(written / commits).isLessThan(task.pipeline.stateBytes() / 10);
  }

  @Test
  void aStateThatMovedOftenBetweenTwoCommitsIsWrittenWhole() {
    Task task = new Task(DEFAULT);
    Feed feed = new Feed();
    feed.next();
    feed.into(task.states, A);
    task.store.flushCache();
    for (int i = 0; i < 10 * Journal.LIMIT; i++) {
      feed.next();
      feed.into(task.states, A);
    }
    task.store.flushCache();
    assertThat(task.store.get(A)).isEqualTo(task.store.find(A).state.toBytes());
  }

  @Test
  void anOlderJournalThanTheStateIsNotRead() {
    Task task = new Task(DEFAULT);
    Feed feed = new Feed();
    feed.next();
    feed.into(task.states, A);
    task.store.flushCache();
    feed.next();
    feed.into(task.states, A);
    State now = task.store.find(A).state;
    task.store.flushCache();
    byte[] older = new byte[0];
    while (beneath.get(HeapStore.journal(A)) == null || task.store.find(A).journal.records() > 0) {
      older = beneath.get(HeapStore.journal(A));
      feed.next();
      feed.into(task.states, A);
      task.store.flushCache();
    }
    assertThat(older).isNotNull();
    assertThat(beneath.get(HeapStore.journal(A))).isEqualTo(older);
    assertThat(new Task(DEFAULT).stored(A).toBytes()).isEqualTo(now.toBytes());
  }

  @Test
  void withoutRoomAStateIsReadWithFewRecordsToReplay() {
    Task task = new Task(DEFAULT, 0);
    Feed feed = new Feed();
    Bytes other = States.key("b");
    for (int i = 0; i < 100; i++) {
      feed.next();
      feed.into(task.states, A);
      task.store.flushCache();
      feed.into(task.states, other);
      assertThat(task.store.find(A)).isNull();
      byte[] records = beneath.get(HeapStore.journal(A));
      Journal journal = new Journal(7);
      task.states.read(A, task.store.get(A), journal);
      assertThat(journal.records()).isLessThanOrEqualTo(4);
      assertThat(i < 5 || records != null).isTrue();
    }
  }

  @Test
  void readersOfTheStoreSeeSeriesAlone() {
    Task task = new Task(DEFAULT);
    Feed feed = new Feed();
    for (int i = 0; i < 8; i++) {
      feed.next();
      feed.into(task.states, A);
      feed.into(task.states, States.key("ab"));
      task.store.flushCache();
    }
    int series = 0;
    try (KeyValueIterator<Bytes, byte[]> all = task.store.all()) {
      for (; all.hasNext(); series++) {
        assertThat(all.peekNextKey()).isIn(A, States.key("ab"));
        assertThat(all.next().value).hasSize(task.pipeline.stateBytes());
      }
    }
    assertThat(series).isEqualTo(2);
    task.states.delete(A);
    assertThat(beneath.get(HeapStore.journal(A))).isNull();
  }

  @Test
  void recordsAreReadOnToAStateOfAnotherShapeWhichIsThenWritten() {
    Task task = new Task("{name: t, step: PT1M, models: [holt]}");
    Feed feed = new Feed();
    for (int i = 0; i < 12; i++) {
      feed.next();
      feed.present = true;
      feed.into(task.states, A);
      task.store.flushCache();
    }
    assertThat(task.store.find(A).journal.records()).isPositive();
    long count = task.store.find(A).state.count();
    long offset = task.store.find(A).state.offset();
    task.close();

    Task changed = new Task("{name: t, step: PT1M, models: [holt, naive]}", 1 << 20);
    assertThat(changed.stored(A).count()).isEqualTo(count);
    assertThat(changed.stored(A).offset()).isEqualTo(offset);
    feed.next();
    feed.into(changed.states, A);
    changed.store.flushCache();
    assertThat(changed.pipeline.matches(changed.store.get(A))).isTrue();
  }

  @Test
  void theBytesOfAJournalStay() {
    SeriesPipeline pipeline =
        PipelineSpec.parse("{name: t, step: PT1S, models: [naive]}").newPipeline();
    State state = pipeline.newState();
    Sequencer sequencer = new Sequencer(pipeline);
    sequencer.accept(state, 5, 1000, true, 1, out -> {});
    Journal journal = new Journal(7);
    journal.begin(state);
    journal.add(6, 2000, Contents.of(0.5));
    journal.add(300, 3000, Contents.of());
    journal.add(301, 2500, Contents.of(0.1));
    byte[] bytes = journal.toBytes();
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "02"
                + "00000007"
                + "05"
                + "01"
                + "05d00f3f000000"
                + "9809d00f"
                + "06e7073fb999999999999a");

    Journal read = new Journal(7);
    read.replay(bytes, state, sequencer);
    assertThat(read.toBytes()).isEqualTo(bytes);
    assertThat(state.offset()).isEqualTo(301);
    assertThat(state.time()).isEqualTo(3000);
  }

  @Test
  void aDamagedJournalIsRefused() {
    SeriesPipeline pipeline =
        PipelineSpec.parse("{name: t, step: PT1S, models: [naive]}").newPipeline();
    State state = pipeline.newState();
    Sequencer sequencer = new Sequencer(pipeline);
    Journal journal = new Journal(7);
    journal.begin(state);
    journal.add(6, 2000, Contents.of(0.5));
    byte[] bytes = journal.toBytes();
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> new Journal(7).replay(cut, state, sequencer))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("damaged");
    bytes[0] = 9;
    assertThatThrownBy(() -> new Journal(7).replay(bytes, pipeline.newState(), sequencer))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("format 9");
    assertThatThrownBy(() -> new Journal(7).replay(new byte[0], pipeline.newState(), sequencer))
        .isInstanceOf(StateFormatException.class);
  }
}
