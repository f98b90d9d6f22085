package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Interval;
import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import org.junit.jupiter.api.Test;

/** Figures computed by hand. */
class ScorecardTest {

  /** Forecasts 10, 20, 30 from wherever it stands, with a band of 2 at level 0.1 and 0.9. */
  private static final class Tens implements Model, Interval {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public void step(double[] h, Observation x) {}

    @Override
    public void forecast(double[] h, Past past, double[] path) {
      for (int k = 0; k < path.length; k++) {
        path[k] = 10 * (k + 1);
      }
    }

    @Override
    public void learn(double[] h, int knot, double forecast, double actual) {}

    @Override
    public void quantile(double[] h, double level, double[] path, double[] out) {
      for (int k = 0; k < path.length; k++) {
        out[k] = path[k] + (level < 0.5 ? -2 : 2);
      }
    }
  }

  private static SeriesForecast tens() {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .horizon(3)
            .levels(0.1, 0.9)
            .model("tens", new Tens())
            .interval("tens", new Tens())
            .build();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    pipeline.step(s, 0, 5, out);
    return out.forecast();
  }

  private final Scorecard card = new Scorecard(3, new double[] {0.1, 0.9});

  @Test
  void errorsOfOneForecast() {
    Scorecard.Series series = card.series(1);
    series.actual(1, true, 5);
    series.forecast(tens());
    series.actual(1, true, 11); // error 1
    series.actual(1, true, 16); // error -4
    series.actual(1, true, 30); // error 0
    series.actual(1, true, 99); // beyond the horizon
    series.close();
    assertThat(card.scored()).isEqualTo(3);
    assertThat(card.mae()).isCloseTo(5 / 3.0, within(1e-12));
    assertThat(card.rmse()).isCloseTo(Math.sqrt(17 / 3.0), within(1e-12));
    double symmetric = 200 * (1 / 21.0 + 4 / 36.0 + 0) / 3;
    assertThat(card.smape()).isCloseTo(symmetric, within(1e-12));
    double naive = (6 + 5 + 14 + 69) / 4.0;
    assertThat(card.mase()).isCloseTo(5 / 3.0 / naive, within(1e-12));
  }

  @Test
  void lossesAndCoverageOfTheQuantiles() {
    Scorecard.Series series = card.series(1);
    series.forecast(tens()); // 0.1: 8 18 28, 0.9: 12 22 32
    series.actual(1, true, 11);
    series.actual(1, true, 16);
    series.actual(1, true, 32);
    series.close();
    double low = 0.1 * 3 + 0.9 * 2 + 0.1 * 4;
    double high = 0.1 * 1 + 0.1 * 6 + 0;
    assertThat(card.weightedQuantileLoss())
        .isCloseTo(2 * (low + high) / 2 / (11 + 16 + 32), within(1e-12));
    assertThat(card.coverage(0)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(card.coverage(1)).isEqualTo(1);
    assertThat(card.coverage(0, 1)).isZero();
    assertThat(card.coverage(0, 2)).isEqualTo(1);
    assertThat(card.coverage(1, 3)).as("an actual value at the quantile is covered").isEqualTo(1);
  }

  @Test
  void overlappingForecastsAreEachScoredAtTheirOwnStep() {
    Scorecard.Series series = card.series(1);
    series.forecast(tens());
    series.actual(1, true, 10);
    series.forecast(tens());
    series.actual(1, true, 20); // step 2 of the first, step 1 of the second
    series.actual(1, true, 30); // steps 3 and 2
    series.actual(1, true, 30); // step 3 of the second
    series.close();
    assertThat(card.scored()).isEqualTo(6);
    assertThat(card.mae()).isCloseTo((10 + 10) / 6.0, within(1e-12));
  }

  @Test
  void aMissingTruthIsNotScoredAndAGapMovesOn() {
    Scorecard.Series series = card.series(1);
    series.forecast(tens());
    series.actual(1, false, 0);
    series.actual(2, true, 30); // one step left out: this is the third
    series.actual(1, true, 1e9);
    series.close();
    assertThat(card.scored()).isEqualTo(1);
    assertThat(card.mae()).isZero();
    assertThat(card.coverage(1, 3)).isEqualTo(1);
  }

  @Test
  void aGapBeyondTheHorizonScoresNothing() {
    Scorecard.Series series = card.series(1);
    series.forecast(tens());
    series.forecast(tens());
    series.actual(1_000_000_000_000L, true, 10);
    series.actual(1, true, 10);
    assertThat(card.scored()).isZero();
  }

  @Test
  void theScaledErrorIsTheMeanOverSeriesInUnitsOfTheirOwnSeason() {
    for (double scale : new double[] {1, 1000}) {
      Scorecard.Series series = card.series(2);
      for (double x : new double[] {1, 5, 2, 7}) {
        series.actual(1, true, scale * x);
      }
      series.close();
    }
    assertThat(card.mase()).as("nothing scored").isNaN();
    Scorecard.Series series = card.series(2);
    series.actual(1, true, 1);
    series.actual(1, true, 5);
    series.forecast(tens());
    series.actual(1, true, 14); // error 4, naive 13
    series.actual(1, true, 18); // error 2, naive 13
    series.close();
    assertThat(card.mase()).isCloseTo(3 / 13.0, within(1e-12));
  }

  @Test
  void twoForecastsFromOneStepAreBothScoredAndBothForgotten() {
    Scorecard.Series series = card.series(1);
    series.forecast(tens());
    series.forecast(tens());
    for (int t = 1; t <= 6; t++) {
      series.actual(1, true, 10 * t);
    }
    assertThat(card.scored()).isEqualTo(6);
    assertThat(card.mae()).isZero();
  }
}
