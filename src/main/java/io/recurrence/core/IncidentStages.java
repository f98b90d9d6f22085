package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import io.recurrence.time.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages that follow the incidents of a series, each where the pipeline asks for it. */
final class IncidentStages {
  private final @Nullable IncidentTracker tracker;
  private final @Nullable LimitTracker limits;
  private final int trackerAt; // where it stands in a state
  private final int limitsAt;

  /**
   * @param followed whether those of the detector are
   * @param severity how urgent they are
   * @param stages to which they are added
   */
  IncidentStages(
      boolean followed,
      ForecastLimits limits,
      SeverityRule severity,
      Calendar calendar,
      List<Stage> stages) {
    this.tracker = followed ? new IncidentTracker(severity) : null;
    this.trackerAt = stages.size();
    if (tracker != null) {
      stages.add(new Stage("incidents", tracker));
    }
    this.limits = limits.any() ? new LimitTracker(limits, severity, calendar) : null;
    this.limitsAt = stages.size();
    if (this.limits != null) {
      stages.add(new Stage("limits", this.limits));
    }
  }

  /** Takes in the result of a step, and adds the changes of incidents to it. */
  void step(State s, StepResult out) {
    if (!out.judgement().hasValue()) {
      return;
    }
    if (tracker != null) {
      tracker.step(s.h[trackerAt], out.judgement(), out.incidents());
    }
    boolean timed = out.forecast().made() && out.forecast().timed();
    if (limits != null && timed && !s.muted(out.time())) {
      limits.step(s.h[limitsAt], out.judgement().value(), out.forecast(), out.incidents());
    }
  }
}
