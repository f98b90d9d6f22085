package io.recurrence.evaluate.everyday;

import java.util.List;
import java.util.stream.Stream;

/** All kinds of series. */
final class Scenarios {
  private Scenarios() {}

  static List<Scenario> all() {
    return Stream.of(
            OrderScenarios.all(),
            JobScenarios.all(),
            SensorScenarios.all(),
            CountScenarios.all(),
            CleanScenarios.all())
        .flatMap(List::stream)
        .toList();
  }
}
