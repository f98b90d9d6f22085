package io.recurrence.streams;

import io.recurrence.config.StatePolicy;
import io.recurrence.config.StatePolicy.Damaged;
import io.recurrence.config.StatePolicy.OnChange;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the states of a task, by the policy for those that are damaged or of another shape. */
final class StateLoader {
  private static final Logger LOG = LoggerFactory.getLogger(StateLoader.class);

  private final WriteBehindStore store;
  private final SeriesPipeline pipeline;
  private final StateReader reader;
  private final StatePolicy policy;
  private final StateMeters meters;
  private final SeriesCount series;

  StateLoader(
      WriteBehindStore store,
      SeriesPipeline pipeline,
      StateReader reader,
      StatePolicy policy,
      StateMeters meters,
      SeriesCount series) {
    this.store = store;
    this.pipeline = pipeline;
    this.reader = reader;
    this.policy = policy;
    this.meters = meters;
    this.series = series;
  }

  /** The state of a series in memory, read from the store where it is not, or a new one. */
  HeldState held(Bytes key) {
    HeldState entry = store.find(key);
    if (entry != null) {
      return entry;
    }
    byte[] bytes = store.get(key);
    RecordLog recordLog = reader.recordLog();
    State state = bytes == null ? pipeline.newState() : read(key, bytes, recordLog);
    return store.keep(key, state, recordLog);
  }

  /** The state that was stored as {@code bytes}, moved by the records since. */
  State read(Bytes key, byte[] bytes, RecordLog recordLog) {
    if (policy.onChange() == OnChange.REFUSE && loses(bytes)) {
      throw new StateFormatException(
          "a stored state belongs to another pipeline shape, and state.on-change is 'refuse';"
              + " set it to carry-over or reset, or run this pipeline under another name");
    }
    try {
      return reader.read(
          bytes, store.get(WriteBehindStore.recordLog(key)), recordLog, this::convert);
    } catch (StateFormatException e) {
      String name = new String(key.get(), StandardCharsets.UTF_8);
      if (policy.damaged() == Damaged.REFUSE) {
        throw new StateFormatException(
            "the stored state of series '%s' cannot be read: %s; 'state.damaged: reset' lets such a series start afresh"
                .formatted(name, e.getMessage()));
      }
      meters.damaged();
      LOG.warn("Series '{}' starts afresh: {}", name, e.getMessage());
      store.remove(key);
      series.add(-1);
      recordLog.end();
      return pipeline.newState();
    }
  }

  /** Whether something that a sound state has learned would be lost. */
  private boolean loses(byte[] bytes) {
    try {
      return !pipeline.matches(bytes) && !pipeline.keeps(bytes);
    } catch (StateFormatException e) {
      return false; // reading it reports what is wrong
    }
  }

  private State convert(byte[] bytes) {
    if (policy.onChange() == OnChange.RESET) {
      meters.reset();
      return pipeline.newState();
    }
    State state = pipeline.carryOver(bytes);
    meters.carriedOver(pipeline, bytes);
    return state;
  }
}
