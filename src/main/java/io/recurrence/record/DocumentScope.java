package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.recurrence.record.BadRecordException.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The document, and the elements of nested lists in it that are being read. */
final class DocumentScope {
  private final JsonNode[] nodes; // the document, then an element of each list
  private final Set<String> tuples = new HashSet<>(); // lists of which several elements are named
  private final List<DocumentPlace> each;
  private final int[] index; // of the element of each list
  private final boolean picks;
  private int depth;

  /**
   * Makes a scope.
   *
   * @param each the lists, each in an element of the one before
   * @param places that will be looked for
   * @param picks whether one element of a list may be taken that leaves others unused
   */
  DocumentScope(List<DocumentPlace> each, List<DocumentPlace> places, boolean picks) {
    this.each = each;
    this.index = new int[each.size()];
    this.nodes = new JsonNode[each.size() + 1];
    Arrays.fill(nodes, MissingNode.getInstance());
    this.picks = picks;
    Map<String, String> named = new HashMap<>();
    for (DocumentPlace place : places) {
      for (int i = 0; i < place.segments.length; i++) {
        String list = list(each.size() - place.up, place, i);
        String other = named.putIfAbsent(list, place.segments[i]);
        if (other != null && !other.equals(place.segments[i])) {
          tuples.add(list);
        }
      }
    }
  }

  /** What the first segments of a place name, however it is written. */
  private static String list(int level, DocumentPlace place, int depth) {
    return level + PointerFault.written(place.segments, depth);
  }

  /** Enters the document. */
  void enter(JsonNode document) {
    depth = 0;
    nodes[0] = document;
  }

  /**
   * Enters an element.
   *
   * @param list which of the nested lists it is of, counted from 0
   */
  void enter(int list, int element, JsonNode node) {
    depth = list + 1;
    nodes[depth] = node;
    index[list] = element;
  }

  /** Which element it is, as a message adds it; empty for the document. */
  String element() {
    StringBuilder at = new StringBuilder();
    for (int list = 0; list < depth; list++) {
      at.append(list == 0 ? " (element " : ", element ");
      at.append(index[list]).append(" of ").append(each.get(list));
    }
    return depth == 0 ? "" : at.append(')').toString();
  }

  /** What stands at a place; a missing node where nothing does. */
  JsonNode find(DocumentPlace place) throws BadRecordException {
    JsonNode node = nodes[depth - place.up];
    for (int i = 0; i < place.segments.length; i++) {
      if (node.isArray()
          && node.size() > 1
          && !picks
          && !tuples.contains(list(depth - place.up, place, i))
          && !PointerFault.child(node, place.segments[i]).isMissingNode()) {
        throw PointerFault.picked(place.segments, i, node.size());
      }
      node = PointerFault.child(node, place.segments[i]);
    }
    return node;
  }

  /** Whether a list stands where a place goes on by a name, so that it is not simply left out. */
  boolean endsAtList(DocumentPlace place) {
    JsonNode node = nodes[depth - place.up];
    for (String segment : place.segments) {
      JsonNode child = PointerFault.child(node, segment);
      if (child.isMissingNode()) {
        return node.isArray() && !node.isEmpty();
      }
      node = child;
    }
    return false;
  }

  /** The refusal of what stands at a place. */
  BadRecordException fault(DocumentPlace place, Reason reason, Reason wrong) {
    return PointerFault.of(nodes[depth - place.up], place.segments, reason, wrong);
  }

  /**
   * A text or number.
   *
   * @param reason of the refusal where there is none
   * @param wrong where something else stands there
   */
  String text(DocumentPlace place, Reason reason, Reason wrong) throws BadRecordException {
    JsonNode node = find(place);
    if (node.isBoolean()) {
      throw new BadRecordException(wrong, place + " is true or false");
    }
    if (!node.isTextual() && !node.isNumber()) {
      throw fault(place, reason, wrong);
    }
    return node.asText();
  }
}
