package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of forecasts after values that lie far from all that was expected. */
class ExcursionTest {
  private static final long STEP = 900_000;
  private static final int DAY = 96;
  private static final int MONDAY = 18_998; // days since 1970

  /** What was said at each row: forecast, lower and upper bound of each step. */
  private static final class Said {
    private final double[] mean;
    private final double[] lower;
    private final double[] upper;

    private Said(StepResult out) {
      this.mean = Signals.of(24, k -> out.forecast().mean(k + 1));
      this.lower = Signals.of(24, k -> out.forecast().lower(k + 1));
      this.upper = Signals.of(24, k -> out.forecast().upper(k + 1));
    }
  }

  private static Said[] said(double... x) {
    SeriesPipeline pipeline = SpecLoader.parse("{horizon: 24, step: PT15M}").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    Said[] all = new Said[x.length];
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, MONDAY * 86_400_000L + t * STEP, x[t], out);
      all[t] = new Said(out);
    }
    return all;
  }

  private static double[] daily(int seed, int days) {
    double[] noise = Signals.autoregression(seed, days * DAY, .7);
    return Signals.of(noise.length, t -> 20 + 5 * Math.sin(2 * Math.PI * t / DAY) + .3 * noise[t]);
  }

  @ParameterizedTest
  @CsvSource({"1, 300", "2, 300", "9, -400", "25, 0", "30, 850"})
  void aBurstOfCodesIsForgottenAtOnceAndDoesNotComeBackADayLater(int length, double code) {
    double[] x = daily(301, 14);
    int from = 8 * DAY + 30;
    double[] broken = x.clone();
    Arrays.fill(broken, from, from + length, code);
    Said[] said = said(broken);
    Said[] calm = said(x);
    for (int t = from + length; t < x.length; t++) {
      for (int k = 0; k < 24; k++) {
        double far = k == 0 || t > from + length ? 4 : 5;
        assertThat(said[t].mean[k]).as("%d from %d", k, t).isCloseTo(calm[t].mean[k], within(far));
      }
    }
  }

  @Test
  void untilItIsSeenWhetherALevelStaysBothLevelsAreWithinTheInterval() {
    double[] x = daily(302, 9);
    int from = 8 * DAY;
    Arrays.fill(x, from, x.length, 150);
    Said[] said = said(x);
    for (int t = from; t < from + 6; t++) {
      assertThat(said[t].lower[7]).as("at %d", t).isLessThan(25);
      assertThat(said[t].upper[7]).as("at %d", t).isGreaterThan(149);
      assertThat(said[t].mean[23]).as("at %d", t).isLessThan(30);
    }
    assertThat(said[from + 20].mean[7]).as("once it has lasted").isEqualTo(150);
  }

  @Test
  void aLevelThatMovesAsBeforeIsFollowedSoonAndItsSeasonGoesOn() {
    double[] x = daily(303, 12);
    int from = 8 * DAY + 50;
    for (int t = from; t < x.length; t++) {
      x[t] += 60;
    }
    Said[] said = said(x);
    for (int t = from + 4; t + 24 < x.length; t++) {
      for (int k = 0; k < 24; k++) {
        assertThat(said[t].mean[k]).as("%d from %d", k, t).isCloseTo(x[t + k + 1], within(5.0));
      }
    }
  }

  @Test
  void aCounterThatBeginsAgainGoesOnAtItsPace() {
    double[] noise = Signals.normal(304, 9 * DAY);
    double[] x = new double[noise.length];
    int reset = 8 * DAY + 11;
    for (int t = 0; t < x.length; t++) {
      double pace = 5 + 2 * Math.sin(2 * Math.PI * t / DAY) + .3 * noise[t];
      x[t] = t == 0 ? 70_000 : t == reset ? 3 : x[t - 1] + pace;
    }
    Said[] said = said(x);
    int inside = 0;
    for (int t = reset; t < reset + 40; t++) {
      for (int k = 0; k < 24; k++) {
        assertThat(said[t].mean[k])
            .as("%d from %d", k, t)
            .isBetween(x[t] + 2.0 * (k + 1), x[t] + 8.0 * (k + 1));
        inside += said[t].lower[k] <= x[t + k + 1] && x[t + k + 1] <= said[t].upper[k] ? 1 : 0;
      }
    }
    assertThat(inside / (40 * 24.0)).isGreaterThan(.85);
  }

  @Test
  void whatComesAgainAtTheSameTimeOfTheNextDaysIsExpected() {
    double[] x = daily(305, 16);
    for (int day = 8; day < 16; day++) {
      for (int t = day * DAY + 8; t < day * DAY + 14; t++) {
        x[t] += 70;
      }
    }
    Said[] said = said(x);
    for (int day = 12; day < 16; day++) {
      assertThat(said[day * DAY].mean[10]).as("on day %d", day).isCloseTo(90, within(20.0));
    }
  }

  @Test
  void aRampGoesOnExactlyWhenADayOfItHasBeenSeenAndAfterABlock() {
    double[] x = Signals.of(4 * DAY, t -> 7.0 * t);
    Arrays.fill(x, 3 * DAY + 40, 3 * DAY + 50, 100);
    Said[] said = said(x);
    for (int t = 95; t < x.length; t++) {
      if (t < 3 * DAY + 40 || t >= 3 * DAY + 50) {
        assertThat(said[t].mean[0]).as("at %d", t).isCloseTo(7.0 * (t + 1), within(1.0));
      }
    }
  }
}
