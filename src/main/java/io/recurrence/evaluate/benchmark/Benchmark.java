package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.report.Report;
import java.util.List;

/** A data set, the protocol to run over it, and the figures published for it. */
public interface Benchmark {

  /**
   * Runs an engine over the data, on all processors; the report does not depend on how many.
   *
   * @throws InputException where the data are not there, or not as they should be
   */
  Report run(Engine engine, Progress progress);

  /** The keys of a specification that the protocol decides on. */
  default List<String> decides() {
    return List.of("quantiles", "time.lateness");
  }
}
