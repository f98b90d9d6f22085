package io.recurrence.faults;

import io.recurrence.streams.ReferenceRun;
import io.recurrence.streams.ReferenceRun.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is committed in topics. */
final class Committed {
  private Committed() {}

  /** The records of a topic, by key and in their order. */
  static Map<String, List<Written>> records(Nodes nodes, String topic) {
    Map<String, List<Written>> byKey = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : nodes.read(topic)) {
      byKey
          .computeIfAbsent(ReferenceRun.text(record.key()), key -> new ArrayList<>())
          .add(Written.of(record.timestamp(), record.value()));
    }
    return byKey;
  }

  /** Forgets the order of records. */
  static void sort(Map<String, List<Written>> byKey) {
    byKey.values().forEach(records -> records.sort(Comparator.comparing(Written::toString)));
  }
}
