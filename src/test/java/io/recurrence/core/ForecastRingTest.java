package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForecastRingTest {

  @Test
  void aForecastIsThereUntilItsTruthIsDue() {
    for (int horizon : new int[] {1, 7, 24, 33, 97, 1000}) {
      HorizonGrid horizonGrid = HorizonGrid.upTo(horizon);
      ForecastRing pending = new ForecastRing(horizonGrid, 2, false);
      double[] h = new double[pending.size()];
      for (long index = 1; index <= 3L * horizon + 40; index++) {
        for (int knot = 0; knot < horizonGrid.count(); knot++) {
          long origin = index - horizonGrid.steps(knot);
          if (origin > 0 && pending.keeps(knot, origin)) {
            int at = pending.row(knot, origin);
            assertThat(pending.get(h, at)).isEqualTo(origin + 0.25 * knot);
            assertThat(pending.get(h, at + 1)).isEqualTo((double) -origin);
          }
        }
        for (int knot = 0; knot < horizonGrid.count(); knot++) {
          if (pending.keeps(knot, index)) {
            pending.set(h, pending.row(knot, index), index + 0.25 * knot);
            pending.set(h, pending.row(knot, index) + 1, (double) -index);
          }
        }
      }
    }
  }

  @Test
  void memoryGrowsWithTheLogarithmOfTheHorizon() {
    assertThat(new ForecastRing(HorizonGrid.upTo(1), 1, true).size()).isEqualTo(2);
    int day = new ForecastRing(HorizonGrid.upTo(24), 1, true).size();
    int far = new ForecastRing(HorizonGrid.upTo(997), 1, true).size();
    assertThat(far).isLessThan(4 * day);
  }

  @Test
  void theAnchorKeepsTheDigitsOfSinglePrecisionFarFromZero() {
    ForecastRing pending = new ForecastRing(HorizonGrid.upTo(4), 1, true);
    double[] h = new double[pending.size()];
    double level = 1e9;
    pending.follow(h, 1, level);
    pending.set(h, pending.row(0, 1), level + 0.123);
    assertThat(pending.get(h, pending.row(0, 1))).isCloseTo(level + 0.123, within(1e-6));
    double shifted = level + 5e6;
    pending.follow(h, 129, shifted);
    assertThat(pending.get(h, pending.row(0, 1))).isCloseTo(level + 0.123, within(0.5));
    pending.set(h, pending.row(1, 129), shifted - 0.456);
    assertThat(pending.get(h, pending.row(1, 129))).isCloseTo(shifted - 0.456, within(1e-6));
  }

  @Test
  void theAnchorMovesOncePer128Steps() {
    ForecastRing pending = new ForecastRing(HorizonGrid.upTo(2), 1, false);
    double[] h = new double[pending.size()];
    pending.set(h, pending.row(0, 2), 17);
    for (long index = 2; index <= 128; index++) {
      double[] before = h.clone();
      pending.follow(h, index, 1000);
      assertThat(h).isEqualTo(before);
    }
    double[] before = h.clone();
    pending.follow(h, 129, 1000);
    assertThat(h).isNotEqualTo(before);
    assertThat(pending.get(h, pending.row(0, 2))).isEqualTo(17);
  }

  @Test
  void aForecastTooLargeForSinglePrecisionStaysFinite() {
    ForecastRing pending = new ForecastRing(HorizonGrid.upTo(2), 1, true);
    double[] h = new double[pending.size()];
    pending.set(h, pending.row(0, 1), 1e100);
    pending.follow(h, 1, -1e100);
    pending.set(h, pending.row(0, 2), -1e100);
    assertThat(h).satisfies(all -> assertThat(all).containsOnly(floats(all)));
    assertThat(pending.get(h, pending.row(0, 1))).isFinite();
  }

  private static double[] floats(double[] h) {
    double[] floats = h.clone();
    for (int i = 0; i < h.length; i++) {
      floats[i] = (float) h[i];
    }
    return floats;
  }
}
