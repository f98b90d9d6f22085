package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoltWintersTest {
  private static final double[] SERIES = Signals.lifelike(101, 240);

  /** The additive method, over lists, from the formulas of the class. */
  private static double[] reference(
      double[] x, int m, double alpha, double beta, double gamma, double damping, int steps) {
    double level = 0;
    for (int t = 0; t < m; t++) {
      level += x[t] / m;
    }
    List<Double> season = new ArrayList<>();
    for (int t = 0; t < m; t++) {
      season.add(x[t] - level);
    }
    double trend = 0;
    for (int t = m; t < x.length; t++) {
      double error = x[t] - (level + damping * trend + season.get(t - m));
      level = level + damping * trend + alpha * error;
      trend = damping * trend + alpha * beta * error;
      season.add(season.get(t - m) + gamma * (1 - alpha) * error);
    }
    double[] path = new double[steps];
    double reach = 0;
    for (int k = 1; k <= steps; k++) {
      reach += Math.pow(damping, k);
      path[k - 1] = level + reach * trend + season.get(x.length - m + (k - 1) % m);
    }
    return path;
  }

  @ParameterizedTest
  @CsvSource({"12, 0.2, 0.1, 0.1, 0.98", "12, 0.7, 0.3, 0.5, 1", "5, 1, 1, 1, 0.9"})
  void isTheAdditiveMethod(int season, double alpha, double beta, double gamma, double damping) {
    for (int length : new int[] {season, season + 1, 50, 240}) {
      double[] x = Arrays.copyOf(SERIES, length);
      double[] path =
          new Trial<>(new HoltWinters(season, alpha, beta, gamma, damping)).feed(x).forecast(30);
      double[] expected = reference(x, season, alpha, beta, gamma, damping, 30);
      for (int k = 0; k < 30; k++) {
        assertThat(path[k]).as("step %d from %d", k, length).isCloseTo(expected[k], within(1e-8));
      }
    }
  }

  @Test
  void theCandidateWithTheLeastDiscountedErrorSpeaks() {
    Trial<HoltWinters> trial = new Trial<>(new HoltWinters(12)).feed(SERIES);
    double min = Double.MAX_VALUE;
    double[] best = new double[0];
    for (double alpha : new double[] {0.05, 0.2, 0.5}) {
      for (double gamma : new double[] {0.1, 0.4}) {
        double score = 0;
        for (int t = 12; t < SERIES.length; t++) {
          double[] before = Arrays.copyOf(SERIES, t);
          double error = SERIES[t] - reference(before, 12, alpha, 0.1, gamma, 0.98, 1)[0];
          score = 0.99 * score + error * error;
        }
        if (score < min) {
          min = score;
          best = reference(SERIES, 12, alpha, 0.1, gamma, 0.98, 20);
        }
      }
    }
    assertThat(trial.forecast(20)).containsExactly(best, within(1e-8));
  }

  @Test
  void untilASeasonHasBeenSeenTheLastValueIsTheForecast() {
    Trial<HoltWinters> trial = new Trial<>(new HoltWinters(12));
    for (int t = 0; t < 11; t++) {
      trial.feed(SERIES[t]);
      assertThat(trial.forecast(5)).containsOnly(SERIES[t]);
    }
  }

  @Test
  void aPureSeasonIsForecastExactlyFromItsSecondTurnOn() {
    double[] x = Signals.of(60, t -> 100 + t % 6 * (t % 6));
    Trial<HoltWinters> trial = new Trial<>(new HoltWinters(6));
    for (int t = 0; t < 48; t++) {
      trial.feed(x[t]);
      if (t >= 5) {
        for (int k = 1; k <= 12; k++) {
          assertThat(trial.forecast(12)[k - 1]).isCloseTo(x[(t + k) % 6 + 6], within(1e-9));
        }
      }
    }
  }

  @Test
  void missingStepsKeepTheSeasonInPhase() {
    Trial<HoltWinters> trial = new Trial<>(new HoltWinters(6));
    trial.feed(Signals.of(60, t -> 100 + t % 6));
    trial.feed(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    assertThat(trial.forecast(6))
        .containsExactly(new double[] {104, 105, 100, 101, 102, 103}, within(1e-6));
    trial.past().skip(5);
    assertThat(trial.forecast(6))
        .containsExactly(new double[] {103, 104, 105, 100, 101, 102}, within(1e-6));
  }

  @Test
  void aGapInTheFirstSeasonLeavesNoPhaseAtZero() {
    Trial<HoltWinters> trial = new Trial<>(new HoltWinters(12));
    trial.feed(Signals.of(6, t -> 1000 + t));
    trial.past().skip(9);
    trial.feed(Signals.of(20, t -> 1000 + t));
    for (double value : trial.forecast(24)) {
      assertThat(value).isBetween(950.0, 1050.0);
    }
  }
}
