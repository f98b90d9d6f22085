package io.recurrence.core;

import java.util.List;

/** A stage that follows incidents. */
interface IncidentStage extends Recurrence {

  /**
   * Ends what is open, since no record will come any more.
   *
   * @param reason in words
   * @param reports receives the changes of the incident
   */
  void end(double[] h, long time, String reason, List<IncidentReport> reports);
}
