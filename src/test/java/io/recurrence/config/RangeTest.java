package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.OutcomeBatch;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is forecast of a series whose values are known to have an end. */
class RangeTest {
  private static final long MINUTE = 60_000;
  private static final String RANGE = "\nrange: [0, 100]";

  /** A disk that fills, is cleared, and is never full. */
  private static double[] disk() {
    Random random = new Random(1);
    double[] values = new double[600];
    double level = 40;
    for (int i = 0; i < values.length; i++) {
      level = level > 99 ? 2 : level + random.nextDouble();
      values[i] = level;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: mixture",
        "model: {type: ar, order: 4}",
        "model: {type: holt, damping: 1}\ndetector: {type: tail, alarm-rate: 0.1}",
        "transforms: difference\nmodel: {type: ar, order: 2}"
      })
  void allThatIsForecastStaysWithinAndTheStateIsTheSame(String model) {
    String yaml = model + "\noutput: {forecasts: f, outcomes: o}";
    SeriesPipeline bounded = SpecLoader.parse(yaml + RANGE).newPipeline();
    SeriesPipeline unbounded = SpecLoader.parse(yaml).newPipeline();
    State state = bounded.newState();
    State other = unbounded.newState();
    StepResult out = bounded.newOutput();
    StepResult free = unbounded.newOutput();
    boolean differs = false;
    double[] values = disk();
    for (int t = 0; t < values.length; t++) {
      bounded.step(state, t * MINUTE, values[t], out);
      unbounded.step(other, t * MINUTE, values[t], free);
      if (out.judgement().hasExpectation()) {
        within(out.judgement().lower(), out.judgement().expected(), out.judgement().upper());
        assertThat(out.judgement().inInterval()).isEqualTo(free.judgement().inInterval());
      }
      forecast(out.forecast());
      outcomes(out.outcomes());
      differs |= free.forecast().made() && free.forecast().upper(24) > 100;
    }
    assertThat(differs).as("forecasts would leave the range").isTrue();
    assertThat(bounded.forecast(state, out.forecast())).isTrue();
    forecast(out.forecast());
    assertThat(state.toBytes()).isEqualTo(other.toBytes());
    assertThat(bounded.shape()).isEqualTo(unbounded.shape());
  }

  @Test
  void valuesBeyondTheRangeThatAreKeptAreLearnedAsWithoutIt() {
    String yaml = "output: {forecasts: f}\ninput: {outside: keep}";
    SeriesPipeline bounded = SpecLoader.parse(yaml + RANGE).newPipeline();
    SeriesPipeline unbounded = SpecLoader.parse("output: {forecasts: f}").newPipeline();
    State state = bounded.newState();
    State other = unbounded.newState();
    double[] values = disk();
    for (int t = 0; t < values.length; t++) {
      double x = 1.2 * values[t];
      bounded.step(state, t * MINUTE, x, bounded.newOutput());
      unbounded.step(other, t * MINUTE, x, unbounded.newOutput());
    }
    assertThat(state.toBytes()).isEqualTo(other.toBytes());
  }

  private static void forecast(SeriesForecast forecast) {
    for (int k = 1; forecast.made() && k <= forecast.horizon(); k++) {
      within(forecast.lower(k), forecast.mean(k), forecast.upper(k));
      for (int level = 0; level < forecast.levels().length; level++) {
        assertThat(forecast.quantile(level, k)).isBetween(0.0, 100.0);
      }
    }
  }

  private static void outcomes(OutcomeBatch outcomes) {
    for (int i = 0; i < outcomes.count(); i++) {
      within(outcomes.lower(i), outcomes.forecast(i), outcomes.upper(i));
    }
  }

  private static void within(double lower, double mean, double upper) {
    assertThat(lower).isBetween(0.0, mean);
    assertThat(upper).isBetween(mean, 100.0);
  }
}
