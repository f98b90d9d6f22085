package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CauchyCombinationTest {
  private static double combined(double... p) {
    double sum = 0;
    for (double each : p) {
      sum += CauchyCombination.term(each);
    }
    return CauchyCombination.p(sum / p.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-15, 1e-9, 1e-4, .01, .2, .3, .5, .9, .98})
  void oneProbabilityIsItself(double p) {
    assertThat(combined(p)).isCloseTo(p, within(1e-9 * p));
    assertThat(combined(p, p, p)).isCloseTo(p, within(1e-9 * p));
  }

  @Test
  void itIsTheFormulaOfThePaper() {
    double[] p = {.001, .02, .3, .8};
    double t = 0;
    for (double each : p) {
      t += Math.tan((.5 - each) * Math.PI) / p.length;
    }
    assertThat(combined(p)).isCloseTo(.5 - Math.atan(t) / Math.PI, within(1e-12));
  }

  @Test
  void manySmallOnesAreRarerThanEachAndOneAmongManyIsAboutSoManyTimesLess() {
    assertThat(combined(1e-4, 1e-4, 1e-4, .5, .5, .5)).isBetween(1.9e-4, 2.1e-4);
    assertThat(combined(1e-8, .5, .5, .5, .5, .5, .5, .5, .5, .5)).isBetween(.9e-7, 1.1e-7);
    assertThat(combined(1e-8, 1, 1, 1)).isLessThan(1e-7); // ordinary ones hide nothing
  }

  /** A share of p below a level is that level, whether series know of each other or not. */
  @ParameterizedTest
  @CsvSource({
    "0, 20, .01",
    "0, 20, .001",
    ".5, 20, .01",
    ".5, 20, .001",
    ".9, 20, .01",
    ".9, 20, .001",
    "0, 3, .01",
    ".5, 200, .001"
  })
  void probabilitiesOfSeriesWhereNothingIsWrongAreRight(double correlation, int series, double p) {
    Random random = new Random(7);
    int trials = series > 100 ? 20_000 : 100_000;
    int below = 0;
    for (int i = 0; i < trials; i++) {
      double common = random.nextGaussian();
      double sum = 0;
      for (int k = 0; k < series; k++) {
        double z =
            Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * random.nextGaussian();
        sum += CauchyCombination.term(upper(z));
      }
      below += CauchyCombination.p(sum / series) <= p ? 1 : 0;
    }
    double share = below / (double) trials;
    double noise = 4 * Math.sqrt(p / trials);
    assertThat(share).isLessThan(1.3 * p + noise).isGreaterThan(.5 * p - noise);
  }

  /** The probability that a standard normal is larger (Numerical Recipes, 6.2, of erfc). */
  private static double upper(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + .5 * x);
    double tail =
        .5
            * t
            * Math.exp(
                -x * x
                    - 1.26551223
                    + t
                        * (1.00002368
                            + t
                                * (.37409196
                                    + t
                                        * (.09678418
                                            + t
                                                * (-.18628806
                                                    + t
                                                        * (.27886807
                                                            + t
                                                                * (-1.13520398
                                                                    + t
                                                                        * (1.48851587
                                                                            + t
                                                                                * (-.82215223
                                                                                    + t
                                                                                        * .17087277)))))))));
    return z > 0 ? tail : 1 - tail;
  }
}
