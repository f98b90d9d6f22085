package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lists that stand side by side, taken for one list of objects: {@code {"t": [1, 2], "v": [3, 4]}}
 * for {@code [{"t": 1, "v": 3}, {"t": 2, "v": 4}]}.
 */
final class ParallelLists {
  private ParallelLists() {}

  /**
   * The list of objects.
   *
   * @param holder of the lists, beside which others may stand
   * @param names of those that are read; none for all
   * @throws BadRecordException where there is no list, or they are of several lengths
   */
  static ArrayNode objects(JsonNode holder, DocumentPlace place, Set<String> names)
      throws BadRecordException {
    Map<String, JsonNode> lists = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : holder.properties()) {
      if (member.getValue().isArray() && (names.isEmpty() || names.contains(member.getKey()))) {
        lists.put(member.getKey(), member.getValue());
      }
    }
    if (lists.isEmpty()) {
      throw new BadRecordException(
          Reason.NO_VALUE,
          "%s has no list%s"
              .formatted(
                  place, names.isEmpty() ? "" : " " + String.join(" or ", new TreeSet<>(names))));
    }
    int size = lists.values().iterator().next().size();
    if (lists.values().stream().anyMatch(list -> list.size() != size)) {
      throw new BadRecordException(
          Reason.MALFORMED,
          "the lists of %s are of several lengths: %s"
              .formatted(
                  place,
                  lists.entrySet().stream()
                      .map(list -> list.getKey() + ' ' + list.getValue().size())
                      .collect(Collectors.joining(", "))));
    }
    ArrayNode objects = JsonNodeFactory.instance.arrayNode(size);
    for (int i = 0; i < size; i++) {
      ObjectNode object = objects.addObject();
      for (Map.Entry<String, JsonNode> list : lists.entrySet()) {
        object.set(list.getKey(), list.getValue().get(i));
      }
    }
    return objects;
  }
}
