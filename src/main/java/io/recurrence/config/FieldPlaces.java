package io.recurrence.config;

import io.recurrence.config.Tree.Items;
import io.recurrence.record.DocumentPlace;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * Reads where the fields of a record stand, as its format names them.
 *
 * @param format of the record
 * @param lists how many lists of a record are nested, out of whose elements {@code ../} leads
 */
record FieldPlaces(InputFormat format, int lists) {

  boolean isOne(String place) {
    return switch (format) {
      case CSV -> place.matches("[1-9]\\d{0,2}");
      case NUMBER, DOUBLE, FLOAT, LONG, INT, TEXT -> false;
      default -> DocumentPlace.isOne(place, lists);
    };
  }

  String rule() {
    return switch (format) {
      case CSV -> "the number of a column, counted from 1";
      case NUMBER, DOUBLE, FLOAT, LONG, INT, TEXT -> "nothing: the whole record is the value";
      default ->
          lists == 0 || format.points()
              ? "a JSON pointer such as /value"
              : "a JSON pointer such as /value, or ../value outside of the element of input.each";
    };
  }

  /** The place of a field; {@code fallback} where it is not given. */
  String read(Section s, String key, String fallback) {
    if (format.whole()) {
      if (s.has(key)) {
        s.fault(
            key,
            "has no meaning for plain %s: series is the key, time the timestamp of the record"
                .formatted(format == InputFormat.TEXT ? "text" : "numbers"));
      }
      return "";
    }
    return s.text(key, fallback, this::isOne, rule());
  }

  /** A template of the texts of several places, joined by a dot. */
  String joined(Section s, String key) {
    StringJoiner template = new StringJoiner(".");
    for (String place : s.texts(key)) {
      if (isOne(place)) {
        template.add('{' + place + '}');
      } else {
        s.fault(key, "has '%s' but it must have only %s".formatted(place, rule()));
      }
    }
    return template.toString();
  }

  /** The places of the parts of the time; none for the timestamp of the record. */
  List<String> times(Section s) {
    String key = "field";
    if (!(s.tree(key) instanceof Items)) {
      String only = read(s, key, format.usualTime());
      return only.isEmpty() ? List.of() : List.of(only);
    }
    List<String> places = s.texts(key);
    if (places.isEmpty()) {
      s.fault(key, "names no place");
    }
    for (String place : places) {
      if (!isOne(place)) {
        s.fault(key, "has '%s' but it must have only %s".formatted(place, rule()));
      }
    }
    return places;
  }

  /** The places of the values of a record. */
  List<String> values(Section s) {
    long given = Stream.of("value", "values", "symbol").filter(s::has).count();
    if (given > 1) {
      s.fault("value", "cannot stand beside the others: give one of value, values and symbol");
    }
    if (s.has("values")) {
      List<String> places = s.texts("values");
      if (places.isEmpty()) {
        s.fault("values", "names no place");
      }
      for (String place : places) {
        if (format.document() && place.contains("/*/")) {
          s.fault("values", "has '%s', but * stands at the end alone".formatted(place));
        } else if (!isOne(place)) {
          s.fault("values", "has '%s' but it must have only %s".formatted(place, rule()));
        }
      }
      return places.isEmpty() ? List.of("") : places;
    }
    return List.of(read(s, s.has("symbol") ? "symbol" : "value", format.usualValue()));
  }
}
