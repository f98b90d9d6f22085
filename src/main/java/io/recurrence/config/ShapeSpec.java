package io.recurrence.config;

import io.recurrence.config.Tree.Fields;
import io.recurrence.config.Tree.Items;
import io.recurrence.record.DocumentMeasure;
import io.recurrence.record.DocumentPlace;
import io.recurrence.record.DocumentShape;
import io.recurrence.record.SeriesTemplate;
import io.recurrence.record.ValueRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a record of several measurements is taken apart: the keys {@code each} and {@code
 * where}, names put together from several fields, and several values.
 */
final class ShapeSpec {
  private final Section s;
  private final Envelope envelope;
  private final boolean forecasts;
  private final FieldPlaces places;
  private final List<String> each;

  /**
   * Reads {@code each}.
   *
   * @param forecasts whether each of several values is of a series of its own
   */
  ShapeSpec(Section s, InputFormat format, Envelope envelope, boolean forecasts) {
    this.s = s;
    this.envelope = envelope;
    this.forecasts = forecasts;
    this.each = format.points() ? List.of("/") : format.document() ? each(s) : List.of();
    this.places = new FieldPlaces(format, each.size());
    for (String key : List.of("each", "where")) {
      if (s.has(key) && !format.document()) {
        s.fault(key, "has no meaning where fields are not named by pointers");
      }
    }
    if (s.has("each") && format.points()) {
      s.fault("each", "has no meaning for this format, of which each point is read anyway");
    }
  }

  private static List<String> each(Section s) {
    List<String> each = s.texts("each");
    if (s.has("each") && each.isEmpty()) {
      s.fault("each", "names no list");
    }
    for (String list : each) {
      if (!list.startsWith("/")) {
        s.fault(
            "each",
            "has '%s' but it must have only JSON pointers to lists, such as /readings, / where the record is a list, or /* for lists side by side"
                .formatted(list));
        return List.of();
      }
    }
    return each;
  }

  FieldPlaces places() {
    return places;
  }

  /** Whether a record may bring several readings of one series. */
  boolean lists() {
    return !each.isEmpty();
  }

  private boolean document() {
    return places.format().document();
  }

  /** Whether the name of the series is put together from several parts. */
  boolean composed() {
    Tree series = s.tree("series");
    String text = Tree.value(series);
    return document()
        && (series instanceof Items
            || (text != null && (text.contains("{") || text.contains("}"))));
  }

  /**
   * The values, and what they are called.
   *
   * @param rules of those that have none of their own
   */
  List<DocumentMeasure> measures(ValueRules rules) {
    if (document() && forecasts && s.tree("values") instanceof Fields fields) {
      Section named = s.section("values");
      List<DocumentMeasure> measures =
          fields.fields().keySet().stream().map(name -> measure(named, name, rules)).toList();
      measures.stream()
          .filter(measure -> DocumentPlace.isMany(measure.place()))
          .forEach(
              m -> named.fault(m.name(), "is one name for many values; list the pointer alone"));
      return measures.isEmpty() ? List.of(new DocumentMeasure("", "")) : measures;
    }
    List<DocumentMeasure> measures = places.values(s).stream().map(this::named).toList();
    if (document()
        && !forecasts
        && measures.stream().anyMatch(m -> DocumentPlace.isMany(m.place()))) {
      s.fault("values", "has '*', but a task takes a number of values that is known");
    }
    return measures;
  }

  /** A value by a name of one's own, and perhaps with rules of its own. */
  private DocumentMeasure measure(Section named, String name, ValueRules rules) {
    if (name.isBlank()) {
      s.fault("values", "has a value without a name, by which its series is told apart");
    }
    if (!(named.tree(name) instanceof Fields)) {
      return new DocumentMeasure(name, places.read(named, name, ""));
    }
    Section value = named.section(name);
    if (!value.has("at")) {
      named.fault(name, "has no key 'at', which says where the value stands");
    }
    DocumentMeasure measure =
        new DocumentMeasure(name, places.read(value, "at", ""), ValueKeys.readOne(value, rules));
    value.done();
    return measure;
  }

  private DocumentMeasure named(String place) {
    return new DocumentMeasure(
        document() && places.isOne(place) ? DocumentPlace.last(place) : "", place);
  }

  /** Whether each value is of a series of its own, which its name tells apart. */
  boolean several(List<DocumentMeasure> measures) {
    return document()
        && forecasts
        && (s.tree("values") instanceof Fields
            || measures.size() > 1
            || DocumentPlace.isMany(measures.get(0).place()));
  }

  /**
   * How records are taken apart; null where each is one reading, by plain pointers.
   *
   * @param times whether the time has several parts
   */
  @Nullable DocumentShape read(String field, List<DocumentMeasure> measures, boolean times) {
    Map<String, List<String>> where = document() ? where() : Map.of();
    boolean several = several(measures);
    String group = GroupSpec.template(s, places);
    if (!forecasts && s.has("group")) {
      s.fault("group", "has no meaning for a task on symbols and sequences");
    }
    if (!document()
        || !(lists()
            || s.has("where")
            || composed()
            || several
            || times
            || !plain()
            || !group.isEmpty())) {
      return null;
    }
    String base =
        composed()
            ? template()
            : field.isEmpty() ? places.format().usualSeries() : '{' + field + '}';
    String series = several && !base.contains("{value}") ? base + ".{value}" : base;
    try {
      SeriesTemplate template = new SeriesTemplate(series, each.size());
      if (composed() && s.has("key") && !template.namesKeys()) {
        s.fault("key", "has no meaning where input.series names the series");
      }
    } catch (IllegalArgumentException e) {
      s.fault("series", String.valueOf(e.getMessage()));
    }
    checkNames(measures, several);
    return new DocumentShape(each, where, series, group, measures, !forecasts);
  }

  /** Whether a record is JSON as it stands, which is read faster than by way of a tree. */
  private boolean plain() {
    return places.format() == InputFormat.JSON && envelope == Envelope.NONE;
  }

  private String template() {
    return s.tree("series") instanceof Items ? places.joined(s, "series") : s.text("series", "");
  }

  private void checkNames(List<DocumentMeasure> measures, boolean several) {
    Set<String> names = new HashSet<>();
    Map<String, String> namesOf = new HashMap<>(); // by place
    for (DocumentMeasure measure : measures) {
      String other = namesOf.putIfAbsent(measure.place(), measure.name());
      if (several && other != null && !measure.place().isEmpty()) {
        s.fault("values", "has %s twice; each value is one series".formatted(measure.place()));
      }
      if (several && !DocumentPlace.isMany(measure.place()) && !names.add(measure.name())) {
        s.fault(
            "values",
            "has two places that end in '%s'; name them, as in values: {inside: /a/t, outside: /b/t}"
                .formatted(measure.name()));
      }
    }
  }

  private Map<String, List<String>> where() {
    Map<String, List<String>> where = new LinkedHashMap<>();
    Section conditions = s.section("where");
    if (s.tree("where") instanceof Fields fields) {
      for (String place : fields.fields().keySet()) {
        if (!places.isOne(place) || DocumentPlace.isMany(place)) {
          conditions.fault(place, "is where a text is to stand, but it must be " + places.rule());
        } else {
          List<String> texts = conditions.texts(place);
          if (texts.isEmpty()) {
            conditions.fault(place, "names no text, so that no record would match");
          }
          where.put(place, texts);
        }
      }
    }
    return where;
  }
}
