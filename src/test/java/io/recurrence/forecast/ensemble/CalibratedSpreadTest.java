package io.recurrence.forecast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.HorizonGrid;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratedSpreadTest {
  private final CalibratedSpread interval = new CalibratedSpread(HorizonGrid.upTo(12), true);

  private double[] fresh() {
    double[] h = new double[interval.size()];
    interval.start(h);
    interval.round(h);
    return h;
  }

  private double quantile(double[] h, double level, int step) {
    double[] out = new double[12];
    interval.quantile(h, level, new double[12], out);
    return out[step - 1];
  }

  @Test
  void itBeginsWithWhatTheModelSays() {
    double[] h = fresh();
    for (int step = 1; step <= 12; step++) {
      assertThat(quantile(h, 0.1, step)).isCloseTo(-1, within(1e-6));
      assertThat(quantile(h, 0.5, step)).isCloseTo(0, within(1e-6));
      assertThat(quantile(h, 0.9, step)).isCloseTo(1, within(1e-6));
    }
  }

  /** However wrong the model is about its errors, the shares come out right. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2.5})
  void theSharesBelowAreThoseAskedFor(double wrong) {
    double[] h = fresh();
    SplittableRandom random = new SplittableRandom(9);
    double[] levels = {0.05, 0.1, 0.5, 0.8, 0.975};
    int[] under = new int[levels.length];
    int n = 0;
    for (int t = 0; t < 50_000; t++) {
      double normal = random.nextGaussian();
      double z = wrong * (normal < 0 ? 0.7 : 1.3) * normal;
      for (int i = 0; t >= 30_000 && i < levels.length; i++) {
        under[i] += z < quantile(h, levels[i], 1) ? 1 : 0;
      }
      n += t >= 30_000 ? 1 : 0;
      interval.learn(h, 0, 0, z);
      interval.round(h);
    }
    for (int i = 0; i < levels.length; i++) {
      assertThat((double) under[i] / n)
          .as("below %s", levels[i])
          .isCloseTo(levels[i], within(0.02));
    }
  }

  @Test
  void quantilesAscendWhateverComes() {
    double[] h = fresh();
    SplittableRandom random = new SplittableRandom(4);
    for (int t = 0; t < 2_000; t++) {
      double z = t % 17 == 0 ? 1e100 : t % 19 == 0 ? -1e100 : random.nextDouble() - 0.5;
      interval.learn(h, t % 7, 0, z);
      double before = Double.NEGATIVE_INFINITY;
      for (double level = 0.001; level < 1; level += 0.037) {
        double now = quantile(h, level, 1 + t % 12);
        assertThat(now).isFinite().isGreaterThanOrEqualTo(before);
        before = now;
      }
    }
  }

  @Test
  void aKnotLearnsForItselfAlone() {
    double[] h = fresh();
    for (int t = 0; t < 500; t++) {
      interval.learn(h, 0, 0, 5);
    }
    assertThat(quantile(h, 0.9, 1)).isGreaterThan(1.5);
    assertThat(quantile(h, 0.9, 12)).isCloseTo(1, within(1e-6));
  }
}
