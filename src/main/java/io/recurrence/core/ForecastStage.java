package io.recurrence.core;

import java.util.BitSet;
import java.util.List;

/** The forecasting half of a pipeline, over the state of a series. */
interface ForecastStage {

  /** The names of what it mixes. */
  List<String> experts();

  /** Whether there is anything to forecast from. */
  boolean canForecast(State s);

  /** How many steps it has learned from. */
  default long learned(State s) {
    return s.count;
  }

  /** A state of another shape has been read, of which these stages were carried over. */
  void carriedOver(State s, BitSet carried);

  /** Gives what the state forecasts for the step to come. */
  void expect(State s, Expectation expectation);

  /**
   * Learns the outcomes whose actual value is {@code x}, then {@code x}.
   *
   * @return whether {@code x} could be learned
   */
  boolean step(State s, double x, double elapsed, long time, StepResult out);

  /**
   * A further reading of the last step.
   *
   * @param x the value of the step from now on
   * @param elapsed seconds since the reading before it
   */
  void amend(State s, double x, double elapsed);

  /** A step without a value. */
  void miss(State s);

  /** So many steps are left out, which no forecast made before them is scored by. */
  default void leaveOut(State s, long steps) {
    s.index += steps;
    s.firstScorable = s.index + 1;
    skip(s, steps);
  }

  /** So many steps are left out. */
  void skip(State s, long steps);

  /**
   * The versions of the trained weights that stood behind the forecast made {@code ago} steps ago,
   * joined by '+'; empty where there were none.
   */
  default String versions(State s, int ago) {
    return "";
  }

  /** Forecasts as far as the quantile forecast asks. */
  void forecast(State s, QuantileForecast forecast);

  /**
   * Forecasts as far as the quantile forecast asks, and remembers what is to be scored.
   *
   * @param valued whether the step had a value
   */
  void forecastAndRemember(State s, boolean valued, QuantileForecast forecast);

  /**
   * Remembers what is to be scored after a step without a value of which no one reads a forecast.
   */
  default void fillStep(State s, QuantileForecast forecast) {
    forecastAndRemember(s, false, forecast);
  }

  /** Tags all that a step gives with the version of the trained weights that stood behind it. */
  default void tagVersions(State s, StepResult out) {
    out.judgement().model(out.forecast().model());
    out.forecast().networkVersion(versions(s, 0));
    if (out.judgement().hasExpectation()) {
      out.judgement().networkVersion(versions(s, 1));
    }
    OutcomeBatch outcomes = out.outcomes();
    for (int i = 0; i < outcomes.count(); i++) {
      outcomes.networkVersion(i, versions(s, outcomes.steps(i)));
    }
  }
}
