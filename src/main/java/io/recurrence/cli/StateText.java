package io.recurrence.cli;

import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The state of a series as text: stage by stage, its named fields. */
final class StateText {
  private StateText() {}

  /**
   * A line for each stage that has fields, and what comes next.
   *
   * @param forecasts whether the pipeline has forecasts
   */
  static List<String> lines(SeriesPipeline pipeline, State state, boolean forecasts) {
    List<String> lines = new ArrayList<>();
    state
        .describe()
        .forEach(
            (stage, fields) -> {
              if (!fields.isEmpty()) {
                lines.add("  %-28s %s".formatted(stage, shown(fields)));
              }
            });
    if (forecasts) {
      SeriesForecast forecast = pipeline.newOutput().forecast();
      if (pipeline.forecast(state, forecast)) {
        for (int i = 0; i < forecast.models().length; i++) {
          lines.add(
              String.format(
                  Locale.ROOT, "  weight %.3f of %s", forecast.weight(i), forecast.models()[i]));
        }
        lines.add(
            String.format(
                Locale.ROOT,
                "  next: %.6g, between %.6g and %.6g",
                forecast.mean(1),
                forecast.lower(1),
                forecast.upper(1)));
      }
    }
    return lines;
  }

  private static String shown(Map<String, Double> fields) {
    return fields.entrySet().stream()
        .map(field -> String.format(Locale.ROOT, "%s %.6g", field.getKey(), field.getValue()))
        .collect(Collectors.joining(", "));
  }
}
