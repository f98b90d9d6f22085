package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import java.util.Map;

/** What is counted of what people say of alarms. */
final class FeedbackMeters {
  private final Map<Taken, Counter> taken;
  private final Counter leftOut;

  /** What becomes of feedback that can be used. */
  enum Taken {
    /** The alarm rate of its series has moved. */
    APPLIED,
    /** It was known. */
    REPEATED,
    /** A task keeps it: maintenance or a mute. */
    WINDOW
  }

  FeedbackMeters(Counters counters) {
    taken =
        counters.each(
            Taken.class,
            "recurrence.feedback",
            "Feedback on alarms by what became of it",
            "result");
    leftOut =
        counters.one(
            "recurrence.records.maintenance",
            "Values that were left out since they came at a time of maintenance");
  }

  void taken(Taken result) {
    Counters.count(taken, result);
  }

  void leftOut() {
    leftOut.increment();
  }
}
