package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalQuantileTest {

  /** P(Z <= z) by the series z φ(z) Σ z^2n / (2n+1)!! (Marsaglia, 2004). */
  private static double distribution(double z) {
    double term = z;
    double sum = z;
    for (int n = 1; n < 400; n++) {
      term *= z * z / (2 * n + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void undoesTheDistributionFunction() {
    for (double z = -5; z <= 5; z += 0.01) {
      double p = distribution(z);
      assertThat(NormalQuantile.of(p)).isCloseTo(z, within(1e-8 + 2e-16 / Math.min(p, 1 - p) * 9));
    }
  }

  @Test
  void agreesWithTheTables() {
    assertThat(NormalQuantile.of(0.5)).isZero();
    assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(5e-9));
    assertThat(NormalQuantile.of(0.001)).isCloseTo(-3.090232306167813, within(5e-9));
    assertThat(NormalQuantile.of(1e-12)).isCloseTo(-7.034483825301131, within(1e-8));
  }

  @Test
  void isOddAroundOneHalf() {
    for (double p = 0.0005; p < 0.5; p += 0.0005) {
      assertThat(NormalQuantile.of(1 - p)).isCloseTo(-NormalQuantile.of(p), within(1e-8));
    }
  }

  @Test
  void ascendsAcrossTheSeamsOfItsThreeParts() {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 100_000; i++) {
      double z = NormalQuantile.of(i / 100_000.0);
      assertThat(z).isGreaterThan(last);
      last = z;
    }
  }
}
