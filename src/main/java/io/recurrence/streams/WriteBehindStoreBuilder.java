package io.recurrence.streams;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes a {@link WriteBehindStore} on RocksDB with a changelog. */
final class WriteBehindStoreBuilder implements StoreBuilder<WriteBehindStore> {
  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> beneath;
  private final HeapBudget budget;

  /**
   * Makes stores of a name.
   *
   * @param budget shared by all stores of the instance
   */
  WriteBehindStoreBuilder(String name, HeapBudget budget) {
    this.budget = budget;
    this.beneath =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled() // the heap is the cache
            .withLoggingEnabled(Map.of());
  }

  @Override
  public WriteBehindStore build() {
    return new WriteBehindStore(beneath.build(), budget);
  }

  @Override
  public StoreBuilder<WriteBehindStore> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<WriteBehindStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<WriteBehindStore> withLoggingEnabled(Map<String, String> config) {
    beneath.withLoggingEnabled(config);
    return this;
  }

  @Override
  public StoreBuilder<WriteBehindStore> withLoggingDisabled() {
    beneath.withLoggingDisabled();
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return beneath.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return beneath.loggingEnabled();
  }

  @Override
  public String name() {
    return beneath.name();
  }
}
