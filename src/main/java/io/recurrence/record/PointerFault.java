package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.core.NearestName;
import io.recurrence.record.BadRecordException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what stands where a JSON pointer was to find a text or a number. Reads the document again,
 * as a tree: a record that is refused need not be refused fast.
 */
final class PointerFault {
  private static final int SHOWN = 6; // fields of an object that a message names

  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

  private PointerFault() {}

  /**
   * The refusal of a document in which a pointer finds nothing that can be used.
   *
   * @param reason where nothing, or nothing else that fits, stands there
   * @param wrong where an object stands there
   */
  static BadRecordException of(byte[] document, String[] pointer, Reason reason, Reason wrong) {
    return of(JsonText.tree(document), pointer, reason, wrong);
  }

  /** The refusal of what a pointer finds from a node on. */
  static BadRecordException of(JsonNode root, String[] pointer, Reason reason, Reason wrong) {
    JsonNode node = root;
    for (int depth = 0; depth < pointer.length; depth++) {
      JsonNode below = child(node, pointer[depth]);
      if (below.isMissingNode()) {
        return node.isArray()
            ? list(node, pointer, depth, reason)
            : new BadRecordException(
                reason,
                "the document has no %s: %s is %s%s"
                    .formatted(
                        written(pointer, pointer.length),
                        written(pointer, depth),
                        shown(node),
                        hint(node, depth, pointer[depth])));
      }
      node = below;
    }
    String place = written(pointer, pointer.length);
    if (node.isArray()) {
      return list(node, pointer, pointer.length, wrong);
    }
    return node.isObject()
        ? new BadRecordException(
            wrong, "%s is %s; name one of its fields".formatted(place, shown(node)))
        : new BadRecordException(reason, "%s is %s".formatted(place, shown(node)));
  }

  /** Which setting reads a document of a well-known form, else which field was probably meant. */
  private static String hint(JsonNode node, int depth, String segment) {
    String setting =
        node.has("specversion")
            ? "envelope: cloudevents"
            : node.has("op") && (node.has("after") || node.has("before"))
                ? "envelope: debezium"
                : node.has("schema") && node.has("payload")
                    ? "envelope: connect"
                    : node.has("resourceMetrics") ? "format: otlp-json" : "";
    return depth > 0 || setting.isEmpty()
        ? nearest(node, segment)
        : "; input.%s reads such documents".formatted(setting);
  }

  /** What a segment of a pointer leads to; a missing node where nothing is there. */
  static JsonNode child(JsonNode node, String segment) {
    return node.isArray()
        ? INDEX.matcher(segment).matches() ? node.path(Integer.parseInt(segment)) : node.path(-1)
        : node.path(segment);
  }

  private static BadRecordException list(
      JsonNode list, String[] pointer, int depth, Reason reason) {
    String place = written(pointer, depth);
    return list.size() > 1
        ? several(place, list.size())
        : new BadRecordException(
            reason,
            list.isEmpty()
                ? place + " is an empty list"
                : "%s is a list of one element; %s names it"
                    .formatted(place, depth == 0 ? "/0" : place + "/0"));
  }

  private static BadRecordException several(String place, int size) {
    return new BadRecordException(
        Reason.SEVERAL_READINGS,
        "%s is a list of %d elements, but a record holds one reading; input.each reads each element"
            .formatted(place, size));
  }

  /** The refusal of a list of which one element would be taken. */
  static BadRecordException picked(String[] pointer, int depth, int size) {
    return new BadRecordException(
        Reason.SEVERAL_READINGS,
        "%s is a list of %d elements, of which only %s would be used; input.each reads each element, and input.lists: pick is for lists whose others do not matter"
            .formatted(written(pointer, depth), size, written(pointer, depth + 1)));
  }

  private static String shown(JsonNode node) {
    return node.isObject()
        ? node.isEmpty() ? "an empty object" : "an object with the fields " + names(node)
        : node.isNull()
            ? "null"
            : node.isNumber() ? "a number" : node.isTextual() ? "a text" : "true or false";
  }

  /** The field that a mistyped one was probably meant to be, as a message adds it. */
  private static String nearest(JsonNode node, String segment) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return NearestName.name(segment, names)
        .map(name -> "; did you mean '" + Fields.shortened(name) + "'?")
        .orElse("");
  }

  private static String names(JsonNode object) {
    String names =
        StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
            .limit(SHOWN)
            .map(Fields::shortened)
            .collect(Collectors.joining(", "));
    return object.size() > SHOWN ? names + ", …" : names;
  }

  /** The first segments of a pointer as it is written; the document itself for none. */
  static String written(String[] pointer, int depth) {
    return depth == 0
        ? "the document"
        : Arrays.stream(pointer, 0, depth)
            .map(segment -> "/" + segment.replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining());
  }
}
