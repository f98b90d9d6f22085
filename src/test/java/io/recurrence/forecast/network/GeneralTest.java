package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The network that comes with this version, on series that it has never seen. */
class GeneralTest {
  private static final int STEPS = 48;

  @Test
  void isSmallAndSaysWhereItComesFrom() {
    Weights weights = Weights.find(Weights.SHIPPED);
    assertThat(weights.toBytes().length).isLessThan(2_000_000);
    assertThat(weights.provenance())
        .containsKeys("data", "settings", "updates", "validation-loss", "synthetic-share");
  }

  @Test
  void forecastsSyntheticSeriesBetterThanTheLastValueAndTheLastSeason() {
    double network = 0;
    double last = 0;
    double season = 0;
    double covered = 0;
    int series = 0;
    SplittableRandom random = new SplittableRandom(20_261_123);
    NetworkModel model = new NetworkModel(Weights.find(Weights.SHIPPED), false, true);
    while (series < 60) {
      Example example = new Synthetic(400, 800).next(random);
      int m = Season.of(example.step()).first();
      if (m == 0 || m > 200) {
        continue;
      }
      Told listener = new Told(model, example);
      int origin = example.length() - STEPS - 1;
      listener.to(origin);
      double[][] q = new double[STEPS][Head.LEVELS.length];
      model.quantiles(listener.memory(), listener.past(), q);
      double unit = 0;
      for (int t = m; t <= origin; t++) {
        unit += Math.abs(example.value(t) - example.value(t - m)) / (origin + 1 - m);
      }
      if (unit == 0) {
        continue;
      }
      for (int k = 1; k <= STEPS; k++) {
        double y = example.value(origin + k);
        double ago = example.value(origin + k - (k + m - 1) / m * m);
        network += Math.min(10, Math.abs(y - q[k - 1][Head.MEDIAN]) / unit);
        last += Math.min(10, Math.abs(y - example.value(origin)) / unit);
        season += Math.min(10, Math.abs(y - ago) / unit);
        covered += y >= q[k - 1][1] && y <= q[k - 1][9] ? 1 : 0;
      }
      series++;
    }
    assertThat(network).isLessThan(0.8 * last).isLessThan(0.8 * season);
    assertThat(covered / (60 * STEPS)).isBetween(0.72, 0.88); // 0.1 to 0.9
  }

  /** A model that has been told the beginning of a series. */
  private static final class Told {
    private final NetworkModel model;
    private final ArrayPast past = new ArrayPast();
    private final io.recurrence.core.Observation observation =
        new io.recurrence.core.Observation(past);
    private final Example example;
    private final double[] h;

    Told(NetworkModel model, Example example) {
      this.model = model;
      this.example = example;
      this.h = new double[model.size()];
      model.start(h);
      past.open(example);
    }

    void to(int origin) {
      for (int t = 0; t <= origin; t++) {
        model.step(h, observation.set(example.value(t), 1, past.time() + past.step()));
        past.advance();
        for (int i = 0; i < h.length; i++) {
          h[i] = (float) h[i];
        }
      }
    }

    double[] memory() {
      return h;
    }

    ArrayPast past() {
      return past;
    }
  }
}
