package io.recurrence.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The clocks of the source partitions that a route task reads: one of each topic. */
final class SourceClocks {
  private final SourcePositions positions;
  private final int partition;
  private final Map<String, SourceClock> byTopic = new TreeMap<>();
  private int partitions; // of all topics, when the clocks last began

  SourceClocks(SourcePositions positions, int partition) {
    this.positions = positions;
    this.partition = partition;
  }

  /** The clock of a topic. */
  SourceClock of(String topic, long now) {
    return byTopic.computeIfAbsent(
        topic, unused -> new SourceClock(positions, topic, partition, now));
  }

  /**
   * What is to be said before anything else, once, and again when a topic or a partition has been
   * added: with several topics all partitions are then numbered anew.
   */
  List<Watermark> begin(long now) {
    int before = partitions;
    partitions = positions.partitions();
    if (partitions == before) {
      return List.of();
    }
    List<String> topics = positions.topics(partition);
    topics.forEach(topic -> of(topic, now));
    if (before > 0 && topics.size() > 1) {
      byTopic.values().forEach(SourceClock::restart);
    }
    List<Watermark> said = new ArrayList<>();
    for (SourceClock clock : byTopic.values()) {
      if (clock.begins()) {
        said.add(clock.begin());
      }
    }
    return said;
  }

  /** What is to be said by now. */
  List<Watermark> due(long now) {
    return byTopic.values().stream()
        .filter(clock -> clock.due(now))
        .map(clock -> clock.next(now))
        .toList();
  }
}
