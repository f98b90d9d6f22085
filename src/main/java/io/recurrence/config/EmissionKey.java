package io.recurrence.config;

import io.recurrence.core.Emission;
import java.time.Duration;

/** When forecasts are written: the key {@code emit}. */
final class EmissionKey {
  private static final int MOST_STEPS = 1_000_000; // between two forecasts

  private EmissionKey() {}

  /** Reads the key. */
  static Emission read(Section s) {
    String emit = s.text("emit", "event");
    if (emit.equals("event")) {
      return Emission.EVERY_EVENT;
    }
    if (emit.equals("on-change") || emit.equals("on-demand")) {
      return Emission.ON_REQUEST;
    }
    if (Scalar.duration(emit) != null) {
      return new Emission(1, s.duration("emit", Duration.ofSeconds(1), true).toMillis());
    }
    Integer steps = Scalar.integer(emit, 1, MOST_STEPS);
    if (steps == null) {
      s.fault(
          "emit",
          "was '%s' but it must be event, on-change, on-demand, a number of steps in [1, %d], or a duration such as PT1H"
              .formatted(emit, MOST_STEPS));
    }
    return new Emission(steps == null ? 1 : steps, 0);
  }
}
