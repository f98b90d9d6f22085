package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import org.junit.jupiter.api.Test;

class HiddenMarkovModelTest {
  private static final MadeChain MADE =
      new MadeChain(
          new double[][] {{.95, .05}, {.1, .9}}, new double[][] {{-2, .25}, {6, 4}}, true);

  private static Trial<HiddenMarkovModel> trial() {
    return new Trial<>(new HiddenMarkovModel(2, 2, 1)).feed(MADE.draw(1, 20_000)[0]);
  }

  /** With a_12 = .05 and a_21 = .1, what is known of the state fades by .85 a step. */
  @Test
  void theForecastGoesFromTheMeanOfTheStateToThatOfTheSeries() {
    Trial<HiddenMarkovModel> trial = trial().feed(-2, -2, -2);
    double[] path = trial.forecast(60);
    double whole = (2.0 * -2 + 6) / 3;
    for (int k = 0; k < path.length; k++) {
      double expected = whole + (-2 - whole) * Math.pow(.85, k + 1);
      assertThat(path[k]).as("step " + (k + 1)).isCloseTo(expected, within(0.4));
    }
  }

  @Test
  void theDeviationIsThatOfTheFuturesDrawn() {
    Trial<HiddenMarkovModel> trial = trial().feed(-2, -2, -2);
    double[] deviation = trial.deviation(20);
    double[] path = trial.forecast(20);
    double[] squares = new double[20];
    int futures = 4000;
    for (int f = 0; f < futures; f++) { // made chains begin in the first state
      double[] x = MADE.draw(100 + f, 20)[0];
      for (int k = 0; k < 20; k++) {
        squares[k] += (x[k] - path[k]) * (x[k] - path[k]) / futures;
      }
    }
    for (int k = 0; k < 20; k++) {
      assertThat(deviation[k]).as("step " + (k + 1)).isCloseTo(Math.sqrt(squares[k]), within(.25));
    }
  }

  @Test
  void beforeItHasBegunTheMeanSoFarIsTheForecast() {
    Trial<HiddenMarkovModel> trial = new Trial<>(new HiddenMarkovModel(1, 4, 1)).feed(1, 2, 6);
    assertThat(trial.forecast(3)).containsExactly(new double[] {3, 3, 3}, within(1e-12));
    assertThat(trial.deviation(3)).isEmpty();
  }

  @Test
  void aSilenceLetsTheForecastReturnToTheSeries() {
    double[] silence = Signals.of(200, t -> Double.NaN);
    assertThat(trial().feed(6, 6, 6).feed(silence).forecast(1)[0])
        .isCloseTo((2.0 * -2 + 6) / 3, within(0.4));
  }
}
