package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Ridge;
import io.recurrence.testing.Signals;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTest {
  private static final int P = 6;
  private static final double FORGETTING = .998;
  private static final double PRIOR = .1;

  private final MemoryAllocator allocator = new MemoryAllocator();
  private final Ring ring = new Ring(allocator, TierConfig.of(Tier.SMALL));
  private final Range range = new Range();
  private final RegressionSpec spec = TierConfig.of(Tier.SMALL).regressions().get(0);
  private final Regression regression = new Regression(allocator, 0, spec, ring, range);
  private final SeriesView view =
      SeriesViews.of(Tier.SMALL, new Seasons(TierConfig.of(Tier.SMALL), 0, 0, 0), allocator);

  RegressionTest() {
    regression.start(view.h, view.seasons);
  }

  /** Learns a value; returns what was predicted for it. */
  private double learn(double z) {
    double predicted = z;
    if (view.t >= 0) {
      ring.load(view);
      double present = view.values[view.now];
      predicted = present + regression.predict(view, 0);
      view.t++;
      regression.step(view.h, view.seasons, z - predicted, view.t);
    } else {
      view.t = 0;
    }
    ring.push(view.h, view.seasons, view.t, z);
    return predicted;
  }

  private static double[] pair(double[] z, int t) {
    return Signals.of(P, i -> t - 1 - i < 0 ? 0 : z[t - 1 - i] - z[t]);
  }

  /** An autoregression with bounded noise, so that no error is large compared with the others. */
  private static double[] bounded(int seed, int length) {
    Random random = new Random(seed);
    double[] z = new double[length];
    for (int t = 0; t < length; t++) {
      double e = random.nextDouble() * 2 - 1;
      z[t] = (float) (t < 2 ? e : 1.2 * z[t - 1] - .5 * z[t - 2] + e);
    }
    return z;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void predictionsAreThoseOfTheExactWeightedRidge(int seed) {
    double[] z = bounded(seed, 1200);
    double squares = 0;
    int compared = 0;
    for (int t = 0; t < z.length; t++) {
      double predicted = learn(z[t]);
      if (t > 100 && t % 50 == 0) {
        double[][] phi = new double[t - 1][];
        double[] y = new double[t - 1];
        for (int i = 1; i < t; i++) {
          phi[i - 1] = pair(z, i - 1);
          y[i - 1] = z[i] - z[i - 1];
        }
        double[] w = Ridge.weights(phi, y, FORGETTING, PRIOR);
        double exact = z[t - 1];
        double[] now = pair(z, t - 1);
        for (int i = 0; i < P; i++) {
          exact += w[i] * now[i];
        }
        assertThat(predicted).as("at %d", t).isCloseTo(exact, within(.06));
        squares += (predicted - exact) * (predicted - exact);
        compared++;
      }
    }
    double noise = Math.sqrt(1 / 3.0);
    assertThat(Math.sqrt(squares / compared)).as("of the noise").isLessThan(.015 * noise);
  }

  @Test
  void aLevelAndAUnitChangeNothing() {
    double[] z = bounded(4, 300);
    double[] plain = new double[z.length];
    for (int t = 0; t < z.length; t++) {
      plain[t] = learn(z[t]) - z[t];
    }
    RegressionTest moved = new RegressionTest();
    for (int t = 0; t < z.length; t++) {
      double level = 64;
      double missed = moved.learn(level + z[t]) - level - z[t];
      assertThat(missed).as("at %d", t).isCloseTo(plain[t], within(.02));
    }
  }

  @Test
  void aWildValueCountsAsMuchAsFourMeanErrorsDo() {
    double[] z = bounded(5, 600);
    RegressionTest calm = new RegressionTest();
    for (int t = 0; t < 400; t++) {
      learn(z[t]);
      calm.learn(z[t]);
    }
    learn(z[400] + 1000);
    calm.learn(z[400]);
    ring.repair(view.h, view.seasons, view.t, z[400]); // only the pair was wild, not the past
    for (int t = 401; t < 420; t++) {
      assertThat(learn(z[t])).isCloseTo(calm.learn(z[t]), within(.3));
    }
  }

  static double million(RegressionTest r, IntToDoubleFunction z, double scale) {
    double worst = 0;
    for (int t = 0; t < 1_000_000; t++) {
      double value = z.applyAsDouble(t);
      worst = Math.max(worst, Math.abs(r.learn(value) - value) / scale);
    }
    assertThat(Arrays.stream(r.view.h).allMatch(Double::isFinite)).isTrue();
    return worst;
  }

  @Test
  void aMillionStepsOfAConstantAreSurvivedAndLearningGoesOn() {
    assertThat(million(this, t -> 3, 1)).isLessThanOrEqualTo(3);
    double[] z = bounded(6, 3000);
    double late = 0;
    for (int t = 0; t < z.length; t++) {
      double missed = learn(3 + z[t]) - 3 - z[t];
      late += t >= 2000 ? missed * missed / 1000 : 0;
    }
    assertThat(late).as("noise has a variance of a third").isLessThan(.37);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e-6, 1, 1e6})
  void aMillionStepsOfAnySizeAreSurvived(double size) {
    Random random = new Random(7);
    double[] last = {0};
    IntToDoubleFunction z =
        t -> {
          last[0] = .9 * last[0] + size * (random.nextDouble() * 2 - 1);
          return last[0];
        };
    double worst = million(this, z, size);
    assertThat(worst).isLessThan(20);
  }

  @Test
  void aPathIsHeldWithinTheRangeOfThePastAndAMargin() {
    for (int t = 0; t < 200; t++) {
      learn(Math.scalb(1.0, t / 10)); // explodes
    }
    ring.load(view);
    double[] path = new double[50];
    range.of(view);
    regression.path(view, 50, path);
    double high = view.values[view.now];
    double low = view.values[view.now - view.seasons.fine + 1];
    double margin = .3 * (high - low);
    for (int k = 0; k < 50; k++) {
      double room = margin * (1 + k / 24.0);
      assertThat(path[k]).isBetween(low - room * 1.0001, high + room * 1.0001);
    }
  }
}
