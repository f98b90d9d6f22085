package io.recurrence.faults;

/** How instances share the work: keys of a pipeline. */
final class Group {
  /** An instance that comes back at once takes up what it had. */
  static final String STATIC =
      "kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500, group.instance.id: one}";

  static final String DYNAMIC = "kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}";

  private Group() {}
}
