package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryTest {

  @Property(seed = "1", tries = 200)
  void theRingHoldsTheLastValuesNewestFirst(
      @ForAll @IntRange(min = 1, max = 40) int capacity,
      @ForAll @IntRange(min = 0, max = 200) int length,
      @ForAll boolean single) {
    History history = new History(capacity, single);
    double[] h = new double[history.size()];
    for (int t = 0; t < length; t++) {
      history.push(h, value(t));
      round(h, single);
    }
    assertThat(history.length(h)).isEqualTo(Math.min(length, capacity));
    for (int k = 0; k < history.length(h); k++) {
      assertThat(history.back(h, k)).isEqualTo(value(length - 1 - k));
    }
  }

  private static double value(int t) {
    return 3 + t * t % 1000;
  }

  private static void round(double[] h, boolean single) {
    for (int i = 0; single && i < h.length; i++) {
      h[i] = Precision.single(h[i]);
    }
  }

  @Test
  void aCounterFarFromZeroKeepsItsDigitsInSinglePrecision() {
    History history = new History(24, true);
    double[] h = new double[history.size()];
    for (int t = 0; t < 100_000; t++) {
      history.push(h, 1e12 + 17.25 * t);
      round(h, true);
    }
    for (int k = 0; k < 24; k++) {
      double exact = 1e12 + 17.25 * (99_999 - k);
      assertThat(history.back(h, k)).isCloseTo(exact, within(0.001));
    }
  }

  @Test
  void singlePrecisionCostsNoMoreThanItsRelativeErrorOfTheSpread() {
    History history = new History(50, true);
    double[] h = new double[history.size()];
    double[] x = Signals.affine(1e6, 10, Signals.normal(2, 1000));
    for (double value : x) {
      history.push(h, value);
      round(h, true);
    }
    for (int k = 0; k < 50; k++) {
      assertThat(history.back(h, k)).isCloseTo(x[999 - k], within(60 * 0x1p-23));
    }
  }

  @Test
  void whatIsTooLargeForSinglePrecisionStaysFinite() {
    History history = new History(3, true);
    double[] h = new double[history.size()];
    for (double x : new double[] {1e100, 1, -1e100, 5e60, 2, 3, 1e100, -1e100}) {
      history.push(h, x);
      round(h, true);
      for (int k = 0; k < history.length(h); k++) {
        assertThat(history.back(h, k)).isFinite();
      }
    }
  }

  @Test
  void aWindowOfNothingHoldsNothing() {
    History history = new History(0, true);
    double[] h = new double[history.size()];
    history.push(h, 5);
    assertThat(history.length(h)).isZero();
  }
}
