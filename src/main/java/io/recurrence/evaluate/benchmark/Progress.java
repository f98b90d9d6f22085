package io.recurrence.evaluate.benchmark;

/** Is told how far a benchmark has come; from several threads. */
public interface Progress {

  /** A part of the work begins. */
  void begin(String part, long rows);

  /** Some rows have been done. */
  void rows(long count);
}
