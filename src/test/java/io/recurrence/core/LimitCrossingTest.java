package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Verdict.Direction;
import org.junit.jupiter.api.Test;

class LimitCrossingTest {
  private static final ForecastLimits LIMITS = new ForecastLimits(90, 5, .5);

  private static LimitCrossing above(double limit) {
    return new LimitCrossing(limit, Direction.ABOVE, LIMITS.levels());
  }

  private static LimitCrossing below(double limit) {
    return new LimitCrossing(limit, Direction.BELOW, LIMITS.levels());
  }

  /** Normal: mean of the step, and its deviation. */
  private static LimitCrossing.Quantiles normal(double slope, double deviation) {
    return (level, step) -> slope * step + deviation * NormalQuantile.of(LIMITS.levels()[level]);
  }

  @Test
  void aNormalForecastIsReadExactlyTailsIncluded() {
    for (double z : new double[] {-6, -2.5, -1.9, -.3, 0, .7, 2.2, 2.6, 5}) {
      LimitCrossing crossing = above(10 + 3 * z);
      crossing.read(1, normal(10, 3));
      assertThat(crossing.probability()).isCloseTo(NormalQuantile.level(-z), within(1e-9));
    }
  }

  @Test
  void theDistributionFunctionIsThatOfANormal() {
    for (double p : new double[] {1e-6, .01, .3, .5, .84, .999}) {
      assertThat(NormalQuantile.level(NormalQuantile.of(p))).isCloseTo(p, within(1e-7));
    }
    assertThat(NormalQuantile.level(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(NormalQuantile.level(Double.POSITIVE_INFINITY)).isOne();
  }

  @Test
  void aRampPassesAtItsStep() {
    LimitCrossing crossing = above(7.5);
    crossing.read(24, normal(1, .1));
    assertThat(crossing.step()).isEqualTo(8);
    assertThat(crossing.probability()).isCloseTo(1, within(1e-9));
    crossing.read(7, normal(1, .1));
    assertThat(crossing.step()).isZero();
    assertThat(crossing.probability()).isLessThan(1e-6);
  }

  @Test
  void aLowerLimitIsTheMirrorOfAnUpperOne() {
    LimitCrossing upper = above(4);
    LimitCrossing lower = below(-4);
    upper.read(6, normal(.7, 2));
    lower.read(6, normal(-.7, 2));
    assertThat(lower.probability()).isEqualTo(upper.probability());
    assertThat(lower.step()).isEqualTo(upper.step()).isEqualTo(6);
    assertThat(lower.passed(-5)).isTrue();
    assertThat(lower.passed(-4)).isFalse();
  }

  @Test
  void aForecastWithoutWidthIsSure() {
    LimitCrossing.Quantiles sure = (level, step) -> 3;
    for (LimitCrossing crossing : new LimitCrossing[] {above(2.9), below(3.1)}) {
      crossing.read(2, sure);
      assertThat(crossing.probability()).isOne();
      assertThat(crossing.step()).isOne();
    }
    for (LimitCrossing crossing : new LimitCrossing[] {above(3), below(3)}) {
      crossing.read(2, sure);
      assertThat(crossing.probability()).as("beyond, not at").isZero();
    }
  }

  @Test
  void valuesThatEndAtARangePassWhatIsBeforeIt() {
    double[] levels = LIMITS.levels();
    LimitCrossing crossing = above(95);
    crossing.read(1, (level, step) -> Math.min(100, 90 + 5 * NormalQuantile.of(levels[level])));
    assertThat(crossing.probability()).isBetween(.14, .18);
  }
}
