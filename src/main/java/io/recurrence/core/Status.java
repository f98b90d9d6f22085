package io.recurrence.core;

/** How far the output for a record can be relied on. */
@PublicApi
public enum Status {
  /** Too little has been seen for a verdict. */
  WARMING_UP,
  OK,
  /**
   * The record, or those before it, left the models without values: missing, after a gap, or
   * outside a transform.
   */
  DEGRADED
}
