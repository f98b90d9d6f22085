package io.recurrence.core;

import java.util.List;

/** A stage that follows incidents. */
interface IncidentStage extends Recurrence {

  /**
   * Ends what is open, since no record will come any more.
   *
   * @param reason in words
   * @param reports to which what there is to tell is added
   */
  void end(double[] h, long time, String reason, List<IncidentReport> reports);
}
