package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HorizonGridTest {

  private static int[] steps(int horizon) {
    HorizonGrid horizonGrid = HorizonGrid.upTo(horizon);
    return IntStream.range(0, horizonGrid.count()).map(horizonGrid::steps).toArray();
  }

  @Test
  void powersOfTwoAndTheirMiddlesUpToTheHorizon() {
    assertThat(steps(1)).containsExactly(1);
    assertThat(steps(2)).containsExactly(1, 2);
    assertThat(steps(24)).containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 24);
    assertThat(steps(50)).containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 50);
  }

  @Test
  void everyHorizonEndsInAKnotAndAscendsToIt() {
    for (int horizon = 1; horizon <= 1000; horizon++) {
      int[] steps = steps(horizon);
      assertThat(steps).isSorted().doesNotHaveDuplicates().endsWith(horizon);
      assertThat(HorizonGrid.upTo(horizon).horizon()).isEqualTo(horizon);
      assertThat(steps.length).isLessThanOrEqualTo(21);
    }
  }

  @Test
  void everyStepLiesBetweenItsKnotsInProportion() {
    for (int horizon : new int[] {1, 2, 5, 24, 97, 1000}) {
      HorizonGrid horizonGrid = HorizonGrid.upTo(horizon);
      for (int k = 1; k <= horizon; k++) {
        int below = horizonGrid.below(k);
        double reach =
            below + 1 < horizonGrid.count()
                ? horizonGrid.steps(below + 1) - horizonGrid.steps(below)
                : 0;
        assertThat(horizonGrid.fraction(k)).isBetween(0.0, 0.999);
        assertThat(horizonGrid.steps(below) + horizonGrid.fraction(k) * reach)
            .isCloseTo(k, within(1e-9));
      }
    }
  }

  @Test
  void atMostSixteenOriginsWaitAtAnyKnotOfAnyHorizon() {
    for (int horizon = 1; horizon <= 1000; horizon++) {
      HorizonGrid horizonGrid = HorizonGrid.upTo(horizon);
      for (int knot = 0; knot < horizonGrid.count(); knot++) {
        assertThat(horizonGrid.pending(knot)).isBetween(1, 16);
        assertThat(horizonGrid.pending(knot) * horizonGrid.stride(knot))
            .isGreaterThanOrEqualTo(horizonGrid.steps(knot));
      }
    }
  }

  @Test
  void nearKnotsKeepEveryOrigin() {
    HorizonGrid horizonGrid = HorizonGrid.upTo(100);
    for (int knot = 0; horizonGrid.steps(knot) <= 16; knot++) {
      assertThat(horizonGrid.stride(knot)).isEqualTo(1);
    }
  }

  @Test
  void anOriginIsScoredAtTheStepOfAKnotAndAtAnyOfABucket() {
    HorizonGrid horizonGrid = HorizonGrid.upTo(24);
    HorizonGrid buckets = HorizonGrid.buckets(new int[] {1, 3, 6}, 1, 1, 2);
    for (long origin = 0; origin < 100; origin++) {
      assertThat(horizonGrid.step(8, origin)).isEqualTo(24);
      assertThat(buckets.step(0, origin)).isEqualTo(1);
      assertThat(buckets.step(2, origin)).isBetween(4, 6);
    }
    assertThat(buckets.centre(1)).isEqualTo(2.5);
    assertThat(buckets.through(2).count()).isEqualTo(2);
    assertThat(horizonGrid.below(1000)).as("beyond the horizon").isEqualTo(8);
  }
}
