package io.recurrence.core;

import static io.recurrence.core.ForecastStages.COVERAGE;
import static io.recurrence.core.ForecastStages.DETECTOR;
import static io.recurrence.core.ForecastStages.READINGS;

import io.recurrence.time.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges each value by what earlier states forecast for it: expectation and interval, the verdict
 * of the detector, coverage, and the statistics asked for.
 */
final class RecordJudge {
  private static final int WARM_UP = 10;

  private final double lowerLevel;
  private final double upperLevel;
  private final Calendar calendar;
  private final Sampling sampling;
  private final IntervalReadings readings;
  private final Coverage coverage = new Coverage();
  private final Detector detector;
  private final SeverityRule severity;
  private final ForecastStage forecastStage;
  private final Features features;
  private final Repairs repairs;
  private final IncidentStages incidents;
  private final @Nullable WrittenForecast written; // null where forecasts are not written on change
  private final int writtenAt; // where it stands in a state
  private final Expectation expectation = new Expectation();

  RecordJudge(PipelineBuilder b, ForecastStages stages) {
    this.lowerLevel = (1 - b.confidence) / 2;
    this.upperLevel = (1 + b.confidence) / 2;
    this.expectation.within(b.range);
    this.calendar = b.calendar;
    this.detector = b.detector.recurrence(Detector.class);
    this.severity = b.severity;
    this.sampling = stages.sampling();
    this.readings = stages.readings();
    this.forecastStage = stages.forecastStage();
    this.features = stages.features();
    this.repairs = stages.repairs();
    this.incidents = stages.incidents();
    this.written = stages.written();
    this.writtenAt = stages.layout().count() - 1;
  }

  /** Recalls what was expected of this step, if anything was. */
  boolean expect(State s, Judgement out) {
    expectation.none(s.count, calendar.timeOf(sampling.pace(s)));
    if (!s.hasForecast()) {
      return false;
    }
    forecastStage.expect(s, expectation);
    if (!expected(out)) {
      repairs.restartForecasting(s);
      expectation.none(s.count, sampling.pace(s));
      return false;
    }
    return true;
  }

  /** Recalls what was expected of the sampling interval of the last step, if anything was. */
  boolean expectAgain(State s, Judgement out) {
    expectation.none(s.count, calendar.timeOf(sampling.pace(s)));
    return readings.expect(s.h[READINGS], expectation) && expected(out);
  }

  /** Whether all that was expected is finite. */
  private boolean expected(Judgement out) {
    double mean = expectation.mean();
    double lower = expectation.quantile(lowerLevel);
    double upper = expectation.quantile(upperLevel);
    if (!Double.isFinite(mean + lower + upper + expectation.baseline())) {
      return false;
    }
    out.expect(mean, lower, upper);
    return true;
  }

  /**
   * Detector, coverage and statistics take a value.
   *
   * @return the seconds since the value before it
   */
  double judge(State s, boolean expected, double x, StepResult out) {
    double elapsed = sampling.sinceValue(s);
    expectation.setAlarmFactor(s.alarmFactor(out.time()));
    detector.step(s.h[DETECTOR], expectation, x, out.judgement().verdict());
    if (expected) {
      coverage.step(s.h[COVERAGE], out.judgement().inInterval());
    }
    out.judgement().coverage(coverage.share(s.h[COVERAGE]));
    features.step(s, x, elapsed, out.time(), out.features().values());
    return elapsed;
  }

  /** There is no value to be judged. */
  void skip(State s, StepResult out) {
    out.judgement().coverage(coverage.share(s.h[COVERAGE]));
  }

  /** Starts the detector anew where its verdict is not finite. */
  void mend(State s, Verdict verdict) {
    if (!verdict.finite()) {
      repairs.restart(s, DETECTOR);
      verdict.normal(0);
    }
  }

  /** How far the step can be relied on. */
  Status status(State s, boolean sound) {
    return Math.min(s.count, forecastStage.learned(s)) <= WARM_UP
        ? Status.WARMING_UP
        : sound ? Status.OK : Status.DEGRADED;
  }

  /**
   * Ends the step of a record: follows the incidents, sees whether the forecast is to be written,
   * and hands over which stages began anew, with the next record that is written.
   */
  void conclude(State s, StepResult out) {
    out.judgement().severity(severity.of(out.judgement().verdict()));
    incidents.step(s, out);
    if (written != null) {
      written.step(s.h[writtenAt], s.index, out.forecast());
    }
    if (!s.repaired.isEmpty()) {
      features.read(s, out.features().values());
    }
    out.repaired(s.repaired);
    s.repaired = List.of();
  }
}
