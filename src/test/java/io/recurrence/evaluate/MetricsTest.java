package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.NormalQuantile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each measure against figures worked out by hand. */
class MetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double[] Y = {10, 20, 0, -5};
  private static final double[] F = {12, 15, 0, 5};

  @Test
  void errorsAreMeansOverSteps() {
    assertThat(Metrics.mae(Y, F)).isEqualTo((2 + 5 + 0 + 10) / 4.0, EXACT);
    assertThat(Metrics.mse(Y, F)).isEqualTo((4 + 25 + 0 + 100) / 4.0, EXACT);
  }

  @Test
  void smapeIsInPercentAndZeroWhereBothAreZero() {
    double first = 200 * 2.0 / 22;
    double second = 200 * 5.0 / 35;
    double last = 200; // of opposite sign: the most that it can be
    assertThat(Metrics.smape(Y, F)).isEqualTo((first + second + last) / 4, EXACT);
  }

  @Test
  void theScaleIsTheErrorOfTheSeasonalNaiveWithinTheSample() {
    double[] x = {1, 5, 2, 8, 4, 9, 100};
    assertThat(Metrics.naiveScale(x, 6, 1)).isEqualTo((4 + 3 + 6 + 4 + 5) / 5.0, EXACT);
    assertThat(Metrics.naiveScale(x, 6, 2)).isEqualTo((1 + 3 + 2 + 1) / 4.0, EXACT);
    assertThat(Metrics.naiveScale(new double[] {1, Double.NaN, 3, 4}, 4, 1)).isEqualTo(1, EXACT);
    assertThat(Metrics.naiveScale(new double[] {7, 7, 7}, 3, 1)).isZero();
    assertThat(Metrics.naiveScale(new double[] {7}, 1, 1)).isZero();
  }

  @Test
  void theNaiveForecastHasAMaseOfOneOnARamp() {
    double[] x = {0, 3, 6, 9};
    double scale = Metrics.naiveScale(x, 4, 1);
    assertThat(Metrics.mase(new double[] {12}, new double[] {9}, scale)).isEqualTo(1, EXACT);
  }

  @Test
  void owaIsOneForNaive2AndTheMeanOfTwoRatiosForOthers() {
    assertThat(Metrics.owa(13, 2, 13, 2)).isEqualTo(1, EXACT);
    assertThat(Metrics.owa(13.912, 1.193, 18.383, 2.395))
        .as("seasonal naive, M4 hourly, as published")
        .isEqualTo(0.6275, within(5e-5));
    assertThat(Metrics.owa(43.003, 11.608, 18.383, 2.395))
        .as("naive, M4 hourly, as published")
        .isEqualTo(3.593, within(5e-4));
  }

  @Test
  void pinballLossWeighsBothSidesByTheLevel() {
    assertThat(Metrics.pinball(0.9, 10, 12)).isEqualTo(1.8, EXACT);
    assertThat(Metrics.pinball(0.9, 10, 8)).isEqualTo(0.2, EXACT);
    assertThat(Metrics.pinball(0.9, 10, 10)).isZero();
  }

  @Test
  void crpsOfAPointForecastIsItsAbsoluteError() {
    double[] levels = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    double[] point = new double[levels.length];
    assertThat(Metrics.crps(levels, point, 3)).isEqualTo(3, EXACT);
    assertThat(Metrics.crps(levels, point, -3)).isEqualTo(3, EXACT);
    assertThat(Metrics.weightedQuantileLoss(6, 60)).isEqualTo(0.1, EXACT);
  }

  @Test
  void crpsTendsToThatOfTheNormalDistribution() {
    int n = 20_000;
    double[] levels = new double[n];
    double[] quantiles = new double[n];
    for (int i = 0; i < n; i++) {
      levels[i] = (i + 0.5) / n;
      quantiles[i] = NormalQuantile.of(levels[i]);
    }
    // Of the standard normal at its mean: 2 phi(0) - 1/sqrt(pi)
    double closed = 2 / Math.sqrt(2 * Math.PI) - 1 / Math.sqrt(Math.PI);
    assertThat(Metrics.crps(levels, quantiles, 0)).isEqualTo(closed, within(1e-4));
  }

  @Test
  void theIntervalScoreIsTheWidthAndFortyTimesWhatIsMissed() {
    assertThat(Metrics.intervalScore(1, 4, 2, 0.05)).isEqualTo(3, EXACT);
    assertThat(Metrics.intervalScore(1, 4, 4.5, 0.05)).isEqualTo(3 + 40 * 0.5, EXACT);
    assertThat(Metrics.intervalScore(1, 4, 0, 0.05)).isEqualTo(3 + 40, EXACT);
    double[] y = {2, 5};
    assertThat(Metrics.msis(y, new double[] {1, 1}, new double[] {4, 4}, 0.05, 2))
        .isEqualTo((3 + 43) / 2.0 / 2, EXACT);
  }

  @Test
  void coverageCountsTheEndsOfAnInterval() {
    double[] y = {1, 4, 4.1, 0.9};
    double[] lower = {1, 1, 1, 1};
    double[] upper = {4, 4, 4, 4};
    assertThat(Metrics.coverage(y, lower, upper)).isEqualTo(0.5, EXACT);
  }

  @Test
  void geometricMeanOfRatios() {
    assertThat(Metrics.geometricMean(new double[] {0.5, 2, 8})).isEqualTo(2, EXACT);
  }

  @Test
  void arraysOfDifferentLengthsAreRefused() {
    assertThatThrownBy(() -> Metrics.mae(Y, new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 and 3");
    assertThatThrownBy(() -> Metrics.smape(new double[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
