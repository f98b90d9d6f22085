package io.recurrence.config;

import io.recurrence.core.Detector;
import io.recurrence.detect.AlarmRule;
import io.recurrence.detect.MinimumDeviation;
import io.recurrence.detect.SurpriseDetector;
import io.recurrence.detect.TailDetector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The detectors by name. */
final class Detectors {
  private Detectors() {}

  /** What makes each of them. */
  static Map<String, StageFactory<Detector>> byName() {
    Map<String, StageFactory<Detector>> all = new LinkedHashMap<>();
    all.put("surprise", Detectors::surprise);
    all.put("tail", (s, c) -> tail(s));
    return all;
  }

  private static Named<Detector> surprise(Section s, StageContext c) {
    boolean rated = s.has("alarm-rate");
    Duration every = s.duration("alarm-every", rated ? Duration.ZERO : AlarmRule.USUAL_TIME, true);
    double fallback = AlarmRule.rate(every);
    double rate =
        s.number("alarm-rate", fallback, x -> x > 0 && x <= 0.01, "a number in (0, 0.01]");
    AlarmRule.Side side = s.choice("direction", AlarmRule.Side.BOTH);
    MinimumDeviation min =
        s.read(
            "minimum-deviation",
            new MinimumDeviation(0, MinimumDeviation.Unit.SERIES, c.confidence()),
            text -> MinimumDeviation.parse(text, c.confidence()),
            MinimumDeviation.FORMS);
    return new Named<>(
        "surprise", () -> new SurpriseDetector(new AlarmRule(rate, every.toMillis(), side, min)));
  }

  private static Named<Detector> tail(Section s) {
    double rate = s.number("alarm-rate", 1e-4, x -> x > 0 && x < 0.5, "a number in (0, 0.5)");
    return new Named<>("tail", () -> new TailDetector(rate));
  }
}
