package io.recurrence.streams;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.spec.StatePolicy.OnChange;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The states of a task, by series, in the state store. */
final class States {
  private final KeyValueStore<Bytes, byte[]> store;
  private final SeriesPipeline pipeline;
  private final OnChange onChange;
  private final Meters meters;

  States(
      KeyValueStore<Bytes, byte[]> store,
      SeriesPipeline pipeline,
      OnChange onChange,
      Meters meters) {
    this.store = store;
    this.pipeline = pipeline;
    this.onChange = onChange;
    this.meters = meters;
  }

  static Bytes key(String series) {
    return Bytes.wrap(series.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The state of a series, a new one if it has none.
   *
   * @throws StateFormatException where the stored state is of another shape and the policy is to
   *     refuse, or it is damaged
   */
  State get(Bytes key) {
    byte[] bytes = store.get(key);
    return bytes == null ? pipeline.newState() : read(bytes);
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

  void put(Bytes key, State state) {
    store.put(key, state.toBytes());
  }

  void delete(Bytes key) {
    store.delete(key);
  }

  KeyValueStore<Bytes, byte[]> store() {
    return store;
  }
}
