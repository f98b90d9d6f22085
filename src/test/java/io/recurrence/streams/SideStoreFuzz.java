package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.Feedback;
import io.recurrence.streams.Watermark.Progress;
import io.recurrence.testing.FuzzParts;
import io.recurrence.testing.FuzzTarget;
import io.recurrence.time.Calendar;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/**
 * The stores of a task beside that of its states: an entry of each, its key and its value damaged
 * in every way, is read as a task reads it, and what is read is used.
 */
final class SideStoreFuzz {
  private static final long TIME = 1_700_000_000_000L;
  private static final Set<Class<? extends Exception>> REFUSED =
      Set.of(IllegalStateException.class, BufferUnderflowException.class);
  private static final int LONGEST = 400;

  private static final PipelineSpec WATCHED =
      SpecLoader.parse("{name: t, time: {lateness: PT5S}, state: {idle: P1D, silence: PT1H}}");
  private static final StalenessMonitor.Actions NOTHING =
      new StalenessMonitor.Actions() {
        @Override
        public void release(Bytes series) {}

        @Override
        public void silent(Bytes series) {}

        @Override
        public long quietUntil(Bytes series) {
          return Long.MIN_VALUE;
        }

        @Override
        public void resumed(Bytes series, long newest, long time) {}

        @Override
        public void forget(Bytes series, boolean silent) {}
      };

  private SideStoreFuzz() {}

  /** Reads what a store holds, and uses it. */
  private interface Use {
    void of(KeyValueStore<Bytes, byte[]> store) throws Exception;
  }

  static List<FuzzTarget> targets() {
    return List.of(
        target("arrivals", arrivals(), SideStoreFuzz::useArrivals),
        target("feedback-windows", windows(), SideStoreFuzz::useWindows),
        target("source-table", sources(), SideStoreFuzz::useSources),
        target("merge-buffer", merged(), SideStoreFuzz::useMerged),
        target(
            "series-count",
            List.of(FuzzParts.join(SeriesCount.KEY.get(), new byte[8])),
            SideStoreFuzz::useCount));
  }

  private static FuzzTarget target(String name, List<byte[]> samples, Use use) {
    return new FuzzTarget(
        name,
        samples,
        LONGEST,
        REFUSED,
        bytes -> {
          byte[][] entry = FuzzParts.split(bytes, 2);
          use.of(holding(entry[0], entry[1]));
        });
  }

  private static KeyValueStore<Bytes, byte[]> holding(byte[] key, byte[] value) {
    KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("side");
    store.put(Bytes.wrap(key), value);
    return store;
  }

  /** The entries of a store, each as one. */
  private static List<byte[]> entries(KeyValueStore<Bytes, byte[]> store) {
    List<byte[]> entries = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        entries.add(FuzzParts.join(entry.key.get(), entry.value));
      }
    }
    return entries;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static WriteBehindStore states() {
    return new WriteBehindStore(new InMemoryKeyValueStore("states"), new HeapBudget());
  }

  private static List<byte[]> arrivals() {
    KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("arrivals");
    WriteBehindStore states = states();
    StalenessMonitor watch = watch(store, states);
    for (int i = 0; i < 4; i++) {
      watch.arrived(Bytes.wrap(utf8("s" + i % 2)), TIME + 1_000L * i, TIME + 1_000L * i);
    }
    states.flushCache();
    return entries(store);
  }

  private static StalenessMonitor watch(
      KeyValueStore<Bytes, byte[]> store, WriteBehindStore states) {
    return new StalenessMonitor(
        WATCHED, Calendar.UTC, new ArrivalStore(WATCHED, store, states), TIME, NOTHING);
  }

  private static void useArrivals(KeyValueStore<Bytes, byte[]> store) {
    WriteBehindStore states = states();
    StalenessMonitor watch = watch(store, states);
    Bytes series = Bytes.wrap(utf8("s0"));
    watch.before(series, TIME, TIME + 10_000_000);
    watch.applies(series, TIME, TIME + 10_000_000);
    watch.arrived(series, TIME + 10_000_000, TIME + 10_000_000);
    watch.tick(TIME + 20_000_000);
    states.flushCache();
  }

  private static List<byte[]> windows() {
    KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("windows");
    FeedbackWindows windows = new FeedbackWindows(store);
    try {
      windows.add(new Feedback(Feedback.Kind.MAINTENANCE, "pump-*", TIME, TIME + 9_000), TIME);
      windows.add(new Feedback(Feedback.Kind.MUTE, "s", TIME, TIME + 5_000), TIME);
    } catch (BadRecordException e) {
      throw new IllegalStateException(e);
    }
    return entries(store);
  }

  private static void useWindows(KeyValueStore<Bytes, byte[]> store) throws BadRecordException {
    FeedbackWindows windows = new FeedbackWindows(store);
    windows.maintenance("pump-1", TIME + 10);
    windows.mute("s", TIME + 10);
    windows.quietUntil("s", TIME + 10);
    windows.add(new Feedback(Feedback.Kind.MUTE, "s", TIME, TIME + 5_000), TIME);
  }

  private static List<byte[]> sources() {
    KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("sources");
    SourceTable table = new SourceTable(store, 0);
    table.update(new Watermark(0, 2, Progress.BEGINS, Long.MIN_VALUE, 0), 1);
    table.update(new Watermark(1, 2, Progress.CURRENT, TIME, 20), 2);
    table.update(new Watermark(0, 2, Progress.BEHIND, TIME - 5, 0), 3);
    return entries(store);
  }

  private static void useSources(KeyValueStore<Bytes, byte[]> store) {
    SourceTable table = new SourceTable(store, 5_000);
    SourceTable.onlyWatermarks(store);
    table.update(new Watermark(1, 2, Progress.BEHIND, TIME, 20), 9);
    table.update(new Watermark(0, 2, Progress.BEGINS, TIME, 20), 10);
    table.allReached();
    table.time();
    table.offset();
    table.watermark();
  }

  private static List<byte[]> merged() {
    KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("merged");
    new MergeBuffer(store)
        .add(new Record<>(utf8("s"), utf8("1"), TIME, new RecordHeaders()), TIME, 1, 7);
    return entries(store);
  }

  private static void useMerged(KeyValueStore<Bytes, byte[]> store) {
    MergeBuffer buffer = new MergeBuffer(store);
    buffer.release(TIME + 1, 5, series -> series.get().length == 0, (record, bytes) -> {});
    buffer.release(Long.MAX_VALUE, Long.MAX_VALUE, series -> false, (record, bytes) -> {});
  }

  private static void useCount(KeyValueStore<Bytes, byte[]> store) {
    SeriesCount count = new SeriesCount(new WriteBehindStore(store, new HeapBudget()), 5);
    try {
      count.admit();
    } catch (BadRecordException e) {
      return; // there are as many as there may be
    }
    count.add(1);
  }

  /** Runs each target over as many mutations as the argument says. */
  public static void main(String[] args) {
    FuzzTarget.main(targets(), args);
  }
}
