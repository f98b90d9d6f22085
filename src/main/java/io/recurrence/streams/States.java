package io.recurrence.streams;

import io.recurrence.core.Sequencer.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.spec.StatePolicy.OnChange;
import io.recurrence.streams.HeapStore.Held;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** The states of a task, by series. */
final class States {
  private final HeapStore store;
  private final SeriesPipeline pipeline;
  private final OnChange onChange;
  private final Meters meters;
  private final State before;

  /** Moves a state by a record, and says what became of the record. */
  interface Step {
    Fate apply(State state);
  }

  /** A state that has moved. */
  record Moved(Fate fate, State state) {}

  States(HeapStore store, SeriesPipeline pipeline, OnChange onChange, Meters meters) {
    this.store = store;
    this.pipeline = pipeline;
    this.onChange = onChange;
    this.meters = meters;
    this.before = pipeline.newState();
  }

  static Bytes key(String series) {
    return Bytes.wrap(series.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Moves the state of a series, a new one if it has none. Where the step throws, the state is what
   * it was before.
   *
   * @throws StateFormatException where the stored state is of another shape and the policy is to
   *     refuse, or it is damaged
   */
  Moved move(Bytes key, Step step) {
    Held entry = store.find(key);
    if (entry == null) {
      byte[] bytes = store.get(key);
      entry = store.keep(key, bytes == null ? pipeline.newState() : read(bytes));
    }
    before.assign(entry.state);
    boolean done = false;
    try {
      Fate fate = step.apply(entry.state);
      done = true;
      store.moved(entry);
      return new Moved(fate, entry.state);
    } finally {
      if (!done) {
        entry.state.assign(before);
      }
    }
  }

  State read(byte[] bytes) {
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

  void delete(Bytes key) {
    store.remove(key);
  }

  HeapStore store() {
    return store;
  }
}
