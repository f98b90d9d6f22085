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
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What a pipeline makes of records that nothing disturbs: one after the other, in one process,
 * without a broker. The oracle of the tests of faults.
 *
 * @param outputs by topic and key, in their order
 * @param states by series, without where their records came from
 */
public record ReferenceRun(
    Map<String, Map<String, List<Written>>> outputs, Map<String, String> states) {

  /** A record of an output, its bytes one character each. */
  public record Written(long time, String value) {
    public static Written of(long time, byte[] value) {
      return new Written(
          time, value == null ? "null" : new String(value, StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * Runs a pipeline, as if its input were partitioned by series.
   *
   * @param partitions of its input, each of which has a time of its own
   */
  public static ReferenceRun of(
      String yaml, List<ProducerRecord<byte[], byte[]>> records, int partitions) {
    PipelineSpec spec =
        SpecLoader.parse(yaml.replace("input: {", "input: {partitioned-by-series: true, "));
    Properties settings = new Properties();
    settings.put("application.id", spec.name());
    settings.put("bootstrap.servers", "none:1");
    settings.put("statestore.cache.max.bytes", Integer.toString(1 << 28));
    MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>(settings);
    WriteBehindStore states = new WriteBehindStore(StoredTask.newStore(), new HeapBudget());
    states.init(context.getStateStoreContext(), states);
    context.addStateStore(states);
    Meters meters = new Meters(new SimpleMeterRegistry(), spec.name());
    SeriesProcessor processor =
        new SeriesProcessor(NamedPipeline.alone(spec, meters), TopicFacts.UNKNOWN);
    processor.init(context);
    String topic = spec.input().topics().names().get(0);
    TimestampExtractor times = new BoundedTimestamps(spec.input().maxAhead().toMillis());
    Map<String, Map<String, List<Written>>> outputs = new TreeMap<>();
    spec.output().topics().values().forEach(each -> outputs.put(each, new TreeMap<>()));
    long offset = 0;
    long[] partitionTimes = new long[partitions];
    Arrays.fill(partitionTimes, -1);
    for (ProducerRecord<byte[], byte[]> each : records) {
      ConsumerRecord<Object, Object> read = read(topic, offset, each);
      int partition = Utils.toPositive(Utils.murmur2(each.key())) % partitions;
      long time = times.extract(read, partitionTimes[partition]);
      partitionTimes[partition] = Math.max(partitionTimes[partition], time);
      context.setRecordMetadata(topic, 0, offset++);
      context.setCurrentSystemTimeMs(0);
      processor.process(new Record<>(each.key(), each.value(), time, read.headers()));
      for (CapturedForward<? extends byte[], ? extends byte[]> forward : context.forwarded()) {
        Record<? extends byte[], ? extends byte[]> output = forward.record();
        outputs
            .get(spec.output().topics().get(forward.childName().orElseThrow()))
            .computeIfAbsent(text(output.key()), key -> new ArrayList<>())
            .add(Written.of(output.timestamp(), output.value()));
      }
      context.resetForwards();
    }
    states.flushCache();
    Map<Bytes, byte[]> store = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = states.wrapped().all()) {
      all.forEachRemaining(entry -> store.put(entry.key, entry.value));
    }
    return new ReferenceRun(outputs, states(yaml, store));
  }

  private static ConsumerRecord<Object, Object> read(
      String topic, long offset, ProducerRecord<byte[], byte[]> record) {
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
