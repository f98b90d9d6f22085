package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.report.Report;

/** A data set, the protocol to run over it, and the figures published for it. */
public interface Benchmark {

  /**
   * Runs an engine over the data, on all processors; the report does not depend on how many.
   *
   * @throws InputException where the data are not there, or not as they should be
   */
  Report run(Engine engine, Progress progress);
}
