package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.HorizonGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HorizonBucketsTest {

  static List<HorizonGrid> bands() {
    List<HorizonGrid> all = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      for (int horizon : new int[] {1, 2, 13, 24, 1000}) {
        all.add(TierConfig.of(tier).bands(horizon));
      }
    }
    return all;
  }

  private static int before(HorizonGrid bands, int band) {
    return band == 0 ? 0 : bands.steps(band - 1);
  }

  @ParameterizedTest
  @MethodSource("bands")
  void theStepThatAnOriginTestsLiesInItsBand(HorizonGrid bands) {
    for (int band = 0; band < bands.count(); band++) {
      for (long origin = 0; origin < 5000; origin++) {
        assertThat(bands.step(band, origin)).isBetween(before(bands, band) + 1, bands.steps(band));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bands")
  void aSlotIsFreeAgainWhenAnOriginNeedsIt(HorizonGrid bands) {
    long[] due = new long[bands.slots()];
    int[] owner = new int[bands.slots()];
    Arrays.fill(owner, -1);
    for (long t = 0; t < 3000; t++) {
      for (int band = 0; band < bands.count(); band++) {
        if (bands.keeps(band, t)) {
          int slot = bands.slot(band, t);
          assertThat(due[slot]).as("slot %d at %d", slot, t).isLessThanOrEqualTo(t);
          assertThat(owner[slot]).isIn(-1, band);
          due[slot] = t + bands.step(band, t);
          owner[slot] = band;
        }
      }
    }
    assertThat(owner).as("every slot serves").doesNotContain(-1);
  }

  @ParameterizedTest
  @MethodSource("bands")
  void allStepsOfABandAreTestedAboutEquallyOften(HorizonGrid bands) {
    int tests = 20_000;
    for (int band = 0; band < bands.count(); band++) {
      int width = bands.steps(band) - before(bands, band);
      int[] count = new int[width];
      for (int i = 0; i < tests; i++) {
        count[bands.step(band, (long) i * bands.stride(band)) - before(bands, band) - 1]++;
      }
      for (int n : count) {
        assertThat((double) n * width / tests).as("band %d", band).isBetween(.95, 1.05);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bands")
  void everyStepLiesBetweenItsCentresInProportion(HorizonGrid bands) {
    for (int step = 1; step <= bands.horizon() + 50; step++) {
      int below = bands.below(step);
      double fraction = bands.fraction(step);
      assertThat(fraction).isBetween(0.0, 1.0);
      if (below < bands.count() - 1) {
        double gap = bands.centre(below + 1) - bands.centre(below);
        assertThat(bands.centre(below) + fraction * gap).isCloseTo((double) step, within(1e-9));
      } else {
        assertThat(fraction).isZero();
        assertThat(bands.centre(below)).isLessThanOrEqualTo((double) step);
      }
    }
  }

  @Test
  void aHorizonTakesTheBandsThatHoldTwiceItsLength() {
    assertThat(TierConfig.of(Tier.MEDIUM).bands(1).count()).isEqualTo(2);
    assertThat(TierConfig.of(Tier.MEDIUM).bands(3).count()).isEqualTo(3);
    assertThat(TierConfig.of(Tier.MEDIUM).bands(24).count()).isEqualTo(6);
    assertThat(TierConfig.of(Tier.MEDIUM).bands(1000).count()).isEqualTo(6);
    assertThat(TierConfig.of(Tier.SMALL).bands(4).count()).isEqualTo(2);
  }
}
