package io.recurrence.evaluate.everyday;

import java.util.List;

/**
 * A synthetic series and its events.
 *
 * @param scenario its kind
 * @param number among the series of its kind, from 1
 * @param start time of the first row, in milliseconds since 1970
 * @param step between rows, in milliseconds
 * @param values not to be written to
 * @param events in order of time
 */
record LabelledSeries(
    String scenario, int number, long start, long step, double[] values, List<Event> events) {

  int length() {
    return values.length;
  }

  long time(int row) {
    return start + row * step;
  }

  /** Whether none of the rows {@code from} (inclusive) to {@code to} (exclusive) is in an event. */
  boolean ordinary(int from, int to) {
    return events.stream().noneMatch(event -> event.overlaps(from, to));
  }
}
