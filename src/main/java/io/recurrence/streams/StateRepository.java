package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.StatePolicy;
import io.recurrence.config.StatePolicy.Damaged;
import io.recurrence.config.StatePolicy.OnChange;
import io.recurrence.core.EventContent;
import io.recurrence.core.EventContentException;
import io.recurrence.core.Reorderer;
import io.recurrence.core.Reorderer.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.streams.WriteBehindStore.Held;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of a task, by series. */
final class StateRepository {
  private static final Logger LOG = LoggerFactory.getLogger(StateRepository.class);

  /** Stands for the offset after the last one of the series. */
  static final long NEXT = -1;

  private final WriteBehindStore store;
  private final SeriesPipeline pipeline;
  private final StateReader reader;
  private final StatePolicy policy;
  private final Meters meters;
  private final State before;
  private final SeriesCount series;
  private boolean settingsKept; // in the store

  /** A state that has moved. */
  record Moved(Fate fate, State state) {}

  StateRepository(
      WriteBehindStore store, PipelineSpec spec, SeriesPipeline pipeline, Meters meters) {
    this.store = store;
    this.pipeline = pipeline;
    this.reader = new StateReader(spec, pipeline, store::get);
    this.policy = spec.state();
    this.meters = meters;
    this.before = pipeline.newState();
    this.series = new SeriesCount(store, spec.state().maxSeries());
  }

  static Bytes key(String series) {
    return Bytes.wrap(series.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Moves the state of a series, a new one if it has none, by a record. Where that fails, in the
   * sink too, the state is what it was before.
   *
   * @param source of the record, see {@link Source}; ignored where the offset is {@link #NEXT}
   * @param offset of the record in its source, or {@link #NEXT}
   * @param content of the record; overwritten
   * @throws BadRecordException where the step itself failed, or there is no room for a new series
   * @throws StateFormatException where the stored state is of another shape and the policy is to
   *     refuse, or it is damaged
   */
  Moved move(
      Bytes key, long source, long offset, long time, EventContent content, Reorderer.Sink sink)
      throws BadRecordException {
    Held entry = held(key);
    State state = entry.state;
    before.assign(state);
    boolean fresh = before.offset() < 0;
    if (fresh) {
      series.admit();
    }
    if (offset != NEXT && state.from(source)) {
      entry.journal.end(); // its offsets are those of one source
    }
    long at = offset == NEXT ? state.offset() + 1 : offset;
    boolean learned = encode(state, content);
    Fate fate = step(state, at, time, content, sink);
    meters.missing(state.index() - before.index() - (state.count() - before.count()));
    if (fate != Fate.REPLAYED) {
      entry.journal.add(at, time, content);
      if (learned) {
        entry.journal.end(); // it says nothing of what a record was before it became numbers
      }
      if (fresh) {
        series.add(1);
      }
      moved(entry);
    } else if (learned) {
      state.assign(before);
    }
    return new Moved(fate, state);
  }

  /** Whether the state has learned how the record is written. */
  private boolean encode(State state, EventContent content) throws BadRecordException {
    try {
      return pipeline.encode(state, content);
    } catch (EventContentException e) {
      state.assign(before);
      throw new BadRecordException(
          Reason.valueOf(e.fault().name()), String.valueOf(e.getMessage()));
    }
  }

  /** Nothing but a failure of this is the record's own. */
  private Fate step(State state, long offset, long time, EventContent content, Reorderer.Sink sink)
      throws BadRecordException {
    boolean done = false;
    try {
      Fate fate = reader.sequencer().accept(state, offset, time, content, sink);
      done = true;
      return fate;
    } catch (RuntimeException e) {
      throw Intake.failed(e);
    } finally {
      if (!done) {
        state.assign(before);
      }
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

  /** The state of a series as it is; null where it has none. */
  @Nullable State state(Bytes key) {
    Held entry = store.find(key);
    return entry == null && store.get(key) == null ? null : held(key).state;
  }

  /**
   * Releases the records of a series that are held back. Where that fails, in the sink too, the
   * state is what it was before.
   */
  void release(Bytes key, Reorderer.Sink sink) {
    State known = state(key);
    if (known == null || known.heldBack() == 0) {
      return;
    }
    Held entry = held(key);
    before.assign(entry.state);
    boolean done = false;
    try {
      reader.sequencer().drain(entry.state, sink);
      done = true;
      entry.journal.release();
      moved(entry);
    } finally {
      if (!done) {
        entry.state.assign(before);
      }
    }
  }

  private void moved(Held entry) {
    store.moved(entry);
    if (!settingsKept) {
      settingsKept = true;
      store.put(reader.settingsKey(), reader.settings());
    }
  }

  private Held held(Bytes key) {
    Held entry = store.find(key);
    if (entry != null) {
      return entry;
    }
    byte[] bytes = store.get(key);
    RecordLog journal = reader.journal();
    State state = bytes == null ? pipeline.newState() : read(key, bytes, journal);
    return store.keep(key, state, journal);
  }

  /** The state that was stored as {@code bytes}, moved by the records since. */
  State read(Bytes key, byte[] bytes, RecordLog journal) {
    if (policy.onChange() == OnChange.REFUSE && loses(bytes)) {
      throw new StateFormatException(
          "a stored state belongs to another pipeline shape, and state.on-change is 'refuse';"
              + " set it to carry-over or reset, or run this pipeline under another name");
    }
    try {
      return reader.read(bytes, store.get(WriteBehindStore.journal(key)), journal, this::convert);
    } catch (StateFormatException e) {
      String series = new String(key.get(), StandardCharsets.UTF_8);
      if (policy.damaged() == Damaged.REFUSE) {
        throw new StateFormatException(
            "the stored state of series '%s' cannot be read: %s; 'state.damaged: reset' lets such a series start afresh"
                .formatted(series, e.getMessage()));
      }
      meters.states().damaged();
      LOG.warn("Series '{}' starts afresh: {}", series, e.getMessage());
      delete(key);
      journal.end();
      return pipeline.newState();
    }
  }

  /** Whether something that a sound state has learned would be lost. */
  private boolean loses(byte[] bytes) {
    try {
      return !pipeline.matches(bytes) && !pipeline.keeps(bytes);
    } catch (StateFormatException e) {
      return false; // reading it tells what is wrong
    }
  }

  private State convert(byte[] bytes) {
    if (policy.onChange() == OnChange.RESET) {
      meters.states().reset();
      return pipeline.newState();
    }
    State state = pipeline.carryOver(bytes);
    meters.states().carriedOver(pipeline, bytes);
    return state;
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

  WriteBehindStore store() {
    return store;
  }
}
