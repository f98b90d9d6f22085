package io.recurrence.core;

/** How urgent an anomaly or an incident is, in ascending order. */
@PublicApi
public enum Severity {
  /** Nothing is flagged. */
  NONE,
  /** As rare as what is flagged at all. */
  INFO,
  WARNING,
  CRITICAL;

  /** The more urgent of two. */
  public Severity or(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
