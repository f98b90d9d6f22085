package io.recurrence.core;

import java.util.Map;

/**
 * What is asked of a series of events, each a symbol or a few numbers: the next symbol, a class, a
 * label, a translation. An immutable rule like a {@link Recurrence}; its memory is that of its
 * stages.
 */
public interface EventTask {

  /** Its stages by name, in the order in which their memories stand. */
  Map<String, Recurrence> stages();

  /**
   * Turns what a record brings into numbers, such as a text into the index of its symbol. May learn
   * an alphabet, nothing else.
   *
   * @param h the memories of the stages
   * @param content numbers are added to it
   * @return whether a memory has changed
   * @throws EventContentException where the record cannot be taken; the memories are then unchanged
   */
  default boolean encode(double[][] h, EventContent content) throws EventContentException {
    return false;
  }

  /** Whether a text of nothing but blanks is a symbol; else a record that brings it is missing. */
  default boolean isSymbol(String blank) {
    return false;
  }

  /** How many numbers each record has; 0 where that differs. */
  int width();

  /** How many records of a series it learns from before its results are worth something. */
  default int warmUp() {
    return 0;
  }

  /** Whether a record brings a text, rather than numbers. */
  default boolean texts() {
    return false;
  }

  /**
   * {@code h <- f(h, x)}, and what is read off it.
   *
   * @param h the memories of the stages, modified in place
   * @param index of the record in its series, counted from 0
   * @param time event time in milliseconds
   * @param x holds the numbers of the record
   * @param count of them
   * @param out its verdict and result are written
   */
  void step(double[][] h, long index, long time, double[] x, int count, StepResult out);

  /** A record that brings nothing. */
  default void miss(double[][] h, long time, StepResult out) {}

  /**
   * Whether something ends between two records, such as a session.
   *
   * @param last the time of the one, in milliseconds
   * @param next of the other
   */
  default boolean ends(double[][] h, long last, long next) {
    return false;
  }

  /** Ends it, and writes its result. */
  default void end(double[][] h, StepResult out) {}
}
