package io.recurrence.evaluate.benchmark;

/** Receives how far a benchmark has come; called from several threads. */
public interface Progress {

  /** A part of the work begins. */
  void begin(String part, long rows);

  /** Some rows have been done. */
  void rows(long count);
}
