package io.recurrence.config;

import io.recurrence.config.OutputSpec.MissingSteps;
import io.recurrence.config.OutputSpec.Write;
import java.util.List;

/** Refuses keys that say of a topic what it gets where that topic is not written. */
final class OutputKeys {
  private OutputKeys() {}

  /**
   * Checks a pipeline that is to run on a broker.
   *
   * @param s of the whole specification
   * @param sinks its section {@code output}
   */
  static void check(Section s, Section sinks, OutputSpec output, TaskType task) {
    if (!output.any()) {
      s.fault(
          "output",
          "names no topic; give at least one of anomalies, incidents, groups, forecasts, outcomes, features, results");
    } else if (task == TaskType.FORECAST) {
      checkForecasts(s, sinks, output);
    }
  }

  private static void checkForecasts(Section s, Section sinks, OutputSpec output) {
    boolean anomalies = !output.anomalies().isEmpty();
    boolean forecasts = !output.forecasts().isEmpty();
    if (sinks.has("write") && !anomalies) {
      sinks.fault("write", "has no meaning without output.anomalies");
    }
    if (output.write() == Write.FLAGGED && output.missingSteps() == MissingSteps.WRITE) {
      sinks.fault("missing-steps", "has no effect beside write: flagged, which leaves them out");
    }
    String emit = s.text("emit", "");
    if (emit.equals("on-change") && !forecasts) {
      s.fault("emit", "has no meaning without output.forecasts");
    }
    if (emit.equals("on-demand") && forecasts) {
      s.fault("emit", "leaves the topic of output.forecasts empty; name one of them only");
    }
    for (String key : List.of("quantiles", "layout")) {
      Section section = key.equals("layout") ? sinks : s;
      if (section.has(key) && !forecasts && !emit.equals("on-demand")) {
        section.fault(key, "has no meaning without output.forecasts");
      }
    }
    if (!output.features().isEmpty() && !s.has("features")) {
      sinks.fault("features", "gets nothing where no features are named");
    }
    if (s.has("features") && output.features().isEmpty()) {
      s.fault("features", "are written to no topic; name output.features");
    }
  }
}
