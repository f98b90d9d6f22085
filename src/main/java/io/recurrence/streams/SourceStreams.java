package io.recurrence.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The source nodes of an application: one for each topic, however many pipelines read it, so that a
 * record is fetched once.
 */
final class SourceStreams {
  private static final String INPUT = "input";
  private static final String READER = "reader";

  private final StreamsBuilder builder;
  private final List<NamedPipeline> pipelines;
  private final Map<String, KStream<byte[], byte[]>> topics = new HashMap<>();

  SourceStreams(StreamsBuilder builder, List<NamedPipeline> pipelines) {
    this.builder = builder;
    this.pipelines = pipelines;
  }

  /** The records that a pipeline reads, with headers that are its own. */
  KStream<byte[], byte[]> of(NamedPipeline pipeline) {
    String topic = pipeline.input().topic();
    KStream<byte[], byte[]> records =
        topics.computeIfAbsent(topic, unused -> source(topic, pipeline.names().of(INPUT)));
    return readers(topic).size() == 1
        ? records
        : records.process(OwnHeaders::new, Named.as(pipeline.names().of(READER)));
  }

  private List<NamedPipeline> readers(String topic) {
    return pipelines.stream().filter(each -> each.input().topic().equals(topic)).toList();
  }

  /**
   * A timestamp moves the time of the stream where any reader takes it; each refuses by its own.
   */
  private KStream<byte[], byte[]> source(String topic, String name) {
    Serde<byte[]> bytes = Serdes.ByteArray();
    long maxAhead =
        readers(topic).stream()
            .mapToLong(each -> each.input().maxAhead().toMillis())
            .max()
            .orElseThrow();
    return builder.stream(
        topic,
        Consumed.with(bytes, bytes)
            .withName(name)
            .withTimestampExtractor(new BoundedTimestamps(maxAhead)));
  }

  /** Gives a record on with a copy of its headers, which a reader may change. */
  private static final class OwnHeaders
      extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      context().forward(record.withHeaders(record.headers()));
    }
  }
}
