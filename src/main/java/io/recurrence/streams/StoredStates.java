package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What the stores of a running pipeline hold, asked from outside of its threads. */
final class StoredStates {
  private static final int COUNTED = 5_000; // series; reading more would cost

  private final PipelineSpec spec;
  private final String name; // of the stores
  private final KafkaStreams streams;

  StoredStates(NamedPipeline pipeline, KafkaStreams streams) {
    this.spec = pipeline.spec();
    this.name = pipeline.names().of(Topologies.STATES);
    this.streams = streams;
  }

  private ReadOnlyKeyValueStore<Bytes, byte[]> store() {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
  }

  /** How many series there are; beyond some thousands, as the stores estimate. */
  long series() {
    try {
      long few = 0;
      try (KeyValueIterator<Bytes, byte[]> all = store().all()) {
        while (all.hasNext() && few < COUNTED) {
          all.next();
          few++;
        }
      }
      return few < COUNTED ? few : Math.max(few, store().approximateNumEntries());
    } catch (IllegalStateException | InvalidStateStoreException e) {
      return 0; // not running yet, or no more
    }
  }

  Optional<State> state(String series, SeriesPipeline pipeline) {
    Bytes key = StateRepository.key(series);
    ReadOnlyKeyValueStore<Bytes, byte[]> store = store();
    byte[] records =
        store.get(WriteBehindStore.recordLog(key)); // first: an older one is seen to be older
    byte[] bytes = store.get(key);
    if (bytes == null) {
      return Optional.empty();
    }
    StateReader reader = new StateReader(spec, pipeline, store::get);
    return Optional.of(reader.read(bytes, records, reader.recordLog(), pipeline::read));
  }

  List<String> series(int limit) {
    List<String> names = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store().all()) {
      while (all.hasNext() && names.size() < limit) {
        names.add(new String(all.next().key.get(), StandardCharsets.UTF_8));
      }
    }
    return names;
  }
}
