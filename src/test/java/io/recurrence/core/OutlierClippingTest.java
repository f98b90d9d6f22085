package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import org.junit.jupiter.api.Test;

class OutlierClippingTest {
  private final OutlierClipping clipping = new OutlierClipping();
  private final double[] h = new double[clipping.size()];

  /** A band of 10 around 100 at the edges. */
  private static double band(double level) {
    assertThat(level).isIn(0.005, 0.995);
    return level < 0.5 ? 90 : 110;
  }

  private double clip(double x, boolean flagged) {
    Expectation expectation = new Expectation();
    Verdict verdict = new Verdict();
    verdict.normal(0.5);
    if (flagged) {
      verdict.flag(1, 1, Kind.POINT, x > 100 ? Direction.ABOVE : Direction.BELOW, "far");
    }
    expectation.set(100, OutlierClippingTest::band);
    return clipping.clip(h, expectation, x, verdict);
  }

  @Test
  void whatIsNotFlaggedIsLearnedAsItIs() {
    assertThat(clip(130, false)).isEqualTo(130);
    assertThat(clip(-5, false)).isEqualTo(-5);
  }

  @Test
  void aSpikeIsLearnedAsTheNearerEndOfTheBand() {
    assertThat(clip(500, true)).isEqualTo(110);
    assertThat(clip(100, false)).isEqualTo(100);
    assertThat(clip(-500, true)).isEqualTo(90);
  }

  @Test
  void aFlaggedValueInsideTheBandIsNotMovedOutwards() {
    assertThat(clip(104, true)).isEqualTo(104);
    assertThat(clip(96, true)).isEqualTo(96);
  }

  @Test
  void theThirdInARowOnOneSideIsAShiftOfLevel() {
    assertThat(clip(500, true)).isEqualTo(110);
    assertThat(clip(501, true)).isEqualTo(110);
    assertThat(clip(502, true)).isEqualTo(502);
    assertThat(clip(503, true)).isEqualTo(503);
  }

  @Test
  void spikesToBothSidesAreNeverAShift() {
    for (int i = 0; i < 20; i++) {
      double x = i % 2 == 0 ? 500 : -500;
      assertThat(clip(x, true)).isEqualTo(x > 0 ? 110 : 90);
    }
  }

  @Test
  void anOrdinaryValueBreaksTheRow() {
    clip(500, true);
    clip(500, true);
    clip(100, false);
    assertThat(clip(500, true)).isEqualTo(110);
    assertThat(clip(500, true)).isEqualTo(110);
    assertThat(clip(500, true)).isEqualTo(500);
  }
}
