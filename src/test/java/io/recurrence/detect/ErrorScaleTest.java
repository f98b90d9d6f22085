package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorScaleTest {
  private static final long HOUR = 3_600_000;

  private final ErrorScale scale = new ErrorScale(0, ErrorScale.SINGLES);
  private final double[] h = new double[ErrorScale.SINGLES + ErrorScale.BRIEFS];

  ErrorScaleTest() {
    scale.start(h);
  }

  @Test
  void theUsualErrorFollowsTheTimeOfTheSeason() {
    Random random = new Random(281);
    for (int i = 0; i < 24 * 60; i++) {
      double size = i % 24 < 12 ? 1 : 9;
      scale.learn(h, i % 24 / 24.0, size * (.5 + random.nextDouble()), HOUR);
    }
    assertThat(scale.at(h, .25)).isCloseTo(1, within(.3));
    assertThat(scale.at(h, .75)).isCloseTo(9, within(2.0));
    assertThat(scale.at(h, -1)).as("of all").isCloseTo(5, within(1.0));
  }

  @Test
  void aWildErrorCountsFiveTimesTheUsualOneAtMost() {
    for (int i = 0; i < 99; i++) {
      scale.learn(h, -1, 2, HOUR);
    }
    scale.learn(h, -1, 1e9, HOUR);
    assertThat(scale.at(h, -1)).isCloseTo((99 * 2 + 10) / 100.0, within(1e-9));
  }

  @Test
  void whereAllIsStillASmallErrorIsMeasuredByAFifthOfTheMean() {
    for (int i = 0; i < 24 * 100; i++) {
      boolean night = i % 24 < 8;
      scale.learn(h, i % 24 / 24.0, night ? 1e-6 : 3, HOUR);
    }
    assertThat(scale.at(h, 2 / 24.0)).isCloseTo(.2 * scale.at(h, -1), within(1e-9));
  }
}
