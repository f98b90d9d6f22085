package io.recurrence.config;

import io.recurrence.config.Tree.Fields;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of a specification that decide what is remembered of a series. */
final class MemorySettings {
  private static final String OUTPUT = "output";
  private static final Set<String> REMEMBERED =
      Set.of("outcomes", "incidents"); // forecasts wait, and incidents are followed, to be reported
  private static final Set<String> OTHERS = Set.of("name", "input", OUTPUT, "kafka");

  private MemorySettings() {}

  /** These settings as a specification, in the order of their keys. */
  static String of(Fields specification) {
    Map<String, Tree> kept = new TreeMap<>(specification.fields());
    kept.keySet().removeAll(OTHERS);
    if (specification.fields().get(OUTPUT) instanceof Fields output
        && !Collections.disjoint(output.fields().keySet(), REMEMBERED)) {
      Map<String, Tree> remembered = new TreeMap<>(output.fields());
      remembered.keySet().retainAll(REMEMBERED);
      kept.put(OUTPUT, new Fields(remembered, output.where()));
    }
    return Tree.text(new Fields(kept, specification.where()));
  }
}
