package io.recurrence.core;

import static io.recurrence.core.ForecastStages.READINGS;

import io.recurrence.time.TimePolicy;
import java.util.BitSet;

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
 */
final class ForecastPipeline extends SeriesPipeline {
  private final ForecastShape shape;
  private final Emission emission;
  private final Sampling sampling;
  private final IntervalReadings readings;
  private final RecordJudge judge;
  private final ForecastStage forecastStage;
  private final Features features;
  private final boolean missingSteps;
  private final Repairs repairs;

  ForecastPipeline(PipelineBuilder b) {
    this(b, ForecastStages.of(b));
  }

  private ForecastPipeline(PipelineBuilder b, ForecastStages stages) {
    super(stages.layout(), b.time, b.calendar, stages.heldBack(), b.severity);
    this.shape = b.shape();
    this.emission = b.emission;
    this.missingSteps = b.missingSteps;
    this.judge = new RecordJudge(b, stages);
    this.sampling = stages.sampling();
    this.readings = stages.readings();
    this.forecastStage = stages.forecastStage();
    this.features = stages.features();
    this.repairs = stages.repairs();
  }

  @Override
  public StepResult newOutput() {
    String[] experts = forecastStage.experts().toArray(String[]::new);
    return shape.newOutput(experts, features.names());
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
    forecastStage.leaveOut(s, steps);
  }

  @Override
  public void step(State s, long time, double x, StepResult out) {
    Values.check(x);
    boolean paced = sampling.paced(s);
    sampling.step(s, time);
    out.begin(time, x);
    boolean expected = judge.expect(s, out.judgement());
    readings.begin(s.h[READINGS], out.judgement());
    readings.take(s.h[READINGS], x, true);
    double elapsed = judge.judge(s, expected, x, out);
    boolean accepted = forecastStage.step(s, x, elapsed, time, out);
    s.count++;
    s.last = x;
    out.judgement().status(judge.status(s, expected && accepted));
    boolean emits = advance(s, time, first(s, paced));
    forecastAndRemember(s, emits, true, out);
    judge.conclude(s, out);
  }

  @Override
  void again(State s, long time, boolean present, double x, StepResult out) {
    if (present) {
      read(s, time, x, out);
    } else {
      idle(s, time, out);
    }
  }

  /** A further reading of the last interval; {@link TimePolicy} says what is learned. */
  private void read(State s, long time, double x, StepResult out) {
    Values.check(x);
    boolean newest = time >= s.time;
    boolean emits = newest && emission.dueAgain(time, s.time);
    if (newest) {
      sampling.step(s, time);
      s.time = time;
    }
    out.begin(time, x);
    boolean expected = judge.expectAgain(s, out.judgement());
    double elapsed = judge.judge(s, expected, x, out);
    s.count++;
    s.last = newest ? x : s.last;
    double learned = readings.take(s.h[READINGS], x, newest);
    if (forecastStage.canForecast(s)) {
      forecastStage.amend(s, learned, elapsed);
    }
    out.judgement().status(judge.status(s, expected));
    forecastAndRemember(s, emits, true, out);
    judge.conclude(s, out);
  }

  @Override
  public void miss(State s, long time, StepResult out) {
    sampling.step(s, time);
    if (withoutValue(s, time, judge.expect(s, out.beginMissing(time).judgement()), out)) {
      forecastAndRemember(s, advance(s, time, false), false, out);
    }
    judge.conclude(s, out);
  }

  /** A further record of the sampling interval of the last step, without a value: says nothing. */
  private void idle(State s, long time, StepResult out) {
    if (time > s.time) {
      sampling.step(s, time);
      s.time = time;
    }
    out.beginMissing(time);
    out.judgement().status(judge.status(s, false));
    judge.skip(s, out);
    features.read(s, out.features().values());
    s.round();
  }

  @Override
  boolean fillStep(State s, long time, long intervals, StepResult out) {
    long next = sampling.between(s, time, intervals);
    sampling.fillStep(s, next);
    out.beginFilled(next);
    boolean hasForecast = missingSteps ? judge.expect(s, out.judgement()) : s.hasForecast();
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
    out.judgement().status(judge.status(s, false));
    judge.skip(s, out);
    readings.begin(s.h[READINGS], out.judgement());
    if (!hasForecast) {
      s.time = time;
      if (s.index > 0) {
        forecastStage.leaveOut(s, 1);
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

  /** Whether no forecast could be due before; in periods of time, none without the pace. */
  private boolean first(State s, boolean paced) {
    return (emission.periodic() && !paced) ? sampling.paced(s) : s.count == 1;
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
    judge.mend(s, out.judgement().verdict());
    if (forecastStage.canForecast(s)) {
      if (emits || shape.always()) {
        out.forecast().ask(s.time, sampling.origin(s), sampling.pace(s), sampling.paced(s));
      }
      if (emits) {
        out.forecast().due();
      }
      forecastStage.forecastAndRemember(s, valued, out.forecast().quantiles());
      if (!out.forecast().quantiles().enclose()) {
        repairs.restartForecasting(s);
      }
      forecastStage.tagVersions(s, out);
    }
    if (Repairs.due(s) || !out.features().finite()) {
      repairs.mend(s);
    }
    if (!forecastStage.canForecast(s)) {
      out.forecast().withdraw();
      forecastStage.leaveOut(s, 0);
    }
  }

  @Override
  public boolean forecast(State s, SeriesForecast out) {
    if (!forecastStage.canForecast(s)) {
      return false;
    }
    out.ask(s.time, sampling.origin(s), sampling.pace(s), sampling.paced(s));
    forecastStage.forecast(s, out.quantiles());
    out.quantiles().enclose();
    out.networkVersion(forecastStage.versions(s, 0));
    return true;
  }
}
