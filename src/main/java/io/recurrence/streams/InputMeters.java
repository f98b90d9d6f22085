package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is counted of records as they are read. */
final class InputMeters {
  private static final int MANY = 100; // parts left out, of which some should have matched

  private final Notices notices;
  private final AtomicBoolean matched = new AtomicBoolean();
  private final Counter leftOut;
  private final Counter conflicting;
  private final FeedbackMeters feedback;

  InputMeters(Counters counters, Notices notices) {
    this.notices = notices;
    leftOut =
        counters.one(
            "recurrence.records.left.out",
            "Records, and elements of their lists, that input.where leaves out");
    conflicting =
        counters.one(
            "recurrence.records.conflicting",
            "Values that differ from another one of their series at the same time");
    feedback = new FeedbackMeters(counters);
  }

  /** What is counted of feedback on alarms. */
  FeedbackMeters feedback() {
    return feedback;
  }

  /**
   * A record has been read.
   *
   * @param parts that do not match {@code input.where}
   * @param others that do
   */
  void read(int parts, int others) {
    if (others > 0) {
      matched.set(true);
    }
    if (parts == 0) {
      return;
    }
    leftOut.increment(parts);
    if (!matched.get() && leftOut.count() >= MANY) {
      notices.warn(
          "NOTHING_MATCHES",
          () ->
              "input.where has left out all of %,.0f records or elements"
                  .formatted(leftOut.count()),
          "with input.each a pointer begins in the element: ../type is outside of it");
    }
  }

  /**
   * A series has had another value at the same time.
   *
   * @param often whether it does so again and again, so that the operator is to be warned
   */
  void conflict(String series, long time, double value, double other, boolean often) {
    conflicting.increment();
    if (often) {
      notices.warn(
          "SEVERAL_VALUES",
          () ->
              "the series '%s' has several values at one time, such as %s and %s at %s"
                  .formatted(series, other, value, Instant.ofEpochMilli(time)),
          "let input.series name all fields that tell them apart; if they are one series,"
              + " time.duplicates says what becomes of them");
    }
  }
}
