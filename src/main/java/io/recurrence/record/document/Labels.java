package io.recurrence.record.document;

import java.util.Map;
import java.util.TreeMap;

/** What tells the series of one metric apart, such as {@code {cpu=cpu0,host=a}}. */
final class Labels {
  private final Map<String, String> sorted = new TreeMap<>();

  /** Adds a label; one without a value is none. */
  void put(String name, String value) {
    if (!value.isEmpty()) {
      sorted.put(name, value);
    }
  }

  /** All of them in the order of their names, in braces; empty where there is none. */
  @Override
  public String toString() {
    if (sorted.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("{");
    sorted.forEach(
        (name, value) ->
            text.append(text.length() == 1 ? "" : ",").append(name).append('=').append(value));
    return text.append('}').toString();
  }
}
