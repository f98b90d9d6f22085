package io.recurrence.streams;

import io.recurrence.config.InputSpec;
import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology of a pipeline:
 *
 * <pre>
 *  input ──► [route ──► by-series ──► gather] ──► series ──► anomalies, forecasts, outcomes, features, results,
 *                                       ▲▼          ▲▼              dead-letters
 *                                     buffer      states (changelogs)
 * </pre>
 *
 * The part in brackets is there unless the records of a series are known to be in one partition
 * already.
 */
public final class Topologies {
  static final String STATES = "states";
  static final String CLOCK = "clock";
  static final String BUFFER = "gather";
  static final String SOURCES = "gather-sources";
  static final String ANOMALIES = "anomalies";
  static final String FORECASTS = "forecasts";
  static final String OUTCOMES = "outcomes";
  static final String FEATURES = "features";
  static final String RESULTS = "results";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String BY_SERIES = "by-series";
  private static final String ROUTE = "route";
  private static final String GATHER = "gather";
  private static final String SERIES = "series";

  private Topologies() {}

  /**
   * Builds the topology of a pipeline. Records of a series that come from several partitions are
   * put in order where an {@link Application} runs it, which knows how far its consumers have read.
   */
  public static Topology of(PipelineSpec spec, Meters meters) {
    return of(spec, meters, TopicFacts.UNKNOWN, SourcePositions.ONE_PARTITION);
  }

  /**
   * Builds the topology of a pipeline for a broker whose topics are known.
   *
   * @param positions how far the source topic has been read
   */
  static Topology of(
      PipelineSpec spec, Meters meters, TopicFacts facts, SourcePositions positions) {
    Properties naming = new Properties();
    naming.put(StreamsConfig.APPLICATION_ID_CONFIG, spec.name());
    naming.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    naming.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(naming)));
    InputSpec input = spec.input();
    Serde<byte[]> bytes = Serdes.ByteArray();
    KStream<byte[], byte[]> records =
        builder.stream(
            input.topic(),
            Consumed.with(bytes, bytes)
                .withName("input")
                .withTimestampExtractor(new BoundedTimestamps(input.maxAhead().toMillis())));
    if (!input.partitionedBySeries()) {
      int tasks = positions.partitionsBySeries();
      Repartitioned<byte[], byte[]> repartitioned =
          Repartitioned.with(bytes, bytes)
              .withName(BY_SERIES)
              .withStreamPartitioner(new Watermark.ToAll());
      records =
          records
              .process(() -> new RouteProcessor(input, meters, facts, positions), Named.as(ROUTE))
              .repartition(
                  tasks == 0 ? repartitioned : repartitioned.withNumberOfPartitions(tasks));
    }
    StoreBuilder<?> sources = Gather.store(SOURCES).withCachingEnabled();
    if (input.gathers()) {
      Gather gather = new Gather(input, sources, new BufferGauges(meters));
      records = records.process(gather, Named.as(GATHER));
    }
    records.process(new Series(spec, meters, facts, sources), Named.as(SERIES));
    Topology topology = builder.build();
    OutputSpec output = spec.output();
    sink(topology, ANOMALIES, output.anomalies());
    sink(topology, FORECASTS, output.forecasts());
    sink(topology, OUTCOMES, output.outcomes());
    sink(topology, FEATURES, output.features());
    sink(topology, RESULTS, output.results());
    sink(topology, DEAD_LETTERS, output.deadLetters());
    return topology;
  }

  /** The name of the topic that gathers series. */
  static String repartitionTopic(String application) {
    return application + '-' + BY_SERIES + "-repartition";
  }

  private static void sink(Topology topology, String name, String topic) {
    if (!topic.isEmpty()) {
      topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), SERIES);
    }
  }

  /** The gathering of records from several partitions, and the stores that it owns. */
  private record Gather(InputSpec input, StoreBuilder<?> sources, BufferGauges gauges)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new GatherProcessor(input, gauges);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return new LinkedHashSet<>(List.of(store(BUFFER), sources));
    }

    private static StoreBuilder<?> store(String name) {
      return Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingEnabled(Map.of());
    }
  }

  /** The series processor and the stores that it owns. */
  private record Series(PipelineSpec spec, Meters meters, TopicFacts facts, StoreBuilder<?> sources)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new SeriesProcessor(spec, meters, facts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      Set<StoreBuilder<?>> stores = new LinkedHashSet<>();
      stores.add(new WriteBehindStoreBuilder(STATES));
      if (spec.input().gathers()) {
        stores.add(sources);
      }
      if (StalenessMonitor.needed(spec)) {
        stores.add(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(CLOCK), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled() // what is written at a commit must be in it
                .withLoggingEnabled(Map.of()));
      }
      return stores;
    }
  }
}
