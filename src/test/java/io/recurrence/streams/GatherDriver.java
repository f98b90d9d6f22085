package io.recurrence.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Watermark.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The gather step alone, given what route tasks would write, in any order. */
final class GatherDriver implements AutoCloseable {
  private static final String TOPIC = "by-series";
  private static final PipelineSpec SPEC =
      SpecLoader.parse(
          "{name: t, horizon: 2, input: {topic: in, format: number, max-ahead: PT30M}}");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final NamedPipeline pipeline = NamedPipeline.alone(SPEC, new Meters(registry, "t"));
  private final BufferGauges gauges = new BufferGauges(pipeline.meters());
  private final MockProcessorContext<byte[], byte[]> context;
  private final List<KeyValueStore<Bytes, byte[]>> stores;
  private GatherProcessor processor;
  private long offset;

  GatherDriver() {
    try {
      context =
          new MockProcessorContext<>(
              new Properties(),
              new org.apache.kafka.streams.processor.TaskId(0, 0),
              Files.createTempDirectory("gather").toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    stores = List.of(store(Topologies.BUFFER), store(Topologies.SOURCES));
    restart();
  }

  private KeyValueStore<Bytes, byte[]> store(String name) {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  /** A new processor on the same stores. */
  void restart() {
    if (processor != null) {
      processor.close();
    }
    processor = new GatherProcessor(pipeline, gauges);
    processor.init(context);
  }

  /** Route tasks begin. */
  void begin(int partitions) {
    for (int partition = 0; partition < partitions; partition++) {
      watermark(partition, partitions, Progress.BEGINS, Long.MIN_VALUE);
    }
  }

  /** Each source partition is read to its end. */
  void catchUp(int partitions) {
    for (int i = 0; i < 2 * partitions; i++) {
      watermark(i % partitions, partitions, Progress.CURRENT, Long.MIN_VALUE);
    }
  }

  void watermark(int source, int partitions, Progress progress, long time) {
    watermark(source, partitions, progress, time, 0);
  }

  void watermark(int source, int partitions, Progress progress, long time, long disorder) {
    byte[] value = new Watermark(source, partitions, progress, time, disorder).toBytes();
    process(new Record<>(Broadcast.key(), value, 0));
  }

  void record(int source, String series, long time) {
    record(source, bytes(series), bytes("1"), time);
  }

  /** One of which the route task could not tell the series. */
  void unreadable(int source) {
    record(source, new byte[0], bytes("?"), 0);
  }

  private void record(int source, byte[] key, byte[] value, long time) {
    RecordHeaders headers = new RecordHeaders();
    new Origin("in", source, offset, time, key).write(headers);
    process(new Record<>(key, value, Math.max(0, time), headers));
  }

  private void process(Record<byte[], byte[]> record) {
    context.setRecordMetadata(TOPIC, 0, offset++);
    processor.process(record);
  }

  /** What has come out since it was asked for last: series and minute. */
  List<String> out() {
    List<String> out =
        context.forwarded().stream()
            .map(
                forward ->
                    new String(forward.record().key(), StandardCharsets.UTF_8)
                        + ' '
                        + forward.record().timestamp() / 60_000)
            .toList();
    context.resetForwards();
    return out;
  }

  double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    processor.close();
    stores.forEach(KeyValueStore::close);
  }
}
