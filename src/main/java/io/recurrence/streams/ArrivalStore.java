package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.State;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the arrivals of the series of a task, so that a start need not look at their states. Where
 * records are held back, each commit writes those that came; otherwise a series is written where it
 * is new, falls silent or speaks again, and ten times within {@code idle}.
 */
final class ArrivalStore {
  private static final Bytes NOW = Bytes.wrap(new byte[] {(byte) 0xff}); // never in UTF-8
  private static final Bytes BUCKET = Bytes.wrap(new byte[] {0}); // of version 0.1
  private static final int SHARES = 10;

  private final KeyValueStore<Bytes, byte[]> store;
  private final WriteBehindStore states;
  private final boolean exact;
  private final long share; // of idle, after which an arrival is written again
  private final PartitionTime time;
  private final boolean isNew;
  private final long begun;
  private final Map<Bytes, @Nullable Arrivals> changed = new LinkedHashMap<>(); // null: forgotten
  private long written; // the time of the partition

  ArrivalStore(PipelineSpec spec, KeyValueStore<Bytes, byte[]> store, WriteBehindStore states) {
    this.store = store;
    this.states = states;
    this.exact = spec.latenessMillis() > 0;
    long idle = spec.state().idle().toMillis();
    this.share = idle == 0 ? Long.MAX_VALUE : Math.max(1, idle / SHARES);
    byte[] now = store.get(NOW);
    this.isNew = now == null;
    ByteBuffer in = ByteBuffer.wrap(now == null ? new byte[2 * Long.BYTES] : now);
    this.time = new PartitionTime(in.getLong(), in.getLong());
    this.written = time.now();
    this.begun = exact ? Long.MIN_VALUE : time.now();
    states.beforeCommit(this::write);
  }

  PartitionTime time() {
    return time;
  }

  /** The time of the partition before which arrivals are not known exactly. */
  long begun() {
    return begun;
  }

  /** Reads all series, in the order of their arrivals. */
  void read(BiConsumer<Bytes, Arrivals> receiver) {
    if (isNew) {
      readStates(receiver);
      return;
    }
    List<KeyValue<Bytes, Arrivals>> all = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (!entry.key.equals(NOW) && !entry.key.equals(BUCKET)) {
          all.add(KeyValue.pair(entry.key, Arrivals.of(entry.value)));
        }
      }
    }
    all.sort(Comparator.comparingLong(entry -> entry.value.last));
    all.forEach(entry -> receiver.accept(entry.key, entry.value));
  }

  /** No arrivals have been kept before: all series count from now on. */
  private void readStates(BiConsumer<Bytes, Arrivals> receiver) {
    try (KeyValueIterator<Bytes, byte[]> all = states.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> state = all.next();
        Arrivals arrivals = new Arrivals(time.first(State.timeOf(state.value)), time.now());
        changed.put(state.key, arrivals);
        receiver.accept(state.key, arrivals);
      }
    }
  }

  /** Notes a record of a series. */
  void arrived(Bytes series, Arrivals arrivals) {
    if (exact || arrivals.last - arrivals.kept >= share) {
      changed(series, arrivals);
    }
  }

  /** Notes that a series is new, has been reported silent, or speaks again. */
  void changed(Bytes series, Arrivals arrivals) {
    changed.put(series, arrivals);
  }

  void forgotten(Bytes series) {
    changed.put(series, null);
  }

  private void write() {
    if (!changed.isEmpty() || (time.now() > written && (exact || time.now() - written >= share))) {
      written = time.now();
      byte[] now =
          ByteBuffer.allocate(2 * Long.BYTES).putLong(time.now()).putLong(time.step()).array();
      store.put(NOW, now);
    }
    changed.forEach(
        (series, arrivals) -> {
          if (arrivals == null) {
            store.delete(series);
          } else {
            arrivals.kept = arrivals.last;
            store.put(series, arrivals.toBytes());
          }
        });
    changed.clear();
  }
}
