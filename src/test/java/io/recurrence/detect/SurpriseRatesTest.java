package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On series without anomalies, flags and scores come as often as they say. */
class SurpriseRatesTest {
  private static final int LENGTH = 100_000;
  private static final long HOUR = 3_600_000;

  private static double[] counts(long seed) {
    Random random = new Random(seed);
    double limit = StrictMath.exp(-8);
    return Signals.of(
        LENGTH,
        t -> {
          double count = 0;
          for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
            count++;
          }
          return count;
        });
  }

  private static IntToDoubleFunction heavy(double[] e) {
    return t ->
        e[4 * t]
            / Math.sqrt(
                (e[4 * t + 1] * e[4 * t + 1]
                        + e[4 * t + 2] * e[4 * t + 2]
                        + e[4 * t + 3] * e[4 * t + 3])
                    / 3);
  }

  static Stream<Arguments> kinds() {
    double[] e = Signals.normal(201, 4 * LENGTH);
    double[] ar = Signals.autoregression(202, LENGTH, .6);
    return Stream.of(
        Arguments.of("white", "none", Signals.normal(203, LENGTH)),
        Arguments.of("autoregression", "none", Signals.autoregression(204, LENGTH, .9)),
        Arguments.of("t of 3 degrees", "none", Signals.of(LENGTH, heavy(e))),
        Arguments.of("counts", "none", counts(205)),
        Arguments.of(
            "seasonal",
            "PT1H",
            Signals.of(LENGTH, t -> 50 + 10 * Math.sin(Math.PI * t / 12) + ar[t])),
        Arguments.of("random walk", "none", Signals.autoregression(206, LENGTH, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void flagsAndScoresComeAsOftenAsTheySay(String kind, String step, double[] x) {
    SeriesPipeline pipeline =
        SpecLoader.parse(
                "{horizon: 1, emit: 1000000, step: %s, detector: {type: surprise, alarm-rate: 0.01}}"
                    .formatted(step))
            .newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] shares = {.5, .1, .01, .001, .0001};
    int[] above = new int[shares.length];
    int flagged = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t * HOUR, x[t], out);
      flagged += out.judgement().verdict().anomaly() ? 1 : 0;
      for (int i = 0; i < shares.length; i++) {
        above[i] += out.judgement().verdict().score() >= 1 - shares[i] * (1 + 1e-9) ? 1 : 0;
      }
    }
    assertThat(flagged / (.01 * LENGTH)).as("flagged, one in a hundred").isBetween(1 / 1.5, 1.5);
    assertThat(above[2] / (.01 * LENGTH)).as("scored one in a hundred").isBetween(1 / 1.5, 1.5);
    assertThat(above[3] / (.001 * LENGTH)).as("one in a thousand").isBetween(1 / 1.5, 1.5);
    assertThat(above[0] / (.5 * LENGTH)).as("half").isBetween(.8, 1.25);
    assertThat(above[1] / (.1 * LENGTH)).as("one in ten").isBetween(1 / 1.5, 1.5);
  }
}
