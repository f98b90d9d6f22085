package io.recurrence.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Outputs that wait until the state has been stored. An output that is larger than its topic takes
 * leaves its headers behind, and where that does not help it is left out, counted and logged.
 */
final class Outgoing {
  private static final Headers NONE = new RecordHeaders();
  private static final int MOST_HEADERS = 32 * 1024; // bytes that outputs take over from a record

  private final Meters meters;
  private final ResourceNames names;
  private final Map<String, Sink> sinks = new HashMap<>();
  private final List<Addressed> outputs = new ArrayList<>();
  private Headers headers = NONE;
  private long headerBytes;

  private record Addressed(Sink sink, Record<byte[], byte[]> record) {}

  /**
   * Where a topic is written.
   *
   * @param node of the topology
   * @param largest record that the topic takes, in bytes
   */
  private record Sink(String node, int largest) {
    static final Sink NONE = new Sink("", 0);
  }

  /**
   * Outputs of one task.
   *
   * @param names of the sinks in the topology
   * @param topics by sink
   */
  Outgoing(Meters meters, TopicFacts facts, ResourceNames names, Map<String, String> topics) {
    this.meters = meters;
    this.names = names;
    topics.forEach(
        (sink, topic) -> sinks.put(sink, new Sink(names.of(sink), facts.largestRecord(topic))));
  }

  /** Adds a node of the topology that is no sink, and takes records of any size. */
  void internal(String node) {
    sinks.put(node, new Sink(names.of(node), Integer.MAX_VALUE));
  }

  /** Begins with a record, of which outputs that follow are to take over no headers. */
  void begin() {
    outputs.clear();
    headers = NONE;
    headerBytes = 0;
  }

  /** Outputs that follow take over the headers of a record, all or, where they are many, none. */
  void carry(Headers record) {
    Origin.clear(record);
    BoundedTimestamps.clear(record);
    headerBytes = RecordSize.of(record);
    if (headerBytes <= MOST_HEADERS) {
      headers = record;
    } else {
      headers = TruncatedRecord.withoutHeaders(headerBytes);
      headerBytes = RecordSize.of(headers);
    }
  }

  /** Whether a sink has a topic. */
  boolean to(String sink) {
    return sinks.containsKey(sink);
  }

  /** Adds an output of the record. */
  void add(String sink, byte[] key, long time, byte[] value) {
    add(sink, new Record<>(key, value, time, headers), headerBytes);
  }

  /** Adds an output that no record has led to. */
  void addAlone(String sink, byte[] key, long time, byte[] value) {
    add(sink, new Record<>(key, value, time, NONE), 0);
  }

  private void add(String sink, Record<byte[], byte[]> record, long headers) {
    Sink to = sinks.getOrDefault(sink, Sink.NONE);
    int most = to.largest();
    long bytes = headers + RecordSize.of(record.key(), record.value(), NONE);
    if (bytes <= most) {
      outputs.add(new Addressed(to, record));
      return;
    }
    if (bytes - headers + TruncatedRecord.NOTE <= most) {
      outputs.add(new Addressed(to, record.withHeaders(TruncatedRecord.withoutHeaders(headers))));
      return;
    }
    meters.tooLarge();
    meters
        .notices()
        .warn(
            "OUTPUT_TOO_LARGE",
            () -> "a record of %,d bytes for the topic of %s".formatted(bytes, sink),
            "it was left out; max.message.bytes of the topic is %,d".formatted(most));
  }

  /** Forwards them, in the order in which they were added. */
  void forward(ProcessorContext<byte[], byte[]> context) {
    for (Addressed output : outputs) {
      context.forward(output.record(), output.sink().node());
    }
  }
}
