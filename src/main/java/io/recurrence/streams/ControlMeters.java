package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import java.util.Map;

/** What is counted of the control topics of a pipeline, by which weights are published. */
final class ControlMeters {
  private final Map<Published, Counter> published;
  private final Counter failures;

  /** What becomes of a record of a control topic. */
  enum Published {
    SCHEDULED,
    WITHDRAWN,
    /** Scheduled for a time that records have passed already. */
    LATE,
    /** It cannot be used. */
    IGNORED
  }

  ControlMeters(Counters counters) {
    published =
        counters.each(
            Published.class,
            "recurrence.weights.published",
            "Records of control topics by what became of them",
            "result");
    failures =
        counters.one(
            "recurrence.control.failures", "Attempts to read the control topics that failed");
  }

  void record(Published result) {
    Counters.count(published, result);
  }

  void failure() {
    failures.increment();
  }
}
