package io.recurrence.streams;

import io.recurrence.config.SourceTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The source nodes of an application: one for each topic or pattern of topics, however many
 * pipelines read it, so that a record is fetched once.
 */
final class SourceStreams {
  private static final String INPUT = "input";
  private static final String MERGE = "merge";
  private static final String READER = "reader";
  private static final long FEEDBACK_AHEAD = 1_800_000; // ms, of the timestamp of feedback

  private final StreamsBuilder builder;
  private final String application;
  private final List<NamedPipeline> pipelines;
  private final Map<SourceTopics, KStream<byte[], byte[]>> sources = new HashMap<>();

  SourceStreams(StreamsBuilder builder, String application, List<NamedPipeline> pipelines) {
    this.builder = builder;
    this.application = application;
    this.pipelines = pipelines;
  }

  /** The records that a pipeline reads, with headers that are its own. */
  KStream<byte[], byte[]> of(NamedPipeline pipeline) {
    ResourceNames names = pipeline.names();
    List<SourceTopics> parts = parts(pipeline);
    KStream<byte[], byte[]> records = source(parts.get(0), names.of(INPUT));
    for (int i = 1; i < parts.size(); i++) {
      records =
          records.merge(
              source(parts.get(i), names.of(INPUT) + '-' + i), Named.as(names.of(MERGE) + '-' + i));
    }
    return parts.stream().allMatch(part -> readers(part).size() == 1)
        ? records
        : records.process(OwnHeaders::new, Named.as(names.of(READER)));
  }

  /** What people say of the alarms of a pipeline; null where it takes none. */
  @Nullable KStream<byte[], byte[]> feedback(NamedPipeline pipeline) {
    String topic = pipeline.spec().feedback();
    return topic.isEmpty()
        ? null
        : source(
            new SourceTopics(List.of(topic), ""), pipeline.names().of(Topologies.FEEDBACK + "-in"));
  }

  /** Each topic, which another pipeline may read too; or the pattern of them. */
  private static List<SourceTopics> parts(NamedPipeline pipeline) {
    SourceTopics topics = pipeline.input().topics();
    return topics.names().isEmpty()
        ? List.of(topics)
        : topics.names().stream().map(name -> new SourceTopics(List.of(name), "")).toList();
  }

  private List<NamedPipeline> readers(SourceTopics part) {
    return pipelines.stream().filter(each -> parts(each).contains(part)).toList();
  }

  /**
   * A timestamp moves the time of the stream where any reader takes it; each refuses by its own.
   */
  private KStream<byte[], byte[]> source(SourceTopics part, String name) {
    KStream<byte[], byte[]> known = sources.get(part);
    if (known != null) {
      return known;
    }
    Serde<byte[]> bytes = Serdes.ByteArray();
    long maxAhead =
        readers(part).stream()
            .mapToLong(each -> each.input().maxAhead().toMillis())
            .max()
            .orElse(FEEDBACK_AHEAD);
    Consumed<byte[], byte[]> consumed =
        Consumed.with(bytes, bytes)
            .withName(name)
            .withTimestampExtractor(new BoundedTimestamps(maxAhead));
    KStream<byte[], byte[]> made =
        part.pattern().isEmpty()
            ? builder.stream(part.names().get(0), consumed)
            : builder.stream(pattern(part), consumed);
    sources.put(part, made);
    return made;
  }

  /** What matches, but for the topics that Kafka Streams makes for the application itself. */
  private Pattern pattern(SourceTopics part) {
    return Pattern.compile(
        "(?!%s-.*-(?:repartition|changelog)$)(?:%s)"
            .formatted(Pattern.quote(application), part.pattern()));
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
