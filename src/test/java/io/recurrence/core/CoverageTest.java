package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private final Coverage coverage = new Coverage();
  private final double[] h = new double[coverage.size()];

  @Test
  void theShareOfTheFirstThousandIsThePlainOne() {
    int within = 0;
    for (int n = 1; n <= 1000; n++) {
      coverage.step(h, n % 7 != 0);
      coverage.round(h);
      within += n % 7 != 0 ? 1 : 0;
      assertThat(coverage.share(h)).isCloseTo((double) within / n, within(1e-4));
    }
    assertThat(coverage.describe(h)).containsEntry("bands", 1000.0);
  }

  @Test
  void afterAChangeTheShareMovesByAThousandthOfTheWayAtATime() {
    for (int n = 0; n < 5000; n++) {
      coverage.step(h, true);
      coverage.round(h);
    }
    assertThat(coverage.share(h)).isEqualTo(1);
    for (int n = 1; n <= 3000; n++) {
      coverage.step(h, false);
      coverage.round(h);
      assertThat(coverage.share(h)).isCloseTo(Math.pow(.999, n), within(1e-3));
    }
  }

  @Test
  void nothingIsToldBeforeTheFirstBandAndTheMemoryTakesEightBytes() {
    assertThat(coverage.share(h)).isZero();
    assertThat(coverage.storage().bytes()).isEqualTo(6);
  }

  @Test
  void aPipelineReportsTheShareOfValuesWithinTheBandItForetold() {
    SeriesPipeline pipeline = Pipelines.baseline(1).confidence(.8).build();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.normal(22, 900);
    int listener = 0;
    int within = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t, x[t], out);
      if (out.judgement().hasExpectation()) {
        listener++;
        within += x[t] >= out.judgement().lower() && x[t] <= out.judgement().upper() ? 1 : 0;
        assertThat(out.judgement().coverage()).isCloseTo((double) within / listener, within(1e-4));
      } else {
        assertThat(out.judgement().coverage()).isZero();
      }
    }
    assertThat(listener).isEqualTo(899);
  }
}
