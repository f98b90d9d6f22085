package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.BitSet;
import java.util.List;

/** A {@link Forecaster} as the forecasting half of a pipeline. */
final class SingleForecaster implements ForecastStage {
  private final Forecaster forecaster;
  private final int at; // where it stands in a state
  private final Moment past;
  private final Observation observation;

  SingleForecaster(Stage stage, Sampling sampling, List<Stage> stages) {
    this.forecaster = stage.recurrence(Forecaster.class);
    this.at = stages.size();
    stages.add(stage.as("forecaster"));
    this.past = new Moment(sampling);
    this.observation = new Observation(past);
  }

  /** The clock alone; a forecaster keeps its values itself. */
  private static final class Moment implements Past {
    private final Sampling sampling;
    private long index;
    private long time;
    private long interval;
    private long number;

    Moment(Sampling sampling) {
      this.sampling = sampling;
    }

    Moment bind(State s) {
      this.interval = sampling.interval(s);
      this.number = sampling.number(s);
      this.index = s.index;
      this.time = s.time;
      return this;
    }

    @Override
    public int length() {
      return 0;
    }

    @Override
    public double back(int k) {
      throw new IndexOutOfBoundsException(k);
    }

    @Override
    public long index() {
      return index;
    }

    @Override
    public long time() {
      return time;
    }

    @Override
    public long intervalNumber() {
      return number;
    }

    @Override
    public long step() {
      return interval;
    }
  }

  @Override
  public List<String> experts() {
    return forecaster.experts();
  }

  @Override
  public boolean canForecast(State s) {
    return forecaster.canForecast(s.h[at]);
  }

  @Override
  public long learned(State s) {
    return forecaster.learned(s.h[at]);
  }

  @Override
  public void carriedOver(State s, BitSet carried) {
    if (!carried.get(at)) {
      s.firstScorable = s.index + 1;
    }
  }

  @Override
  public void expect(State s, Expectation expectation) {
    forecaster.expect(s.h[at], past.bind(s), expectation);
  }

  @Override
  public boolean step(State s, double x, double elapsed, long time, StepResult out) {
    past.bind(s);
    forecaster.step(s.h[at], observation.set(x, elapsed, time), out.outcomes().listener());
    return true;
  }

  @Override
  public void amend(State s, double x, double elapsed) {
    forecaster.amend(s.h[at], x);
  }

  @Override
  public void miss(State s) {
    forecaster.miss(s.h[at], past.bind(s));
  }

  @Override
  public void skip(State s, long steps) {
    forecaster.skip(s.h[at], steps);
  }

  @Override
  public void forecast(State s, QuantileForecast forecast) {
    forecaster.forecast(s.h[at], past.bind(s), forecast);
  }

  @Override
  public void forecastAndRemember(State s, boolean valued, QuantileForecast forecast) {
    if (valued) {
      forecaster.forecastAndRemember(s.h[at], past.bind(s), forecast);
    } else {
      forecast(s, forecast);
    }
  }

  @Override
  public void fillStep(
      State s,
      QuantileForecast forecast) {} // a step without a value leaves no forecast to be scored
}
