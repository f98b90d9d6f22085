package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.recurrence.record.BadRecordException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads records that are trees, of several measurements or one: lists of readings, several values
 * side by side, names put together from several fields. A part of a record that cannot be used is
 * refused alone, and those that a filter leaves out are counted.
 */
public final class DocumentReader implements RecordReader {
  /** Which texts may stand at a place. */
  private record Condition(DocumentPlace place, Set<String> texts) {}

  private final DocumentParser parser;
  private final List<DocumentPlace> each;
  private final List<List<Condition>> where = new ArrayList<>(); // by the depth that they are of
  private final List<Set<String>> members = new ArrayList<>(); // that are read, by list
  private final DocumentScope scope;
  private final DocumentElement element;
  private final PartFaults faults = new PartFaults();

  /**
   * Makes a reader.
   *
   * @param parser of the format
   * @param key how the key of a record is written
   * @param symbols whether the values are texts
   * @param picks whether a pointer may take one element of a list whose others are not used
   */
  public DocumentReader(
      DocumentParser parser,
      DocumentShape shape,
      KeyFormat key,
      TimeField time,
      ValueRules rules,
      boolean symbols,
      boolean picks) {
    this.parser = parser;
    this.each = shape.each().stream().map(DocumentPlace::of).toList();
    List<DocumentPlace> others = new ArrayList<>();
    each.forEach(list -> where.add(new ArrayList<>()));
    where.add(new ArrayList<>());
    shape
        .where()
        .forEach(
            (text, allowed) -> {
              DocumentPlace place = DocumentPlace.of(text);
              others.add(place);
              where
                  .get(each.size() - place.up)
                  .add(new Condition(place.inner(), Set.copyOf(allowed)));
            });
    SeriesTemplate series = new SeriesTemplate(shape.series(), each.size());
    others.addAll(series.places());
    SeriesTemplate group = new SeriesTemplate(shape.group(), each.size());
    others.addAll(group.places());
    time.places().forEach(place -> others.add(DocumentPlace.of(place)));
    List<DocumentPlace> places = new ArrayList<>(others);
    shape.measures().forEach(measure -> places.add(DocumentPlace.of(measure.place())));
    this.scope = new DocumentScope(each, places, picks);
    for (int depth = 0; depth < each.size(); depth++) {
      members.add(members(depth, places));
    }
    this.element =
        new DocumentElement(shape, series, group, key, time, rules, symbols, places, scope, faults);
  }

  /** What is read of an element of a list, by its name there; none where all of it is. */
  private Set<String> members(int depth, List<DocumentPlace> places) {
    Set<String> names = new HashSet<>();
    if (depth + 1 < each.size() && each.get(depth + 1).segments.length > 0) {
      names.add(each.get(depth + 1).segments[0]);
    }
    for (DocumentPlace place : places) {
      if (place.up == each.size() - 1 - depth && place.segments.length > 0) {
        names.add(place.segments[0]);
      }
    }
    return names.contains(DocumentPlace.ANY) ? Set.of() : names;
  }

  @Override
  public void read(SourceRecord record, Measurements into) throws BadRecordException {
    faults.clear();
    JsonNode document = parser.parse(record);
    if (document.isMissingNode()) {
      into.leaveOut();
      return;
    }
    scope.enter(document);
    read(record, 0, into);
    if (!each.isEmpty()) {
      into.sortByTime(); // a batch may stand newest first
    }
    faults.refuse(into);
  }

  /** Reads what the scope has entered at a depth. */
  private void read(SourceRecord record, int depth, Measurements into) throws BadRecordException {
    for (Condition condition : where.get(depth)) {
      JsonNode found = scope.find(condition.place());
      if (!found.isValueNode() || found.isNull() || !condition.texts().contains(found.asText())) {
        into.leaveOut();
        return;
      }
    }
    if (depth == each.size()) {
      element.read(record, into);
      return;
    }
    JsonNode list = list(depth);
    if (list.isObject()) {
      readElement(record, depth, 0, list, into); // a batch of one is often sent without its list
    } else if (list.isArray()) {
      if (list.isEmpty()) {
        into.leaveOut();
      }
      for (int i = 0; i < list.size(); i++) {
        readElement(record, depth, i, list.get(i), into);
      }
    } else {
      throw scope.fault(each.get(depth), Reason.NO_VALUE, Reason.NO_VALUE);
    }
  }

  private JsonNode list(int depth) throws BadRecordException {
    DocumentPlace place = each.get(depth);
    if (!place.isMany()) {
      return scope.find(place);
    }
    JsonNode holder = scope.find(place.holder());
    if (!holder.isObject()) {
      throw scope.fault(place.holder(), Reason.NO_VALUE, Reason.NO_VALUE);
    }
    return ParallelLists.objects(holder, place.holder(), members.get(depth));
  }

  private void readElement(
      SourceRecord record, int list, int index, JsonNode node, Measurements into) {
    scope.enter(list, index, node);
    try {
      if (node instanceof POJONode held && held.getPojo() instanceof BadRecordException fault) {
        throw fault;
      }
      read(record, list + 1, into);
    } catch (BadRecordException e) {
      faults.add("", e, scope.element());
    }
  }
}
