package io.recurrence.config;

import io.recurrence.config.Tree.Fields;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of a specification that decide what is remembered of a series. */
final class MemorySettings {
  private static final String OUTPUT = "output";
  private static final String OUTCOMES = "outcomes"; // forecasts wait to be reported
  private static final Set<String> OTHERS = Set.of("name", "input", OUTPUT, "kafka");

  private MemorySettings() {}

  /** These settings as a specification, in the order of their keys. */
  static String of(Fields specification) {
    Map<String, Tree> kept = new TreeMap<>(specification.fields());
    kept.keySet().removeAll(OTHERS);
    if (specification.fields().get(OUTPUT) instanceof Fields output
        && output.fields().containsKey(OUTCOMES)) {
      Map<String, Tree> outcomes = new TreeMap<>(output.fields());
      outcomes.keySet().retainAll(Set.of(OUTCOMES));
      kept.put(OUTPUT, new Fields(outcomes, output.where()));
    }
    return Tree.text(new Fields(kept, specification.where()));
  }
}
