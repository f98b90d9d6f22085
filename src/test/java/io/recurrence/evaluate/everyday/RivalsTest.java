package io.recurrence.evaluate.everyday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RivalsTest {

  private static LabelledSeries noise(int rows, double offset) {
    Random random = new Random(5);
    double[] x = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = offset + random.nextGaussian();
    }
    return new LabelledSeries("noise", 1, 0, Duration.ofMinutes(15).toMillis(), x, List.of());
  }

  @Test
  void theRollingScoreFlagsWhatIsFourDeviationsAway() {
    RollingScore rule = new RollingScore(50);
    for (int i = 0; i < 50; i++) {
      assertThat(rule.flags(i, i % 2 == 0 ? -1 : 1)).isFalse();
    }
    double deviation = Math.sqrt(50.0 / 49);
    assertThat(rule.flags(50, 3.99 * deviation)).isFalse();
    RollingScore other = new RollingScore(50);
    for (int i = 0; i < 50; i++) {
      other.flags(i, i % 2 == 0 ? -1 : 1);
    }
    assertThat(other.flags(50, 4.01 * deviation)).isTrue();
  }

  @Test
  void theRollingScoreForgetsWhatIsOlderThanItsWindow() {
    RollingScore rule = new RollingScore(50);
    for (int i = 0; i < 100; i++) {
      rule.flags(i, i < 50 ? 1000 + i % 2 : i % 2);
    }
    assertThat(rule.flags(100, 6)).isTrue();
  }

  @Test
  void largeOffsetsChangeNothing() {
    BitSet plain = RollingScore.rival().flags(noise(3000, 0));
    assertThat(RollingScore.rival().flags(noise(3000, 1e9))).isEqualTo(plain);
  }

  @Test
  void theForestFlagsASpike() {
    assertThat(CutForestRule.available()).isTrue();
    LabelledSeries series = noise(1000, 20);
    series.values()[800] = 60;
    assertThat(CutForestRule.rival().flags(series).get(800)).isTrue();
  }
}
