package io.recurrence.core;

import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.core.IncidentReport.Trigger;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.time.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows whether a series is expected to pass its limits. An incident opens where the probability
 * is at least that of the {@link ForecastLimits}, and closes where it was below half of that for
 * {@value #QUIET} forecasts in a row, so that a forecast which wavers does not open one incident
 * after the other.
 */
final class LimitTracker implements IncidentStage {
  private static final double CLOSES = .5; // of the probability that opens
  private static final int QUIET = 5;

  // after the two incidents: forecasts in a row that did not expect to pass the limit
  private static final int QUIET_ABOVE = 2 * OpenIncident.SIZE;
  private static final int QUIET_BELOW = QUIET_ABOVE + 1;

  private final ForecastLimits limits;
  private final LimitTexts texts;
  private final OpenIncident above;
  private final OpenIncident below;

  LimitTracker(ForecastLimits limits, SeverityRule rule, Calendar calendar) {
    this.limits = limits;
    this.above = new OpenIncident(Trigger.ABOVE, rule, 0);
    this.below = new OpenIncident(Trigger.BELOW, rule, OpenIncident.SIZE);
    this.texts = new LimitTexts(calendar);
  }

  @Override
  public int size() {
    return QUIET_BELOW + 1;
  }

  @Override
  public boolean sound(double[] h) {
    return above.sound(h) && below.sound(h);
  }

  @Override
  public int version() {
    return 2; // the first had no counts of forecasts
  }

  private OpenIncident incident(LimitCrossing crossing) {
    return crossing.direction() == Direction.ABOVE ? above : below;
  }

  /**
   * Takes in the forecast from a value.
   *
   * @param reports receives the changes of the incident
   */
  void step(double[] h, double value, SeriesForecast forecast, List<IncidentReport> reports) {
    for (LimitCrossing crossing : forecast.crossings()) {
      OpenIncident incident = incident(crossing);
      int quiet = incident == above ? QUIET_ABOVE : QUIET_BELOW;
      double probability = crossing.probability();
      IncidentReport report = null;
      boolean expected = probability >= CLOSES * limits.probability();
      h[quiet] = expected ? 0 : h[quiet] + 1;
      if (probability >= limits.probability() || (incident.open(h) && expected)) {
        report =
            incident.flag(
                h,
                peak(value, crossing, forecast),
                Kind.LIMIT,
                crossing.direction(),
                () -> texts.expected(crossing, value, forecast));
      } else if (incident.open(h) && h[quiet] >= QUIET) {
        report = incident.close(h, forecast.time(), texts.over(crossing));
      }
      if (report != null) {
        reports.add(report);
      }
    }
  }

  private static Peak peak(double value, LimitCrossing crossing, SeriesForecast forecast) {
    int k = crossing.shown();
    return new Peak(
        forecast.time(),
        crossing.probability(),
        crossing.probability(),
        value,
        forecast.mean(k),
        forecast.lower(k),
        forecast.upper(k),
        crossing.step() > 0 ? forecast.time(k) : IncidentReport.NO_TIME);
  }

  @Override
  public void end(double[] h, long time, String reason, List<IncidentReport> reports) {
    for (OpenIncident incident : List.of(above, below)) {
      if (incident.open(h)) {
        reports.add(incident.close(h, time, reason));
      }
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("above_ahead", above.open(h) ? 1.0 : 0.0);
    fields.put("below_ahead", below.open(h) ? 1.0 : 0.0);
    return fields;
  }
}
