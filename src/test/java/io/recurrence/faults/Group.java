package io.recurrence.faults;

/** How instances share the work: keys of a pipeline. */
final class Group {
  /** Each instance has a name that is kept with its states. */
  static final String DEFAULTS = "kafka: {}";

  /** An instance has the same name whatever became of its states. */
  static final String STATIC = "kafka: {group.instance.id: one}";

  private Group() {}
}
