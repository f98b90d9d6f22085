package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.record.BadRecordException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Reads the values of one element of a record, or of the record itself. */
final class DocumentElement {
  private static final int MOST = 10_000; // measurements of a record

  /**
   * A value.
   *
   * @param many whether it is every number of what {@code place} holds, but for {@code others}
   */
  private record Measure(
      String name, DocumentPlace place, ValueRules rules, boolean many, Set<String> others) {}

  private final SeriesTemplate series;
  private final SeriesTemplate group;
  private final KeyFormat key;
  private final TimeField time;
  private final List<DocumentPlace> timePlaces;
  private final boolean symbols;
  private final boolean joint;
  private final List<Measure> measures = new ArrayList<>();
  private final DocumentScope scope;
  private final PartFaults faults;

  private SourceRecord record = new SourceRecord(null, null, 0); // what is being read
  private long at;
  private Measurements into = new Measurements();
  private int first; // of the measurements of this element

  /**
   * Makes a reader.
   *
   * @param places all that are read, by pointers of their own
   * @param scope has entered what is to be read
   * @param faults takes what is wrong with single values
   */
  DocumentElement(
      DocumentShape shape,
      SeriesTemplate series,
      SeriesTemplate group,
      KeyFormat key,
      TimeField time,
      ValueRules rules,
      boolean symbols,
      List<DocumentPlace> places,
      DocumentScope scope,
      PartFaults faults) {
    this.series = series;
    this.group = group;
    this.key = key;
    this.time = time;
    this.timePlaces = time.places().stream().map(DocumentPlace::of).toList();
    this.symbols = symbols;
    this.joint = shape.joint();
    this.scope = scope;
    this.faults = faults;
    for (DocumentMeasure measure : shape.measures()) {
      DocumentPlace place = DocumentPlace.of(measure.place());
      DocumentPlace holder = place.isMany() ? place.holder() : place;
      Set<String> others = new HashSet<>();
      places.stream().filter(other -> other.isIn(holder)).forEach(in -> others.add(in.last()));
      ValueRules own = measure.rules() == null ? rules : measure.rules();
      measures.add(new Measure(measure.name(), holder, own, place.isMany(), others));
    }
  }

  /**
   * Reads the values.
   *
   * @throws BadRecordException where there is none, or none can be used
   */
  void read(SourceRecord source, Measurements target) throws BadRecordException {
    record = source;
    into = target;
    first = target.size();
    at = time.given() ? time() : source.timestamp();
    if (joint) {
      readJointly();
      return;
    }
    boolean found = false;
    for (Measure measure : measures) {
      JsonNode node = scope.find(measure.place());
      if (measure.many()) {
        found |= readMembers(measure, node);
      } else if (measures.size() > 1 && scope.endsAtList(measure.place())) {
        faults.add(
            "",
            scope.fault(measure.place(), Reason.NO_VALUE, Reason.NOT_A_NUMBER),
            scope.element());
        found = true;
      } else if (measures.size() == 1 || !node.isMissingNode()) {
        readOne(measure.name(), measure, node);
        found = true;
      }
    }
    if (!found) {
      Measure first = measures.get(0);
      throw first.many() && scope.find(first.place()).isContainerNode()
          ? new BadRecordException(
              Reason.NO_VALUE, first.place() + " has no other member that is a number")
          : scope.fault(first.place(), Reason.NO_VALUE, Reason.NOT_A_NUMBER);
    }
  }

  /** The group of the series; none where the record does not say it. */
  private String group() {
    try {
      return group.isEmpty() ? "" : group.name(record, key, scope, "");
    } catch (BadRecordException e) {
      return ""; // the value is forecast all the same
    }
  }

  private long time() throws BadRecordException {
    if (timePlaces.size() == 1 && scope.find(timePlaces.get(0)) instanceof TimeNode node) {
      return time.millis(node);
    }
    StringJoiner text = new StringJoiner(" ");
    for (DocumentPlace place : timePlaces) {
      text.add(scope.text(place, Reason.NO_TIME, Reason.BAD_TIME));
    }
    return time.millis(text.toString());
  }

  /** Reads the numbers among the members of an object or a list; whether there is one. */
  private boolean readMembers(Measure measure, JsonNode holder) {
    boolean found = false;
    for (int i = 0; holder.isArray() && i < holder.size(); i++) {
      found |= readMember(measure, Integer.toString(i), holder.get(i));
    }
    for (Map.Entry<String, JsonNode> member : holder.properties()) {
      found |= readMember(measure, member.getKey(), member.getValue());
    }
    return found;
  }

  private boolean readMember(Measure measure, String name, JsonNode node) {
    boolean number =
        node.isNumber() || measure.rules().isWord(node.asText().strip().toLowerCase(Locale.ROOT));
    if (!number || measure.others().contains(name)) {
      return false;
    }
    readOne(name, measure, node);
    return true;
  }

  /** Reads a value that is of a series of its own. */
  private void readOne(String name, Measure measure, JsonNode node) {
    String own = "";
    int size = into.size();
    try {
      if (size >= MOST) {
        throw new BadRecordException(
            Reason.TOO_LARGE, "the record has more than %,d measurements".formatted(MOST));
      }
      own = series.name(record, key, scope, name);
      checkName(own);
      Measurement measurement = into.add();
      measurement.begin(own, null, at);
      measurement.group(group());
      readValue(measure, node, measurement);
    } catch (BadRecordException e) {
      if (into.size() > size) {
        into.removeLast();
      }
      boolean several = measures.size() > 1 || measure.many();
      faults.add(own, several ? e.with(", of the value " + name) : e, scope.element());
    }
  }

  /** Refuses a second value of one series at one time: the first would be lost, or the second. */
  private void checkName(String own) throws BadRecordException {
    for (int i = first; measures.size() > 1 && i < into.size(); i++) {
      if (into.get(i).series().equals(own)) {
        throw new BadRecordException(
            Reason.SEVERAL_READINGS,
            "two values are both of the series '%s'; name them, as in values: {inside: /a/t, outside: /b/t}"
                .formatted(own));
      }
    }
  }

  /** Reads all values as those of one series. */
  private void readJointly() throws BadRecordException {
    String own = series.name(record, key, scope, "");
    Measurement measurement = into.add();
    int missing = 0;
    String lacking = "";
    try {
      measurement.begin(own, null, at);
      for (Measure measure : measures) {
        if (!readValue(measure, scope.find(measure.place()), measurement)) {
          missing++;
          lacking = measure.place().toString();
        }
      }
      if (missing > 0) {
        measurement.missing(measures.size() - missing, lacking);
      }
    } catch (BadRecordException e) {
      into.removeLast();
      faults.add(own, e, scope.element());
    }
  }

  /** Reads a value; false where it is missing. */
  private boolean readValue(Measure measure, JsonNode node, Measurement measurement)
      throws BadRecordException {
    DocumentPlace place = measure.place();
    ValueRules rules = measure.rules();
    if (node.isMissingNode() || node.isContainerNode()) {
      throw scope.fault(place, Reason.NO_VALUE, symbols ? Reason.MALFORMED : Reason.NOT_A_NUMBER);
    }
    if (symbols) {
      Fields.symbol(node.isNull() ? "" : node.asText(), measurement);
      return true; // at most one, and a blank one may be a symbol
    }
    if (node.isBoolean() && !rules.isWord(node.asText())) {
      throw new BadRecordException(
          Reason.NOT_A_NUMBER, place + " is true or false; input.words gives them numbers");
    }
    return node.isNumber()
        ? measurement.optional(rules.value(node.doubleValue()))
        : !node.isNull() && measurement.optional(rules.value(node.asText()));
  }
}
