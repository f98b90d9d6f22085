package io.recurrence.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.record.BadRecordException;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The states of a pipeline over a store, as a task that was just opened has them. */
final class StoredTask {
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final SeriesPipeline pipeline;
  final WriteBehindStore store;
  final StateRepository states;
  final StateStoreContext context;

  StoredTask(String yaml, KeyValueStore<Bytes, byte[]> beneath) {
    PipelineSpec spec = SpecLoader.parse(yaml);
    pipeline = spec.newPipeline();
    store = new WriteBehindStore(beneath, new HeapBudget());
    Properties settings = new Properties();
    settings.put("application.id", "t");
    settings.put("bootstrap.servers", "none:1");
    settings.put("statestore.cache.max.bytes", Long.toString(1 << 24));
    context = new MockProcessorContext<>(settings).getStateStoreContext();
    store.init(context, store);
    states = new StateRepository(store, spec, pipeline, new Meters(registry, "t"));
  }

  static KeyValueStore<Bytes, byte[]> newStore() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("states"), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled()
        .build();
  }

  State move(Bytes key, long offset, long time, double value, Reorderer.Sink sink) {
    try {
      return Moves.move(states, key, 1, offset, time, Contents.of(value), sink).state();
    } catch (BadRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  double counter(String name) {
    return registry.get(name).counter().count();
  }
}
