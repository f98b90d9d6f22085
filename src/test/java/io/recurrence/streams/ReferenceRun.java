package io.recurrence.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What a pipeline makes of records that nothing disturbs: one after the other, in one process,
 * without a broker, and as if its input were partitioned by series. The oracle of the tests of
 * faults.
 */
public final class ReferenceRun {
  private final String yaml;
  private final PipelineSpec spec;
  private final String topic;
  private final WriteBehindStore store =
      new WriteBehindStore(StoredTask.newStore(), new HeapBudget());
  private final MockProcessorContext<byte[], byte[]> context;
  private final SeriesProcessor processor;
  private final TimestampExtractor times;
  private final long[] partitionTimes;
  private final Map<String, Map<String, List<Written>>> outputs = new TreeMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private long offset;

  /** A record of an output, its bytes one character each. */
  public record Written(long time, String value) {
    public static Written of(long time, byte[] value) {
      return new Written(
          time, value == null ? "null" : new String(value, StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * Begins.
   *
   * @param partitions of its input, each of which has a time of its own
   */
  public ReferenceRun(String yaml, int partitions) {
    this.yaml = yaml;
    spec = SpecLoader.parse(yaml.replace("input: {", "input: {partitioned-by-series: true, "));
    topic = spec.input().topics().names().get(0);
    Properties settings = new Properties();
    settings.put("application.id", spec.name());
    settings.put("bootstrap.servers", "none:1");
    settings.put("statestore.cache.max.bytes", Integer.toString(1 << 28));
    context = new MockProcessorContext<>(settings);
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    KeyValueStore<Bytes, byte[]> clock =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Topologies.CLOCK), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    clock.init(context.getStateStoreContext(), clock);
    context.addStateStore(clock);
    context.setCurrentSystemTimeMs(0);
    Meters meters = new Meters(new SimpleMeterRegistry(), spec.name());
    processor = new SeriesProcessor(NamedPipeline.alone(spec, meters), TopicFacts.UNKNOWN);
    processor.init(context);
    times = new BoundedTimestamps(spec.input().maxAhead().toMillis());
    partitionTimes = new long[partitions];
    Arrays.fill(partitionTimes, -1);
    spec.output().topics().values().forEach(each -> outputs.put(each, new TreeMap<>()));
  }

  /** Takes the next record. */
  public void take(ProducerRecord<byte[], byte[]> record) {
    ConsumerRecord<Object, Object> read = read(record);
    int partition = Utils.toPositive(Utils.murmur2(record.key())) % partitionTimes.length;
    long time = times.extract(read, partitionTimes[partition]);
    partitionTimes[partition] = Math.max(partitionTimes[partition], time);
    context.setRecordMetadata(topic, 0, offset++);
    processor.process(new Record<>(record.key(), record.value(), time, read.headers()));
    for (CapturedForward<? extends byte[], ? extends byte[]> forward : context.forwarded()) {
      Record<? extends byte[], ? extends byte[]> output = forward.record();
      String to = spec.output().topics().get(forward.childName().orElseThrow());
      outputs
          .get(to)
          .computeIfAbsent(text(output.key()), key -> new ArrayList<>())
          .add(Written.of(output.timestamp(), output.value()));
      counts.merge(to, 1, Integer::sum);
    }
    context.resetForwards();
  }

  private ConsumerRecord<Object, Object> read(ProducerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        record.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        record.key(),
        record.value(),
        new RecordHeaders(),
        Optional.empty());
  }

  /** How many records it has written to a topic. */
  public int count(String topic) {
    return counts.getOrDefault(topic, 0);
  }

  /** What it has written, by topic and key, in its order. */
  public Map<String, Map<String, List<Written>>> outputs() {
    return outputs;
  }

  /** The states, by series. */
  public Map<String, String> states() {
    store.flushCache();
    Map<Bytes, byte[]> table = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.wrapped().all()) {
      all.forEachRemaining(entry -> table.put(entry.key, entry.value));
    }
    return states(yaml, table);
  }

  /** A key as text. */
  public static String text(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /**
   * The states in a store or its changelog, each moved by its record log, as hexadecimal digits.
   * Where their records came from is left out: a topic of a broker has marks of transactions
   * between its records.
   *
   * @param store the last value of each key
   */
  public static Map<String, String> states(String yaml, Map<Bytes, byte[]> store) {
    PipelineSpec spec = SpecLoader.parse(yaml);
    SeriesPipeline pipeline = spec.newPipeline();
    StateReader reader = new StateReader(spec, pipeline, store::get);
    Map<String, String> states = new TreeMap<>();
    for (Map.Entry<Bytes, byte[]> entry : store.entrySet()) {
      byte[] key = entry.getKey().get();
      if (key[key.length - 1] != WriteBehindStore.RECORD_LOG) {
        byte[] records = store.get(WriteBehindStore.recordLog(entry.getKey()));
        State state = reader.read(entry.getValue(), records, reader.recordLog(), pipeline::read);
        state.from(1);
        state.from(2); // forgets the offset, whatever the source was
        states.put(text(key), HexFormat.of().formatHex(state.toBytes()));
      }
    }
    return states;
  }
}
