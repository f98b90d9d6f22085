package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.EventContent;
import io.recurrence.core.EventContentException;
import io.recurrence.core.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.core.StepResult;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The states of a task, by series. One record moves one of them, all of it or nothing:
 *
 * <pre>
 *  states.load(key);
 *  try {
 *    states.offer(source, offset, time, content);
 *    while (states.next()) {
 *      encode(states.result());
 *    }
 *    Moved moved = states.commit();
 *  } finally {
 *    states.undo(); // nothing, once committed
 *  }
 * </pre>
 */
final class StateRepository {
  /** Stands for the offset after the last one of the series. */
  static final long NEXT = -1;

  private final WriteBehindStore store;
  private final SeriesPipeline pipeline;
  private final StateReader reader;
  private final StateLoader loader;
  private final SeriesCount series;
  private boolean settingsKept; // in the store

  private final State before; // the state that is being moved, as it was
  private @Nullable HeldState entry; // that is being moved, and what it holds
  private State state;
  private boolean learned; // how records are written
  private boolean muted; // otherwise than before
  private boolean releasing;
  private long offset;
  private long time;
  private EventContent content = new EventContent();

  /**
   * What became of a record: the state of its series, valid until another is asked for, the time of
   * its last step, and how many steps were made without a value.
   */
  record Moved(Fate fate, State state, long last, long missing) {}

  StateRepository(
      WriteBehindStore store, PipelineSpec spec, SeriesPipeline pipeline, Meters meters) {
    this.store = store;
    this.pipeline = pipeline;
    this.reader = new StateReader(spec, pipeline, store::get);
    this.series = new SeriesCount(store, spec.state().maxSeries());
    this.loader = new StateLoader(store, pipeline, reader, spec.state(), meters.states(), series);
    this.before = pipeline.newState();
    this.state = before;
  }

  static Bytes key(String series) {
    return Bytes.wrap(series.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Begins to move the state of a series, a new one if it has none.
   *
   * @throws StateFormatException where the stored state is of another shape and the policy is to
   *     refuse, or it is damaged
   */
  void load(Bytes key) {
    HeldState held = loader.held(key);
    state = store.state(held);
    before.assign(state);
    entry = held; // not before: what fails up to here leaves nothing to undo
    muted = false;
  }

  /** Mutes the series that is being moved from one event time up to another. */
  void mute(long from, long to) {
    muted = state.mute(from, to);
  }

  /** Whether the series that is being moved is muted at an event time. */
  boolean muted(long at) {
    return state.muted(at);
  }

  /**
   * The record that moves it.
   *
   * @param source of the record, see {@link Source}; ignored where the offset is {@link #NEXT}
   * @param offset of the record in its source, or {@link #NEXT}
   * @param content of the record; overwritten
   * @throws BadRecordException where there is no room for a new series, or the content is none that
   *     the pipeline knows
   */
  void offer(long source, long offset, long time, EventContent content) throws BadRecordException {
    if (before.offset() < 0) {
      series.admit();
    }
    if (offset != NEXT && state.from(source)) {
      entry().recordLog.end(); // its offsets are those of one source
    }
    this.releasing = false;
    this.offset = offset == NEXT ? state.offset() + 1 : offset;
    this.time = time;
    this.content = content;
    this.learned = encode(state, content);
    reader.reorderer().begin(state, this.offset, time, content);
  }

  /**
   * Begins to release the records of a series that are held back.
   *
   * @return whether there are any
   */
  boolean release(Bytes key) {
    State known = state(key);
    if (known == null || known.heldBack() == 0) {
      return false;
    }
    load(key);
    this.releasing = true;
    reader.reorderer().drain(known);
    return true;
  }

  private HeldState entry() {
    return Objects.requireNonNull(entry, "no state is being moved");
  }

  /** Whether the state has learned how the record is written. */
  private boolean encode(State state, EventContent content) throws BadRecordException {
    try {
      return pipeline.encode(state, content);
    } catch (EventContentException e) {
      throw new BadRecordException(
          Reason.valueOf(e.fault().name()), String.valueOf(e.getMessage()));
    }
  }

  /** Makes the next step that the record leads to; false where there is none any more. */
  boolean next() {
    return reader.reorderer().next(state);
  }

  /** What that step gives; valid until the next one. */
  StepResult result() {
    return reader.reorderer().result();
  }

  /** The sampling interval of the series that is being moved, in milliseconds; 0 where unknown. */
  long samplingInterval() {
    return pipeline.samplingInterval(state);
  }

  /** Keeps what the steps have made of the state. */
  Moved commit() {
    HeldState moved = entry();
    entry = null;
    Fate fate = reader.reorderer().fate();
    if (releasing) {
      moved.recordLog.release();
      markDirty(moved);
    } else if (fate != Fate.REPLAYED) {
      moved.recordLog.add(offset, time, content);
      if (learned || muted) {
        moved.recordLog.end(); // it says nothing of this, but what records were as numbers
      }
      if (before.offset() < 0) {
        series.add(1);
      }
      markDirty(moved);
    } else if (learned || muted) {
      state.assign(before);
    }
    long missing = state.index() - before.index() - (state.count() - before.count());
    return new Moved(fate, state, state.time(), Math.max(0, missing)); // a reading makes no step
  }

  /** Makes a state whose move was not committed what it was before. */
  void undo() {
    if (entry != null) {
      state.assign(before);
      entry = null;
    }
  }

  /** The time of the last step of a series; -1 where it has none. */
  long last(Bytes key) {
    State state = state(key);
    return state == null || state.index() == 0 ? -1 : state.time();
  }

  /** The latest time of the records of a series; {@link Long#MIN_VALUE} where there are none. */
  long newest(Bytes key) {
    State state = state(key);
    return state == null ? Long.MIN_VALUE : state.newest();
  }

  /**
   * The state of a series as it is, valid until that of another is asked for; null where it has
   * none.
   */
  @Nullable State state(Bytes key) {
    return store.find(key) == null && store.get(key) == null ? null : store.state(loader.held(key));
  }

  private void markDirty(HeldState entry) {
    store.markDirty(entry);
    if (!settingsKept) {
      settingsKept = true;
      store.put(reader.settingsKey(), reader.settings());
    }
  }

  /** Whether no state is stored. */
  boolean isEmpty() {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      return !all.hasNext();
    }
  }

  void delete(Bytes key) {
    store.remove(key);
    series.add(-1);
  }

  /** Reads the states that are not in memory. */
  StateLoader loader() {
    return loader;
  }

  WriteBehindStore store() {
    return store;
  }
}
