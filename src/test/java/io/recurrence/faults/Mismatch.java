package io.recurrence.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says in one line how two maps differ: printed whole, they would fill megabytes. */
final class Mismatch {
  private static final int SHOWN = 300; // characters

  private Mismatch() {}

  /** The first difference; empty where there is none. */
  static String first(Map<String, ?> expected, Map<String, ?> actual) {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (String key : keys) {
      Object wanted = expected.get(key);
      Object got = actual.get(key);
      if (wanted instanceof List<?> list && got instanceof List<?> other) {
        if (!list.equals(other)) {
          return "'" + key + "' " + ofLists(list, other);
        }
      } else if (wanted == null || !wanted.equals(got)) {
        return "'%s': expected %s, got %s".formatted(key, shown(wanted), shown(got));
      }
    }
    return "";
  }

  private static String ofLists(List<?> expected, List<?> actual) {
    int at = 0;
    while (at < expected.size() && at < actual.size() && expected.get(at).equals(actual.get(at))) {
      at++;
    }
    return "has %d of %d; at %d expected %s, got %s"
        .formatted(
            actual.size(),
            expected.size(),
            at,
            at < expected.size() ? shown(expected.get(at)) : "nothing",
            at < actual.size() ? shown(actual.get(at)) : "nothing");
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
