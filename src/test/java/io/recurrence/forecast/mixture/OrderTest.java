package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is expected lies within its interval, and quantiles ascend, whatever the series. */
class OrderTest {

  static Stream<String> names() {
    return series().keySet().stream();
  }

  private static Map<String, double[]> series() {
    Map<String, double[]> all = new LinkedHashMap<>(Signals.hostile());
    all.putAll(Signals.vanishing());
    for (int one = 2; one <= 200; one *= 10) {
      Random random = new Random(one);
      int in = one;
      all.put("one in " + one, Signals.of(3000, t -> random.nextInt(in) == 0 ? 1 : 0));
      all.put(
          "runs of one in " + one, Signals.of(3000, t -> random.nextInt(in) < t / 30 % 2 ? 1 : 0));
      all.put(
          "lognormal, one in " + one,
          Signals.of(
              3000, t -> random.nextInt(in) == 0 ? Math.exp(2 * random.nextGaussian()) : .1));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecordAndEachStepOfTheForecastIsInOrder(String name) {
    SeriesPipeline pipeline =
        SpecLoader.parse("{horizon: 24, step: PT5M, quantiles: [0.01, 0.1, 0.5, 0.9, 0.99]}")
            .newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = series().get(name);
    for (int t = 0; t < x.length; t++) {
      if (Double.isNaN(x[t])) {
        pipeline.miss(s, t * 300_000L, out);
      } else {
        pipeline.step(s, t * 300_000L, x[t], out);
      }
      if (out.judgement().hasExpectation()) {
        assertThat(out.judgement().expected())
            .as("at %d", t)
            .isBetween(out.judgement().lower(), out.judgement().upper());
      }
      for (int k = 1; out.forecast().made() && k <= 24; k++) {
        assertThat(out.forecast().mean(k))
            .as("%d from %d", k, t)
            .isBetween(out.forecast().lower(k), out.forecast().upper(k));
        for (int i = 1; i < 5; i++) {
          assertThat(out.forecast().quantile(i, k))
              .isGreaterThanOrEqualTo(out.forecast().quantile(i - 1, k));
        }
      }
    }
  }
}
