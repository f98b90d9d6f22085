package io.recurrence.streams;

import io.recurrence.core.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store of states with {@linkplain HeldStates states on the heap} in front of it. A state that
 * has moved is written to the store beneath, and so to its changelog, once per commit, however
 * often it moved: Kafka Streams calls {@link #flushCache()} before it flushes its producer and
 * commits. What is written is the state, or the records that have moved it since it was last
 * written, its {@link RecordLog}, under a key of its own: the name of the series and a byte that no
 * name holds. Memory is bounded; a state that has to make room is written first if it has moved.
 *
 * <p>What is on the heap is never the only witness of anything committed: when a task closes, is
 * revived after an abort or becomes a standby, the heap is emptied without writing, and states are
 * read again from the store, which Kafka Streams has restored to the last commit.
 *
 * <p>To readers outside the stream thread it shows the store beneath: states by series, and their
 * record logs by {@link #recordLog(Bytes)}. They are at most one commit old; what had to make room
 * is seen before its commit.
 */
final class WriteBehindStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
    implements ReadOnlyKeyValueStore<Bytes, byte[]> {
  static final byte RECORD_LOG = (byte) 0xff; // ends the key of a record log; never within UTF-8
  private static final int REPLAYED = 4; // records that are read sooner than a state is written

  private final HeapBudget budget;
  private final HeldStates held = new HeldStates();
  private final Consumer<HeldState> leaves = this::leaves;
  private final List<HeldState> dirty = new ArrayList<>();
  private final Map<Bytes, byte[]> pending = new LinkedHashMap<>(); // beside states
  private Runnable beforeCommit = () -> {};
  private boolean counted;

  WriteBehindStore(KeyValueStore<Bytes, byte[]> store, HeapBudget budget) {
    super(store);
    this.budget = budget;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    budget.limit(context.appConfigs());
    super.init(context, root);
  }

  /** The state of a series if it is on the heap. */
  @Nullable HeldState find(Bytes key) {
    return held.find(key);
  }

  /** The state of a series on the heap, to be moved; valid until another one is asked for. */
  State state(HeldState entry) {
    return held.state(entry);
  }

  private void leaves(HeldState entry) {
    boolean moved = settle(entry);
    if (moved || entry.recordLog.records() > REPLAYED) {
      write(entry, REPLAYED);
    }
  }

  /**
   * Takes a state that was read, or made, onto the heap, and makes room for it.
   *
   * @param recordLog of the records since it was written
   */
  HeldState keep(Bytes key, State state, RecordLog recordLog) {
    if (!counted) { // a standby keeps nothing on the heap, and takes no share of it
      counted = true;
      budget.open();
    }
    HeldState entry = new HeldState(key, state, recordLog);
    held.add(entry, share());
    held.makeRoom(share(), entry, leaves);
    return entry;
  }

  /** Notes that a state has moved, so that the next commit writes it. */
  void markDirty(HeldState entry) {
    held.moved(entry);
    if (!entry.isDirty()) {
      entry.dirtyPlace = dirty.size();
      dirty.add(entry);
    }
  }

  /** Writes to the store beneath at once. */
  void put(Bytes key, byte[] value) {
    wrapped().put(key, value);
  }

  /** Writes to the store beneath at the next commit, whatever was to be written there before. */
  void putAtCommit(Bytes key, byte[] value) {
    pending.put(key, value);
  }

  /** Removes a state, here and beneath. */
  void remove(Bytes key) {
    HeldState entry = held.find(key);
    if (entry != null) {
      held.remove(entry);
      settle(entry);
    }
    wrapped().delete(key);
    wrapped().delete(recordLog(key));
  }

  /** Takes an entry out of those that have moved; the last of them takes its place. */
  private boolean settle(HeldState entry) {
    if (!entry.isDirty()) {
      return false;
    }
    HeldState last = dirty.remove(dirty.size() - 1);
    if (last != entry) {
      dirty.set(entry.dirtyPlace, last);
      last.dirtyPlace = entry.dirtyPlace;
    }
    entry.dirtyPlace = HeldState.NOWHERE;
    return true;
  }

  private void write(HeldState entry, int atMost) {
    if (entry.recordLog.serves(Math.min(entry.limit, atMost), entry.length())) {
      wrapped().put(recordLog(entry.key), entry.recordLog.toBytes());
      return;
    }
    if (entry.recordLog.begun()) {
      entry.limit = RecordLog.MAX_RECORDS;
    }
    wrapped().put(entry.key, entry.written());
  }

  /** The key of the record log of a series. */
  static Bytes recordLog(Bytes series) {
    byte[] name = series.get();
    byte[] key = Arrays.copyOf(name, name.length + 1);
    key[name.length] = RECORD_LOG;
    return Bytes.wrap(key);
  }

  /** How much heap its states may take, in bytes. */
  long share() {
    return budget.share();
  }

  /** How many states are on the heap. */
  int size() {
    return held.size();
  }

  /** Sets what else is to be written at a commit. */
  void beforeCommit(Runnable more) {
    beforeCommit = more;
  }

  @Override
  public void flushCache() {
    beforeCommit.run();
    for (HeldState entry : dirty) {
      entry.dirtyPlace = HeldState.NOWHERE;
      write(entry, RecordLog.MAX_RECORDS);
    }
    dirty.clear();
    held.makeRoom(share(), leaves); // which is less where other stores have begun to keep states
    pending.forEach(wrapped()::put);
    pending.clear();
    super.flushCache();
  }

  @Override
  public void clearCache() {
    held.clear();
    dirty.clear();
    pending.clear();
    if (counted) {
      counted = false;
      budget.close();
    }
    super.clearCache();
  }

  @Override
  public void close() {
    clearCache();
    super.close();
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return wrapped().get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return new StateEntries(wrapped().range(from, to));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return new StateEntries(wrapped().all());
  }

  /** Series, a guess: a series that lives has a state and a record log. */
  @Override
  public long approximateNumEntries() {
    return (wrapped().approximateNumEntries() + 1) / 2;
  }
}
