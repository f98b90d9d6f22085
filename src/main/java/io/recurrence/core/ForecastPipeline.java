package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The order of one step; the only place that has one. For a value {@code x_t} it
 *
 * <ol>
 *   <li>judges {@code x_t} by what {@code h_{t-1}} forecast, and lets the detector learn by the
 *       band that it judged by,
 *   <li>lets combiner and interval learn the errors of all forecasts whose actual value is {@code
 *       x_t},
 *   <li>lets the transforms, then the models, step,
 *   <li>forecasts, inverts, combines, puts a band around it, and remembers it until its actual
 *       value comes.
 * </ol>
 *
 * Output is a function of state, record and settings alone. An object serves one thread and any
 * number of series.
 */
final class ForecastPipeline extends SeriesPipeline {
  private static final int WARM_UP = 10;

  private final int horizon;
  private final Emission emission;
  private final double confidence;
  private final double[] levels;

  private final Calendar calendar;
  private final Sampling sampling;
  private final IntervalReadings readings;
  private final Coverage coverage = new Coverage();
  private final Detector detector;
  private final ForecastStage forecastStage;
  private final Features features;
  private final boolean missingSteps;
  private final Repairs repairs;
  private final String[] featureNames;

  private static final int READINGS = Sampling.STAGES; // where each stands in a state
  private static final int DETECTOR = READINGS + 1;
  private static final int COVERAGE = READINGS + 3;

  private final Expectation expectation = new Expectation();

  /** The stages that a state is made of, in their order, and who reads them. */
  private record Parts(
      Sampling sampling,
      IntervalReadings readings,
      ReorderBuffer heldBack,
      ForecastStage forecastStage,
      Features features,
      Layout layout,
      Repairs repairs) {

    static Parts of(PipelineBuilder b) {
      List<Stage> stages = new ArrayList<>();
      Sampling sampling = new Sampling(b.step, b.calendar, stages);
      IntervalReadings readings = new IntervalReadings(b.time.reading(), b.confidence);
      ReorderBuffer heldBack = new ReorderBuffer(b.time.heldBack(), 1);
      stages.add(new Stage("readings", readings));
      stages.add(b.detector.as("detect"));
      stages.add(stage(heldBack));
      stages.add(new Stage("coverage", new Coverage()));
      int forecasting = stages.size();
      ForecastStage forecastStage =
          b.forecaster == null
              ? new Ensemble(b, sampling, stages)
              : new SingleForecaster(b.forecaster, sampling, stages);
      int others = stages.size();
      Features features = new Features(b, sampling, stages);
      Layout layout = new Layout(stages);
      Repairs repairs = new Repairs(layout, forecasting, others);
      return new Parts(sampling, readings, heldBack, forecastStage, features, layout, repairs);
    }
  }

  ForecastPipeline(PipelineBuilder b) {
    this(b, Parts.of(b));
  }

  private ForecastPipeline(PipelineBuilder b, Parts parts) {
    super(parts.layout, b.time, b.calendar, parts.heldBack);
    this.horizon = b.horizon;
    this.emission = b.emission;
    this.confidence = b.confidence;
    this.levels = b.levels;
    this.missingSteps = b.missingSteps;
    this.calendar = b.calendar;
    this.detector = b.detector.recurrence(Detector.class);
    this.featureNames = names(b.features);
    this.sampling = parts.sampling;
    this.readings = parts.readings;
    this.forecastStage = parts.forecastStage;
    this.features = parts.features;
    this.repairs = parts.repairs;
  }

  private static String[] names(List<Stage> stages) {
    return stages.stream().map(Stage::name).toArray(String[]::new);
  }

  @Override
  public StepResult newOutput() {
    String[] experts = forecastStage.experts().toArray(String[]::new);
    return new StepResult(
        new SeriesForecast(horizon, levels, confidence, experts, calendar), featureNames);
  }

  @Override
  void carriedOver(State state, BitSet carried) {
    forecastStage.carriedOver(state, carried);
  }

  @Override
  void mend(State state) {
    repairs.mend(state);
  }

  @Override
  public long intervals(State s, long time) {
    return sampling.intervals(s, time);
  }

  @Override
  void align(State s, long time) {
    sampling.align(s, time);
  }

  @Override
  public long samplingInterval(State s) {
    return sampling.interval(s);
  }

  @Override
  public void skip(State s, long steps) {
    sampling.skip(s, steps);
    leaveOut(s, steps);
  }

  private void leaveOut(State s, long steps) {
    s.index += steps;
    s.firstScorable = s.index + 1;
    forecastStage.skip(s, steps);
  }

  @Override
  public void step(State s, long time, double x, StepResult out) {
    Values.check(x);
    sampling.step(s, time);
    out.begin(time, x);
    boolean expected = expect(s, out.judgement());
    readings.begin(s.h[READINGS], out.judgement());
    readings.take(s.h[READINGS], x, true);
    double elapsed = judge(s, expected, x, out);
    boolean accepted = forecastStage.step(s, x, elapsed, time, out);
    s.count++;
    s.last = x;
    out.judgement().status(status(s, expected && accepted));
    boolean emits = advance(s, time, s.count == 1);
    forecastAndRemember(s, emits, true, out);
    tellRepairs(s, out);
  }

  @Override
  void again(State s, long time, boolean present, double x, StepResult out) {
    if (present) {
      read(s, time, x, out);
    } else {
      idle(s, time, out);
    }
  }

  /**
   * A further reading of the sampling interval of the last step: judged by what was expected of the
   * interval; what is learned of an interval with several readings is a matter of the {@link
   * TimePolicy}.
   */
  private void read(State s, long time, double x, StepResult out) {
    Values.check(x);
    boolean newest = time >= s.time;
    boolean emits = newest && emission.dueAgain(time, s.time);
    if (newest) {
      sampling.step(s, time);
      s.time = time;
    }
    out.begin(time, x);
    expectation.none(s.count, calendar.timeOf(sampling.pace(s)));
    boolean expected = readings.expect(s.h[READINGS], expectation) && expected(out.judgement());
    double elapsed = judge(s, expected, x, out);
    s.count++;
    s.last = newest ? x : s.last;
    double learned = readings.take(s.h[READINGS], x, newest);
    if (forecastStage.canForecast(s)) {
      forecastStage.amend(s, learned, elapsed);
    }
    out.judgement().status(status(s, expected));
    forecastAndRemember(s, emits, true, out);
    tellRepairs(s, out);
  }

  /** Detector, coverage and statistics take a value: the seconds since the value before it. */
  private double judge(State s, boolean expected, double x, StepResult out) {
    double elapsed = sampling.sinceValue(s);
    detector.step(s.h[DETECTOR], expectation, x, out.judgement().verdict());
    if (expected) {
      coverage.step(s.h[COVERAGE], out.judgement().inInterval());
    }
    out.judgement().coverage(coverage.share(s.h[COVERAGE]));
    features.step(s, x, elapsed, out.time(), out.features().values());
    return elapsed;
  }

  @Override
  public void miss(State s, long time, StepResult out) {
    sampling.step(s, time);
    if (withoutValue(s, time, expect(s, out.beginMissing(time).judgement()), out)) {
      forecastAndRemember(s, advance(s, time, false), false, out);
    }
    tellRepairs(s, out);
  }

  /** A further record of the sampling interval of the last step, without a value: says nothing. */
  private void idle(State s, long time, StepResult out) {
    if (time > s.time) {
      sampling.step(s, time);
      s.time = time;
    }
    out.beginMissing(time);
    out.judgement().status(status(s, false));
    out.judgement().coverage(coverage.share(s.h[COVERAGE]));
    features.read(s, out.features().values());
    s.round();
  }

  @Override
  boolean fillStep(State s, long time, long intervals, StepResult out) {
    long next = sampling.between(s, time, intervals);
    sampling.fillStep(s, next);
    out.beginFilled(next);
    boolean hasForecast = missingSteps ? expect(s, out.judgement()) : hasForecast(s);
    if (!withoutValue(s, next, hasForecast, out)) {
      return false;
    }
    boolean due = advance(s, next, false);
    if (missingSteps) {
      forecastAndRemember(s, false, false, out);
    } else {
      s.round();
      forecastStage.fillStep(s, out.forecast().quantiles());
    }
    return due;
  }

  /** A step without a value; false where there is nothing to go on from. */
  private boolean withoutValue(State s, long time, boolean hasForecast, StepResult out) {
    out.judgement().status(status(s, false));
    out.judgement().coverage(coverage.share(s.h[COVERAGE]));
    readings.begin(s.h[READINGS], out.judgement());
    if (!hasForecast) {
      s.time = time;
      if (s.index > 0) {
        leaveOut(s, 1);
      }
      return false;
    }
    forecastStage.miss(s);
    features.read(s, out.features().values());
    return true;
  }

  @Override
  boolean missingSteps() {
    return missingSteps;
  }

  private Status status(State s, boolean sound) {
    return Math.min(s.count, forecastStage.learned(s)) <= WARM_UP
        ? Status.WARMING_UP
        : sound ? Status.OK : Status.DEGRADED;
  }

  /** Whether the step to come was forecast by the one before it. */
  static boolean hasForecast(State s) {
    return s.index > 0 && s.index >= s.firstScorable;
  }

  /** Recalls what was expected of this step, if anything was. */
  private boolean expect(State s, Judgement out) {
    expectation.none(s.count, calendar.timeOf(sampling.pace(s)));
    if (!hasForecast(s)) {
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

  /** Whether all that was expected is finite. */
  private boolean expected(Judgement out) {
    double mean = expectation.mean();
    double lower = expectation.quantile((1 - confidence) / 2);
    double upper = expectation.quantile((1 + confidence) / 2);
    if (!Double.isFinite(mean + lower + upper + expectation.baseline())) {
      return false;
    }
    out.expect(mean, lower, upper);
    return true;
  }

  /** Moves the clock on; whether a forecast is due at this step. */
  private boolean advance(State s, long time, boolean first) {
    boolean emits = emission.due(s.index + 1, first, time, s.time);
    s.index++;
    s.time = time;
    return emits;
  }

  /** Ends the step: forecasts as far as anyone will look, and remembers it if it had a value. */
  private void forecastAndRemember(State s, boolean emits, boolean valued, StepResult out) {
    s.round();
    if (!out.judgement().verdict().finite()) {
      repairs.restart(s, DETECTOR);
      out.judgement().verdict().normal(0);
    }
    if (forecastStage.canForecast(s)) {
      if (emits) {
        ask(s, out.forecast());
      }
      forecastStage.forecastAndRemember(s, valued, out.forecast().quantiles());
      if (!out.forecast().quantiles().enclose()) {
        repairs.restartForecasting(s);
      }
      tagVersions(s, out);
    }
    if (Repairs.due(s) || !out.features().finite()) {
      repairs.mend(s);
    }
    if (!forecastStage.canForecast(s)) {
      out.forecast().withdraw();
      leaveOut(s, 0);
    }
  }

  /** Hands over which stages began anew, with the next record that is written. */
  private void tellRepairs(State s, StepResult out) {
    if (!s.repaired.isEmpty()) {
      features.read(s, out.features().values());
    }
    out.repaired(s.repaired);
    s.repaired = List.of();
  }

  private void ask(State s, SeriesForecast out) {
    out.ask(s.time, sampling.origin(s), sampling.pace(s));
  }

  /** Tags all that a step gives with the version of the trained weights that stood behind it. */
  private void tagVersions(State s, StepResult out) {
    out.judgement().model(out.forecast().model());
    out.forecast().networkVersion(forecastStage.versions(s, 0));
    if (out.judgement().hasExpectation()) {
      out.judgement().networkVersion(forecastStage.versions(s, 1));
    }
    OutcomeBatch outcomes = out.outcomes();
    for (int i = 0; i < outcomes.count(); i++) {
      outcomes.networkVersion(i, forecastStage.versions(s, outcomes.steps(i)));
    }
  }

  @Override
  public boolean forecast(State s, SeriesForecast out) {
    if (!forecastStage.canForecast(s)) {
      return false;
    }
    ask(s, out);
    forecastStage.forecast(s, out.quantiles());
    out.quantiles().enclose();
    out.networkVersion(forecastStage.versions(s, 0));
    return true;
  }
}
