package io.recurrence.evaluate.everyday;

import java.util.List;

/** A synthetic series and its events. */
final class LabelledSeries {
  private final String scenario;
  private final int number;
  private final long start;
  private final long step;
  private final double[] values;
  private final List<Event> events;

  /**
   * A series whose values come evenly.
   *
   * @param scenario its kind
   * @param number among the series of its kind, from 1
   * @param start time of the first row, in milliseconds since 1970
   * @param step between rows, in milliseconds
   * @param events in order of time
   */
  LabelledSeries(
      String scenario, int number, long start, long step, double[] values, List<Event> events) {
    this.scenario = scenario;
    this.number = number;
    this.start = start;
    this.step = step;
    this.values = values;
    this.events = List.copyOf(events);
  }

  String scenario() {
    return scenario;
  }

  int number() {
    return number;
  }

  int length() {
    return values.length;
  }

  long step() {
    return step;
  }

  long time(int row) {
    return start + row * step;
  }

  /** The values themselves; not to be written to. */
  double[] values() {
    return values;
  }

  List<Event> events() {
    return events;
  }

  /** Whether none of the rows {@code from} (inclusive) to {@code to} (exclusive) is in an event. */
  boolean ordinary(int from, int to) {
    return events.stream().noneMatch(event -> event.overlaps(from, to));
  }
}
