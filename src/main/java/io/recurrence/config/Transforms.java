package io.recurrence.config;

import io.recurrence.core.Transform;
import io.recurrence.forecast.ensemble.Difference;
import io.recurrence.forecast.ensemble.Log;
import io.recurrence.forecast.ensemble.Standardise;
import java.util.LinkedHashMap;
import java.util.Map;

/** The transforms by name. */
final class Transforms {
  private Transforms() {}

  /** What makes each of them. */
  static Map<String, StageFactory<Transform>> byName() {
    Map<String, StageFactory<Transform>> all = new LinkedHashMap<>();
    all.put("log", (s, c) -> log(s));
    all.put("difference", (s, c) -> difference(s, 1));
    all.put("seasonal-difference", Transforms::seasonalDifference);
    all.put("standardise", (s, c) -> standardise(s));
    return all;
  }

  private static Named<Transform> log(Section s) {
    double shift = s.number("shift", 0, x -> true, "a number");
    return new Named<>("log(" + shift + ")", () -> new Log(shift));
  }

  private static Named<Transform> difference(Section s, int fallback) {
    int lag = s.integer("lag", fallback, 1, SeasonLength.MAX_STEPS);
    return new Named<>("difference(" + lag + ")", () -> new Difference(lag));
  }

  private static Named<Transform> seasonalDifference(Section s, StageContext c) {
    int season = SeasonLength.of(s, c);
    return new Named<>("seasonal-difference(" + season + ")", () -> new Difference(season));
  }

  private static Named<Transform> standardise(Section s) {
    double alpha = s.share("alpha", 0.01, true);
    return new Named<>("standardise", () -> new Standardise(alpha));
  }
}
