package io.recurrence.forecast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.NormalQuantile;
import io.recurrence.testing.Signals;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveConformalTest {
  private static final double[] LEVELS = {
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99
  };
  private static final int ERRORS = 20_000;
  private static final int WARM_UP = 200;

  private static double[] quantile(
      AdaptiveConformal interval, double[] h, double level, int steps) {
    double[] out = new double[steps];
    interval.quantile(h, level, new double[steps], out);
    return out;
  }

  /** The share of errors below each quantile as it stood before them, against its level. */
  private static void assertCovered(IntToDoubleFunction error) {
    HorizonGrid horizonGrid = HorizonGrid.upTo(1);
    AdaptiveConformal interval = new AdaptiveConformal(horizonGrid, false);
    double[] h = new double[interval.size()];
    interval.start(h);
    int[] below = new int[LEVELS.length];
    for (int t = 0; t < ERRORS; t++) {
      double e = error.applyAsDouble(t);
      for (int i = 0; i < LEVELS.length && t >= WARM_UP; i++) {
        below[i] += e <= quantile(interval, h, LEVELS[i], 1)[0] ? 1 : 0;
      }
      interval.learn(h, 0, 0, e);
    }
    for (int i = 0; i < LEVELS.length; i++) {
      double share = (double) below[i] / (ERRORS - WARM_UP);
      assertThat(share).as("coverage at " + LEVELS[i]).isCloseTo(LEVELS[i], within(0.02));
    }
  }

  @Test
  void independentErrorsAreCoveredAsOftenAsAsked() {
    double[] noise = Signals.normal(151, ERRORS);
    assertCovered(t -> noise[t]);
  }

  @Test
  void skewedErrorsAreCoveredAsOftenAsAsked() {
    double[] noise = Signals.normal(152, ERRORS);
    assertCovered(t -> Math.exp(noise[t]) - 1.6);
  }

  @Test
  void errorsWhoseSpreadChangesAreCoveredAsOftenAsAsked() {
    double[] noise = Signals.normal(153, ERRORS);
    assertCovered(t -> noise[t] * (2 + Math.sin(t / 300.0)) * (t > ERRORS / 2 ? 10 : 1));
  }

  @Test
  void errorsWhoseMeanMovesAwayAreCoveredAsOftenAsAsked() {
    double[] noise = Signals.normal(154, ERRORS);
    assertCovered(t -> noise[t] + (t > ERRORS / 3 ? 2 : 0) - (t > 2 * ERRORS / 3 ? 3 : 0));
  }

  @Test
  void heavyTailsAreCoveredAsOftenAsAsked() {
    double[] noise = Signals.normal(155, 4 * ERRORS);
    assertCovered(
        t ->
            noise[4 * t]
                / Math.sqrt(
                    (Math.pow(noise[4 * t + 1], 2)
                            + Math.pow(noise[4 * t + 2], 2)
                            + Math.pow(noise[4 * t + 3], 2))
                        / 3));
  }

  @Test
  void quantilesOfNormalErrorsAreNearThoseOfTheNormal() {
    AdaptiveConformal interval = new AdaptiveConformal(HorizonGrid.upTo(1), false);
    double[] h = new double[interval.size()];
    interval.start(h);
    double[] mean = new double[LEVELS.length];
    double[] noise = Signals.normal(156, ERRORS);
    for (int t = 0; t < ERRORS; t++) {
      interval.learn(h, 0, 3, 3 + 5 * noise[t]);
      for (int i = 0; i < LEVELS.length; i++) {
        mean[i] += quantile(interval, h, LEVELS[i], 1)[0] / ERRORS;
      }
    }
    for (int i = 0; i < LEVELS.length; i++) {
      double exact = 5 * NormalQuantile.of(LEVELS[i]);
      assertThat(mean[i]).as("level " + LEVELS[i]).isCloseTo(exact, within(0.6));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, -50})
  void levelsBeyondTheOutermostDoNotCrossItHoweverOneSidedTheErrors(double bias) {
    AdaptiveConformal interval = new AdaptiveConformal(HorizonGrid.upTo(1), false);
    double[] h = new double[interval.size()];
    interval.start(h);
    for (int t = 0; t < 60_000; t++) {
      interval.learn(h, 0, 0, bias + t % 3);
    }
    double last = Double.NEGATIVE_INFINITY;
    for (double level : new double[] {1e-6, 1e-4, 0.001, 0.004, 0.005, 0.006, 0.5}) {
      assertThat(quantile(interval, h, level, 1)[0]).isGreaterThanOrEqualTo(last);
      last = quantile(interval, h, level, 1)[0];
    }
    for (double level : new double[] {0.994, 0.995, 0.996, 0.999, 0.9999, 1 - 1e-6}) {
      assertThat(quantile(interval, h, level, 1)[0]).isGreaterThanOrEqualTo(last);
      last = quantile(interval, h, level, 1)[0];
    }
  }

  @Test
  void stepsBetweenKnotsLieBetweenThemInProportion() {
    HorizonGrid horizonGrid = HorizonGrid.upTo(12);
    AdaptiveConformal interval = new AdaptiveConformal(horizonGrid, false);
    double[] h = new double[interval.size()];
    interval.start(h);
    for (int knot = 0; knot < horizonGrid.count(); knot++) {
      for (int t = 0; t < 50; t++) {
        interval.learn(h, knot, 0, horizonGrid.steps(knot) * (t % 2 == 0 ? 1 : -1));
      }
    }
    double[] upper = quantile(interval, h, 0.9, 12);
    assertThat(upper[4]).as("5 steps").isCloseTo((upper[3] + upper[5]) / 2, within(1e-12));
    assertThat(upper[8]).as("9 steps").isCloseTo((3 * upper[7] + upper[11]) / 4, within(1e-12));
  }

  @Test
  void aKnotWithoutTruthTakesTheOneBeforeItWidenedByTheRootOfTime() {
    AdaptiveConformal interval = new AdaptiveConformal(HorizonGrid.upTo(16), false);
    double[] h = new double[interval.size()];
    interval.start(h);
    assertThat(quantile(interval, h, 0.9, 16)).as("nothing known").containsOnly(0);
    interval.learn(h, 0, 0, 1);
    interval.learn(h, 0, 0, -1);
    double[] upper = quantile(interval, h, 0.9, 16);
    assertThat(upper[0]).isPositive();
    assertThat(upper[3]).isCloseTo(2 * upper[0], within(1e-12));
    assertThat(upper[15]).isCloseTo(4 * upper[0], within(1e-12));
  }

  @Test
  void aPerfectForecastHasABandOfNoWidth() {
    AdaptiveConformal interval = new AdaptiveConformal(HorizonGrid.upTo(1), false);
    double[] h = new double[interval.size()];
    interval.start(h);
    for (int t = 0; t < 100; t++) {
      interval.learn(h, 0, 5, 5);
    }
    assertThat(quantile(interval, h, 0.995, 1)).containsOnly(0);
    interval.learn(h, 0, 5, 6);
    assertThat(quantile(interval, h, 0.9, 1)[0]).isPositive();
  }
}
