package io.recurrence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.RecordFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The records of two topics beside each other, key by key and in order. */
final class OutputDifference {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final OutputDecoder decoder;
  private final Set<String> ignored;
  private final Map<String, Compared> keys = new TreeMap<>();

  /** What has been seen of one key. */
  static final class Compared {
    private final Deque<JsonNode> waiting = new ArrayDeque<>(); // of the topic that is ahead
    private boolean firstAhead;
    private long first;
    private long second;
    private long differing;
    private @Nullable String difference;

    long first() {
      return first;
    }

    long second() {
      return second;
    }

    /** How many records differ at their place, or have none beside them. */
    long differing() {
      return differing + waiting.size();
    }

    /** The first difference, for people; empty where there is none. */
    String difference() {
      if (difference != null || waiting.isEmpty()) {
        return difference == null ? "" : difference;
      }
      return "timestamp %s is in the %s topic only"
          .formatted(waiting.peekFirst().path("timestamp"), firstAhead ? "first" : "second");
    }
  }

  /**
   * A comparison.
   *
   * @param ignored names of fields that may differ
   */
  OutputDifference(OutputDecoder decoder, Collection<String> ignored) {
    this.decoder = decoder;
    this.ignored = Set.copyOf(ignored);
  }

  /** Takes the next record of a topic; those of one key come in their order. */
  void take(boolean ofFirst, ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    Compared compared = keys.computeIfAbsent(key, unused -> new Compared());
    compared.first += ofFirst ? 1 : 0;
    compared.second += ofFirst ? 0 : 1;
    JsonNode node = tree(record);
    if (compared.waiting.isEmpty() || compared.firstAhead == ofFirst) {
      compared.firstAhead = ofFirst;
      compared.waiting.addLast(node);
      return;
    }
    JsonNode other = compared.waiting.removeFirst();
    if (!node.equals(other)) {
      compared.differing++;
      if (compared.difference == null) {
        compared.difference = ofFirst ? describe(node, other) : describe(other, node);
      }
    }
  }

  private JsonNode tree(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return MAPPER.nullNode();
    }
    try {
      JsonNode tree = MAPPER.readTree(decoder.json(record.value()));
      if (tree instanceof ObjectNode fields) {
        fields.remove(ignored);
      }
      return tree;
    } catch (RecordFormatException | IOException e) {
      return MAPPER.getNodeFactory().binaryNode(record.value()); // compared as it is
    }
  }

  private static String describe(JsonNode first, JsonNode second) {
    Set<String> names = new TreeSet<>();
    first.fieldNames().forEachRemaining(names::add);
    second.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!first.path(name).equals(second.path(name))) {
        return "timestamp %s, %s: %s, then %s"
            .formatted(first.path("timestamp"), name, shown(first, name), shown(second, name));
      }
    }
    return "%s, then %s".formatted(first, second);
  }

  private static String shown(JsonNode record, String name) {
    String text = record.has(name) ? record.get(name).toString() : "(absent)";
    return text.length() > 200 ? text.substring(0, 200) + '…' : text;
  }

  /** What was found, by key. */
  Map<String, Compared> keys() {
    return keys;
  }
}
