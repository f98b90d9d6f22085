package io.recurrence.streams;

import io.recurrence.core.Sequencer;
import io.recurrence.core.Sequencer.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.format.BadRecordException;
import io.recurrence.spec.StatePolicy.OnChange;
import io.recurrence.streams.HeapStore.Held;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** The states of a task, by series. */
final class States {
  /** Stands for the offset after the last one of the series. */
  static final long NEXT = -1;

  private final HeapStore store;
  private final SeriesPipeline pipeline;
  private final Sequencer sequencer;
  private final OnChange onChange;
  private final Meters meters;
  private final State before;
  private final SeriesCount series;

  /** A state that has moved. */
  record Moved(Fate fate, State state) {}

  /**
   * States over a store.
   *
   * @param mostSeries that it may keep; 0 for no limit
   */
  States(
      HeapStore store, SeriesPipeline pipeline, OnChange onChange, int mostSeries, Meters meters) {
    this.store = store;
    this.pipeline = pipeline;
    this.sequencer = new Sequencer(pipeline);
    this.onChange = onChange;
    this.meters = meters;
    this.before = pipeline.newState();
    this.series = new SeriesCount(store, mostSeries);
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
   * @param value ignored where it is not present
   * @throws BadRecordException where the step itself failed, or there is no room for a new series
   * @throws StateFormatException where the stored state is of another shape and the policy is to
   *     refuse, or it is damaged
   */
  Moved move(
      Bytes key,
      long source,
      long offset,
      long time,
      boolean present,
      double value,
      Sequencer.Sink sink)
      throws BadRecordException {
    Held entry = store.find(key);
    if (entry == null) {
      entry = load(key);
    }
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
    Fate fate = step(state, at, time, present, value, sink);
    meters.missing(state.index() - before.index() - (state.count() - before.count()));
    if (fate != Fate.REPLAYED) {
      entry.journal.add(at, time, present, value);
      if (fresh) {
        series.add(1);
      }
      store.moved(entry);
    }
    return new Moved(fate, state);
  }

  /** Nothing but a failure of this is the record's own. */
  private Fate step(
      State state, long offset, long time, boolean present, double value, Sequencer.Sink sink)
      throws BadRecordException {
    boolean done = false;
    try {
      Fate fate = sequencer.accept(state, offset, time, present, value, sink);
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
    Held entry = store.find(key);
    byte[] bytes = entry == null ? store.get(key) : null;
    State state =
        entry != null ? entry.state : bytes == null ? null : read(key, bytes, new Journal());
    return state == null || state.index() == 0 ? -1 : state.time();
  }

  private Held load(Bytes key) throws BadRecordException {
    byte[] bytes = store.get(key);
    if (bytes == null) {
      series.admit();
    }
    Journal journal = new Journal();
    State state = bytes == null ? pipeline.newState() : read(key, bytes, journal);
    return store.keep(key, state, journal);
  }

  /** The state that was stored as {@code bytes}, moved by the records since. */
  State read(Bytes key, byte[] bytes, Journal journal) {
    State state = read(bytes);
    replay(store.get(HeapStore.journal(key)), state, journal, sequencer);
    if (!pipeline.matches(bytes)) {
      journal.end(); // records cannot follow a state of another shape
    }
    return state;
  }

  static void replay(byte @Nullable [] records, State state, Journal journal, Sequencer sequencer) {
    if (records == null) {
      journal.begin(state);
    } else {
      journal.replay(records, state, sequencer);
    }
  }

  private State read(byte[] bytes) {
    if (pipeline.matches(bytes)) {
      return pipeline.read(bytes);
    }
    return switch (onChange) {
      case CARRY_OVER -> {
        meters.carriedOver();
        yield pipeline.carryOver(bytes);
      }
      case RESET -> {
        meters.reset();
        yield pipeline.newState();
      }
      case REFUSE ->
          throw new StateFormatException(
              "a stored state belongs to another pipeline shape, and state.on-change is 'refuse';"
                  + " set it to carry-over or reset, or run this pipeline under another name");
    };
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

  HeapStore store() {
    return store;
  }
}
