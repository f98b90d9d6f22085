package io.recurrence.bench;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.JsonDecoder;
import io.recurrence.record.Measurement;
import io.recurrence.record.TimeUnit;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What a pipeline is measured against. */
final class Baselines {
  private static final String COUNTS = "counts";

  private Baselines() {}

  /** Writes what it reads. */
  static Candidate pass() {
    return new Candidate(
        "pass",
        "pass-through, no state",
        false,
        false,
        "",
        Double.NaN,
        (in, out) -> {
          Topology topology = source(in);
          return sink(topology, out, "input");
        },
        Candidate.tuned());
  }

  /**
   * Counts the records of each series in RocksDB with a changelog, and writes a record as long as a
   * verdict.
   */
  static Candidate counter(
      String id, String what, boolean cached, int outputBytes, Properties settings) {
    return new Candidate(
        id,
        what,
        false,
        false,
        COUNTS,
        Double.NaN,
        (in, out) -> {
          var counts =
              Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(COUNTS), Serdes.String(), Serdes.Long());
          StoreBuilder<KeyValueStore<String, Long>> store =
              cached ? counts.withCachingEnabled() : counts.withCachingDisabled();
          return step(in, out, () -> new Counting(outputBytes), Set.of(store));
        },
        settings);
  }

  static Topology step(
      String in,
      String out,
      Supplier<Processor<byte[], byte[], byte[], byte[]>> step,
      Set<StoreBuilder<?>> stores) {
    Topology topology = source(in);
    topology.addProcessor(
        "step",
        new ProcessorSupplier<byte[], byte[], byte[], byte[]>() {
          @Override
          public Processor<byte[], byte[], byte[], byte[]> get() {
            return step.get();
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return stores;
          }
        },
        "input");
    return sink(topology, out, "step");
  }

  private static Topology source(String in) {
    return new Topology()
        .addSource("input", new ByteArrayDeserializer(), new ByteArrayDeserializer(), in);
  }

  private static Topology sink(Topology topology, String out, String parent) {
    return topology.addSink(
        "output", out, new ByteArraySerializer(), new ByteArraySerializer(), parent);
  }

  /** Parses a record as a pipeline does, and answers with one of a given length. */
  abstract static class Step extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final JsonDecoder decoder = new JsonDecoder("", "/value", "/ts", TimeUnit.MS);
    private final StringBuilder text = new StringBuilder();
    private final int outputBytes;
    final Measurement reading = new Measurement();

    Step(int outputBytes) {
      this.outputBytes = outputBytes;
    }

    /** A number about the value that {@link #reading} holds. */
    abstract double answer();

    @Override
    public void process(Record<byte[], byte[]> record) {
      try {
        decoder.decode(record.key(), record.value(), record.timestamp(), reading);
      } catch (BadRecordException e) {
        throw new IllegalStateException("the input of a benchmark is sound", e);
      }
      double answer = answer();
      text.setLength(0);
      text.append("{\"series\":\"").append(reading.series());
      text.append("\",\"timestamp\":").append(reading.time());
      text.append(",\"value\":").append(reading.value());
      text.append(",\"answer\":").append(answer).append(",\"rest\":\"");
      while (text.length() < outputBytes - 2) {
        text.append('.');
      }
      text.append("\"}");
      context().forward(record.withValue(text.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  private static final class Counting extends Step {
    private KeyValueStore<String, Long> counts;

    Counting(int outputBytes) {
      super(outputBytes);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      super.init(context);
      counts = context.getStateStore(COUNTS);
    }

    @Override
    double answer() {
      Long before = counts.get(reading.series());
      long count = before == null ? 1 : before + 1;
      counts.put(reading.series(), count);
      return count;
    }
  }
}
