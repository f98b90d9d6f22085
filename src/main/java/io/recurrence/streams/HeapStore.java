package io.recurrence.streams;

import io.recurrence.core.State;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store of states with decoded states on the heap in front of it. A state that has moved is
 * written to the store beneath, and so to its changelog, once per commit, however often it moved:
 * Kafka Streams calls {@link #flushCache()} before it flushes its producer and commits. Memory is
 * bounded; the state that has not been used for longest makes room, and is written first if it has
 * moved.
 *
 * <p>What is on the heap is never the only witness of anything committed: when a task closes, is
 * revived after an abort or becomes a standby, the heap is emptied without writing, and states are
 * read again from the store, which Kafka Streams has restored to the last commit.
 *
 * <p>To readers outside the stream thread it shows the store beneath, at most one commit old.
 */
final class HeapStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
    implements ReadOnlyKeyValueStore<Bytes, byte[]> {
  private static final int NOWHERE = -1;
  private static final int OVERHEAD = 200; // of an entry, in bytes: its node, key and references
  private static final float LOAD = 0.75f;

  private final HeapBudget budget;
  private final Map<Bytes, Held> held = new LinkedHashMap<>(64, LOAD, true); // oldest use first
  private final List<Held> moved = new ArrayList<>();
  private long used;
  private boolean counted;

  /** A state on the heap. */
  static final class Held {
    final Bytes key;
    final State state;
    private int place = NOWHERE; // among those that have moved

    private Held(Bytes key, State state) {
      this.key = key;
      this.state = state;
    }

    private long bytes() {
      return (long) OVERHEAD + key.get().length + state.heapBytes();
    }
  }

  HeapStore(KeyValueStore<Bytes, byte[]> store, HeapBudget budget) {
    super(store);
    this.budget = budget;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    if (!counted) {
      counted = true;
      budget.open(context.appConfigs());
    }
    super.init(context, root);
  }

  /** The state of a series if it is on the heap. */
  @Nullable Held find(Bytes key) {
    return held.get(key);
  }

  /** Takes a state that was read, or made, onto the heap, and makes room for it. */
  Held keep(Bytes key, State state) {
    Held entry = new Held(key, state);
    held.put(key, entry);
    used += entry.bytes();
    Iterator<Held> oldest = held.values().iterator();
    while (used > budget.share() && held.size() > 1) {
      Held last = oldest.next();
      oldest.remove();
      used -= last.bytes();
      if (settle(last)) {
        write(last);
      }
    }
    return entry;
  }

  /** Notes that a state has moved, so that the next commit writes it. */
  void moved(Held entry) {
    if (entry.place == NOWHERE) {
      entry.place = moved.size();
      moved.add(entry);
    }
  }

  /** Removes a state, here and beneath. */
  void remove(Bytes key) {
    Held entry = held.remove(key);
    if (entry != null) {
      used -= entry.bytes();
      settle(entry);
    }
    wrapped().delete(key);
  }

  /** Takes an entry out of those that have moved; the last of them takes its place. */
  private boolean settle(Held entry) {
    if (entry.place == NOWHERE) {
      return false;
    }
    Held last = moved.remove(moved.size() - 1);
    if (last != entry) {
      moved.set(entry.place, last);
      last.place = entry.place;
    }
    entry.place = NOWHERE;
    return true;
  }

  private void write(Held entry) {
    wrapped().put(entry.key, entry.state.toBytes());
  }

  /** How many states are on the heap. */
  int size() {
    return held.size();
  }

  @Override
  public void flushCache() {
    for (Held entry : moved) {
      entry.place = NOWHERE;
      write(entry);
    }
    moved.clear();
    super.flushCache();
  }

  @Override
  public void clearCache() {
    held.clear();
    moved.clear();
    used = 0;
    super.clearCache();
  }

  @Override
  public void close() {
    clearCache();
    if (counted) {
      counted = false;
      budget.close();
    }
    super.close();
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return wrapped().get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return wrapped().range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return wrapped().all();
  }

  @Override
  public long approximateNumEntries() {
    return wrapped().approximateNumEntries();
  }
}
