package io.recurrence.forecast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.HorizonGrid;
import io.recurrence.testing.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiscountedErrorTest {
  private static final HorizonGrid KNOTS = HorizonGrid.upTo(8);

  private static double[] weights(DiscountedError combiner, double[] h, int knot, int models) {
    double[] weights = new double[models];
    combiner.weights(h, knot, weights);
    return weights;
  }

  @Test
  void beforeAnyTruthAllModelsWeighTheSame() {
    DiscountedError combiner = new DiscountedError(4, KNOTS);
    assertThat(weights(combiner, new double[combiner.size()], 2, 4)).containsOnly(0.25);
  }

  @Test
  void weightsAreTheInverseFourthPowersOfTheDiscountedSquaredErrors() {
    DiscountedError combiner = new DiscountedError(3, KNOTS);
    double[] h = new double[combiner.size()];
    double[] noise = Signals.normal(141, 3 * 400);
    double[] actual = Signals.normal(142, 400);
    for (int t = 0; t < 400; t++) {
      double[] forecasts = new double[3];
      for (int i = 0; i < 3; i++) {
        forecasts[i] = actual[t] + (1 + 0.3 * i) * noise[3 * t + i];
      }
      combiner.learn(h, 1, forecasts, actual[t]);
      double[] expected = new double[3];
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        double weight = 0;
        for (int s = 0; s <= t; s++) {
          double discount = Math.pow(0.99, t - s);
          sum += discount * Math.pow((1 + 0.3 * i) * noise[3 * s + i], 2);
          weight += discount;
        }
        expected[i] = Math.pow(sum / weight, -4);
      }
      double total = Arrays.stream(expected).sum();
      double[] found = weights(combiner, h, 1, 3);
      for (int i = 0; i < 3; i++) {
        assertThat(found[i]).isCloseTo(expected[i] / total, within(1e-9));
      }
    }
  }

  @Test
  void aModelThatIsAlwaysRightTakesAll() {
    DiscountedError combiner = new DiscountedError(3, KNOTS);
    double[] h = new double[combiner.size()];
    combiner.learn(h, 0, new double[] {4, 5, 6}, 5);
    assertThat(weights(combiner, h, 0, 3)).containsExactly(0, 1, 0);
    combiner.learn(h, 0, new double[] {4, 7, 7}, 7);
    assertThat(weights(combiner, h, 0, 3)).containsExactly(0, 1, 0);
  }

  @Test
  void aModelThatBecomesGoodIsFoundAgain() {
    DiscountedError combiner = new DiscountedError(2, KNOTS);
    double[] h = new double[combiner.size()];
    for (int t = 0; t < 500; t++) {
      combiner.learn(h, 0, new double[] {1, 3}, 0);
    }
    assertThat(weights(combiner, h, 0, 2)[0]).isGreaterThan(0.99);
    for (int t = 0; t < 500; t++) {
      combiner.learn(h, 0, new double[] {3, 1}, 0);
    }
    assertThat(weights(combiner, h, 0, 2)[1]).isGreaterThan(0.99);
  }

  @Test
  void weightsDoNotDependOnTheScaleOfTheSeries() {
    DiscountedError combiner = new DiscountedError(2, KNOTS);
    double[] noise = Signals.normal(143, 200);
    double[] expected = new double[0];
    for (double scale : new double[] {1, 0x1p-200, 0x1p300}) {
      double[] h = new double[combiner.size()];
      for (int t = 0; t < 100; t++) {
        double[] forecasts = {scale * noise[2 * t], scale * noise[2 * t + 1]};
        combiner.learn(h, 0, forecasts, 0);
      }
      expected = scale == 1 ? weights(combiner, h, 0, 2) : expected;
      assertThat(weights(combiner, h, 0, 2)).containsExactly(expected, within(1e-12));
    }
  }

  @Test
  void theLargestErrorsThatASeriesCanHaveStayFinite() {
    DiscountedError combiner = new DiscountedError(2, KNOTS);
    double[] h = new double[combiner.size()];
    for (int t = 0; t < 100; t++) {
      combiner.learn(h, 0, new double[] {1e100, t}, -1e100);
      assertThat(weights(combiner, h, 0, 2)[0] + weights(combiner, h, 0, 2)[1])
          .isCloseTo(1, within(1e-12));
    }
  }
}
