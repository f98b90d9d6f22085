package io.recurrence.bench;

import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import com.amazon.randomcutforest.parkservices.state.ThresholdedRandomCutForestMapper;
import com.amazon.randomcutforest.parkservices.state.ThresholdedRandomCutForestState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * Forests kept as our states are: decoded on the heap, those that have moved written to RocksDB and
 * the changelog once per commit. The bytes are those of the forest's own state mapper in Java's
 * serialisation, for which its state classes are made; what is more than a forest needs there, such
 * as names of classes, is some two kilobytes of each.
 */
final class ForestStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
  private final ThresholdedRandomCutForestMapper mapper = new ThresholdedRandomCutForestMapper();
  private final Map<String, ThresholdedRandomCutForest> forests = new HashMap<>();
  private final Map<String, ThresholdedRandomCutForest> moved = new LinkedHashMap<>();

  private ForestStore(KeyValueStore<Bytes, byte[]> store) {
    super(store);
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    super.init(context, root);
  }

  /** The forest of a series, which is about to move. */
  ThresholdedRandomCutForest moving(String series, Supplier<ThresholdedRandomCutForest> otherwise) {
    ThresholdedRandomCutForest forest =
        forests.computeIfAbsent(
            series,
            name -> {
              byte[] bytes = wrapped().get(key(name));
              return bytes == null ? otherwise.get() : decoded(bytes);
            });
    moved.put(series, forest);
    return forest;
  }

  @Override
  public void flushCache() {
    moved.forEach((series, forest) -> wrapped().put(key(series), encoded(forest)));
    moved.clear();
    super.flushCache();
  }

  @Override
  public void clearCache() {
    forests.clear();
    moved.clear();
    super.clearCache();
  }

  private static Bytes key(String series) {
    return Bytes.wrap(series.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] encoded(ThresholdedRandomCutForest forest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(mapper.toState(forest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private ThresholdedRandomCutForest decoded(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return mapper.toModel((ThresholdedRandomCutForestState) in.readObject(), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a forest of another version", e);
    }
  }

  /** Makes a {@link ForestStore} on RocksDB with a changelog. */
  static final class Builder implements StoreBuilder<ForestStore> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> beneath;

    Builder(String name) {
      this.beneath =
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
              .withCachingDisabled()
              .withLoggingEnabled(Map.of());
    }

    @Override
    public ForestStore build() {
      return new ForestStore(beneath.build());
    }

    @Override
    public Builder withCachingEnabled() {
      return this;
    }

    @Override
    public Builder withCachingDisabled() {
      return this;
    }

    @Override
    public Builder withLoggingEnabled(Map<String, String> config) {
      beneath.withLoggingEnabled(config);
      return this;
    }

    @Override
    public Builder withLoggingDisabled() {
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
}
