package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ElementaryFunctionsTest {
  private static final double ERROR = 1e-9; // relative

  private static void compareExp(double x) {
    double exact = StrictMath.exp(x);
    assertThat(ElementaryFunctions.exp(x)).as("e^" + x).isCloseTo(exact, within(ERROR * exact));
  }

  private static void compareLn(double x) {
    double exact = StrictMath.log(x);
    assertThat(ElementaryFunctions.ln(x))
        .as("ln " + x)
        .isCloseTo(exact, within(ERROR * Math.abs(exact)));
  }

  @Test
  void expIsWithinABillionthOfTheExact() {
    for (double x = -700; x <= 700; x += 0.0371) {
      compareExp(x);
    }
    for (int k = -1000; k <= 1000; k++) { // where the reduction is at its ends
      compareExp((k + .5) * StrictMath.log(2) * (1 + 1e-13));
      compareExp((k + .5) * StrictMath.log(2) * (1 - 1e-13));
    }
  }

  @Test
  void lnIsWithinABillionthOfTheExactAndSoNearOne() {
    Random random = new Random(21);
    for (int i = 0; i < 20_000; i++) {
      compareLn(Math.scalb(1 + random.nextDouble(), random.nextInt(2000) - 1000));
      compareLn(1 + Math.scalb(random.nextGaussian(), -random.nextInt(50) - 3));
    }
    for (int exponent = -1022; exponent <= 1023; exponent++) { // on both sides of the fold
      compareLn(Math.scalb(Math.sqrt(2), exponent));
      compareLn(Math.scalb(Math.nextUp(Math.sqrt(2)), exponent));
      compareLn(Math.scalb(1.0, exponent));
    }
  }

  @Test
  void theEndsAreAsTheyAreTold() {
    assertThat(ElementaryFunctions.exp(0)).isEqualTo(1);
    assertThat(ElementaryFunctions.ln(1)).isZero();
    assertThat(ElementaryFunctions.exp(-700.001)).isZero();
    assertThat(ElementaryFunctions.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(ElementaryFunctions.exp(-700)).isPositive();
    assertThat(ElementaryFunctions.exp(701)).isEqualTo(ElementaryFunctions.exp(700)).isFinite();
    assertThat(ElementaryFunctions.exp(Double.POSITIVE_INFINITY))
        .isEqualTo(ElementaryFunctions.exp(700));
    double min = ElementaryFunctions.ln(Double.MIN_NORMAL);
    assertThat(ElementaryFunctions.ln(0)).isEqualTo(min).isFinite();
    assertThat(ElementaryFunctions.ln(Double.MIN_VALUE)).isEqualTo(min);
    assertThat(ElementaryFunctions.ln(-1)).isEqualTo(min);
    assertThat(ElementaryFunctions.ln(Double.MAX_VALUE)).isCloseTo(709.782712893384, within(1e-9));
  }

  @Test
  void neitherEverFallsWhereTheOtherRises() {
    double exp = 0;
    double ln = Double.NEGATIVE_INFINITY;
    for (double x = -20; x <= 20; x += 1e-3) {
      assertThat(ElementaryFunctions.exp(x)).isGreaterThan(exp);
      exp = ElementaryFunctions.exp(x);
      assertThat(ElementaryFunctions.ln(exp)).isGreaterThan(ln).isCloseTo(x, within(1e-9 * 21));
      ln = ElementaryFunctions.ln(exp);
    }
  }
}
