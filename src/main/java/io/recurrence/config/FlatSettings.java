package io.recurrence.config;

import io.recurrence.config.Tree.Fields;
import io.recurrence.config.Tree.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Nested maps as one, their names joined by dots, as Kafka's own settings are written. */
final class FlatSettings {
  private final String path;
  private final BiFunction<String, String, Optional<String>> check;
  private final List<Fault> faults;
  private final Map<String, String> settings = new LinkedHashMap<>();

  /**
   * @param path of the map in the specification
   * @param check gives what is wrong with a name and its value
   */
  FlatSettings(
      String path, BiFunction<String, String, Optional<String>> check, List<Fault> faults) {
    this.path = path;
    this.check = check;
    this.faults = faults;
  }

  Map<String, String> read(Fields fields) {
    add("", fields);
    return settings;
  }

  private void add(String name, Tree tree) {
    if (tree instanceof Fields map) {
      map.fields().forEach((key, value) -> add(name.isEmpty() ? key : name + '.' + key, value));
    } else if (tree instanceof Text text) {
      String value = text.value() == null ? "" : text.value();
      settings.put(name, value);
      check.apply(name, value).ifPresent(problem -> fault(name, tree, problem));
    } else {
      fault(name, tree, "must be a text, not a list");
    }
  }

  private void fault(String name, Tree tree, String problem) {
    faults.add(new Fault(path.isEmpty() ? name : path + '.' + name, tree.where(), problem));
  }
}
