package io.recurrence.core;

/** What became of a record that a {@link Reorderer} was given. */
public enum Fate {
  /** It was a step, or will be once what it waits for has come. */
  ACCEPTED,
  /** It repeats the record before it. */
  DUPLICATE,
  /** It comes before a step that has been made. */
  LATE,
  /** It is from hours in which the series is closed. */
  CLOSED,
  /** Its offset has been applied already. */
  REPLAYED
}
