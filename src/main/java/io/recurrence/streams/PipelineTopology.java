package io.recurrence.streams;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The part of a topology that is one pipeline, from the records that it reads to its sinks. */
final class PipelineTopology {
  private static final String ROUTE = "route";
  private static final String GATHER = "gather";
  private static final String SERIES = "series";
  private static final String GROUP = "group";
  private static final String ROUTE_FEEDBACK = "route-feedback";
  private static final String WITH_FEEDBACK = "with-feedback";

  private final NamedPipeline pipeline;
  private final ResourceNames names;
  private final TopicFacts facts;
  private final SourcePositions positions;

  /**
   * The part of a pipeline.
   *
   * @param positions how far its source topic has been read
   */
  PipelineTopology(NamedPipeline pipeline, TopicFacts facts, SourcePositions positions) {
    this.pipeline = pipeline;
    this.names = pipeline.names();
    this.facts = facts;
    this.positions = positions;
  }

  /**
   * Adds its processors.
   *
   * @param records of its source topic
   * @param feedback of its topic of feedback; null where it takes none
   * @param budget of the heap, shared by all pipelines of the application
   */
  void process(
      KStream<byte[], byte[]> records,
      @Nullable KStream<byte[], byte[]> feedback,
      HeapBudget budget) {
    StoreBuilder<?> sources = store(names.of(Topologies.SOURCES)).withCachingEnabled();
    KStream<byte[], byte[]> gathered =
        pipeline.input().partitionedBySeries() ? records : gather(routed(records), sources);
    if (feedback != null) {
      gathered = gathered.merge(toEachTask(feedback), Named.as(names.of(WITH_FEEDBACK)));
    }
    KStream<byte[], byte[]> evidence =
        gathered.process(new Series(pipeline, facts, sources, budget), Named.as(names.of(SERIES)));
    if (pipeline.spec().groups().any()) {
      follow(evidence);
    }
  }

  /** Feedback behind a topic that has as many partitions as there are tasks of series. */
  private KStream<byte[], byte[]> toEachTask(KStream<byte[], byte[]> feedback) {
    Serde<byte[]> bytes = Serdes.ByteArray();
    boolean byKey = !pipeline.input().partitionedBySeries();
    int tasks =
        byKey
            ? positions.partitionsBySeries()
            : facts.partitions(pipeline.input().topics().names().get(0));
    Repartitioned<byte[], byte[]> repartitioned =
        Repartitioned.with(bytes, bytes)
            .withName(names.of(Topologies.FEEDBACK))
            .withStreamPartitioner(new Broadcast());
    return feedback
        .process(() -> new FeedbackRouter(byKey), Named.as(names.of(ROUTE_FEEDBACK)))
        .repartition(tasks == 0 ? repartitioned : repartitioned.withNumberOfPartitions(tasks));
  }

  /** Adds the processor that follows groups, behind a topic in which each is in one partition. */
  private void follow(KStream<byte[], byte[]> evidence) {
    Serde<byte[]> bytes = Serdes.ByteArray();
    evidence
        .filter((group, said) -> said != null, Named.as(names.of(Topologies.EVIDENCE))) // by name
        .repartition(Repartitioned.with(bytes, bytes).withName(names.of(Topologies.BY_GROUP)))
        .process(new Groups(pipeline, facts), Named.as(names.of(GROUP)));
  }

  private KStream<byte[], byte[]> routed(KStream<byte[], byte[]> records) {
    Serde<byte[]> bytes = Serdes.ByteArray();
    int tasks = positions.partitionsBySeries();
    Repartitioned<byte[], byte[]> repartitioned =
        Repartitioned.with(bytes, bytes)
            .withName(names.of(Topologies.BY_SERIES))
            .withStreamPartitioner(new Broadcast());
    return records
        .process(() -> new RouteProcessor(pipeline, facts, positions), Named.as(names.of(ROUTE)))
        .repartition(tasks == 0 ? repartitioned : repartitioned.withNumberOfPartitions(tasks));
  }

  private KStream<byte[], byte[]> gather(KStream<byte[], byte[]> records, StoreBuilder<?> sources) {
    return pipeline.input().gathers()
        ? records.process(
            new Gather(pipeline, sources, new BufferGauges(pipeline.meters())),
            Named.as(names.of(GATHER)))
        : records;
  }

  /** Adds its sinks to a topology that has its processors. */
  void sinks(Topology topology) {
    pipeline
        .spec()
        .output()
        .topics()
        .forEach(
            (sink, topic) ->
                topology.addSink(
                    names.of(sink),
                    topic,
                    new ByteArraySerializer(),
                    new ByteArraySerializer(),
                    names.of(sink.equals(Topologies.GROUPS) ? GROUP : SERIES)));
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of());
  }

  /** The gathering of records from several partitions, and the stores that it owns. */
  private record Gather(NamedPipeline pipeline, StoreBuilder<?> sources, BufferGauges gauges)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new GatherProcessor(pipeline, gauges);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return new LinkedHashSet<>(List.of(store(pipeline.names().of(Topologies.BUFFER)), sources));
    }
  }

  /** The processor of groups and the store that it owns. */
  private record Groups(NamedPipeline pipeline, TopicFacts facts)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new GroupProcessor(pipeline, facts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(store(pipeline.names().of(Topologies.GROUP_STATES)).withCachingEnabled());
    }
  }

  /** The series processor and the stores that it owns. */
  private record Series(
      NamedPipeline pipeline, TopicFacts facts, StoreBuilder<?> sources, HeapBudget budget)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new SeriesProcessor(pipeline, facts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      ResourceNames names = pipeline.names();
      Set<StoreBuilder<?>> stores = new LinkedHashSet<>();
      stores.add(new WriteBehindStoreBuilder(names.of(Topologies.STATES), budget));
      if (pipeline.input().gathers()) {
        stores.add(sources);
      }
      if (StalenessMonitor.needed(pipeline.spec())) {
        stores.add(
            store(names.of(Topologies.CLOCK))
                .withCachingDisabled()); // what is written at a commit must be in it
      }
      if (!pipeline.spec().feedback().isEmpty()) {
        stores.add(store(names.of(Topologies.FEEDBACK)).withCachingDisabled());
      }
      return stores;
    }
  }
}
