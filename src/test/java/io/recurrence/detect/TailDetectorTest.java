package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.Interval;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.forecast.ensemble.AdaptiveConformal;
import io.recurrence.forecast.model.RunningMean;
import io.recurrence.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailDetectorTest {

  /** The band of a normal of known deviation. */
  private record Normal(double deviation) implements Interval {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public void learn(double[] h, int knot, double forecast, double actual) {}

    @Override
    public void quantile(double[] h, double level, double[] path, double[] out) {
      for (int k = 0; k < path.length; k++) {
        out[k] = path[k] + deviation * NormalQuantile.of(level);
      }
    }
  }

  private static SeriesPipeline pipeline(Interval interval, double alarmRate) {
    return new PipelineBuilder()
        .model("mean", new RunningMean())
        .interval("interval", interval)
        .detector("tail", new TailDetector(alarmRate))
        .build();
  }

  /** The share of values that are flagged. */
  private static double flagged(SeriesPipeline pipeline, double[] x) {
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    int flagged = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t, x[t], out);
      flagged += out.judgement().verdict().anomaly() ? 1 : 0;
    }
    return (double) flagged / x.length;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.02, 0.01, 0.001})
  void theShareOfOrdinaryValuesFlaggedIsNearTheOneAskedFor(double rate) {
    double[] x = Signals.normal(161, 100_000);
    double known = flagged(pipeline(new Normal(1), rate), x);
    assertThat(known / rate).as("with the band known").isBetween(0.8, 1.2);
    double learned = flagged(pipeline(new AdaptiveConformal(HorizonGrid.upTo(1), true), rate), x);
    assertThat(learned / rate).as("with the band learned").isBetween(0.8, 1.2);
  }

  @Test
  void theShareOfScoresAboveOneMinusPIsNearP() {
    SeriesPipeline pipeline = pipeline(new Normal(3), 1e-4);
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.affine(50, 3, Signals.normal(162, 100_000));
    int[] above = new int[3];
    double[] shares = {0.5, 0.1, 0.01};
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t, x[t], out);
      for (int i = 0; i < shares.length; i++) {
        above[i] += out.judgement().verdict().score() > 1 - shares[i] ? 1 : 0;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      assertThat(above[i] / 1e5 / shares[i]).as("p = " + shares[i]).isBetween(0.6, 1.5);
    }
  }

  @Test
  void theScoreRisesWithTheDistanceAndTheGradeFollowsIt() {
    SeriesPipeline pipeline = pipeline(new Normal(1), 0.01);
    State calm = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] noise = Signals.normal(163, 2000);
    for (int t = 0; t < noise.length; t++) {
      pipeline.step(calm, t, noise[t], out);
    }
    double score = -1;
    double grade = 0;
    for (double x = 0; x < 100; x += 0.25) {
      State s = calm.copy();
      pipeline.step(s, noise.length, x, out);
      assertThat(out.judgement().verdict().score()).isGreaterThanOrEqualTo(score);
      assertThat(out.judgement().verdict().grade())
          .isGreaterThanOrEqualTo(grade)
          .isLessThanOrEqualTo(1);
      assertThat(out.judgement().verdict().anomaly())
          .isEqualTo(out.judgement().verdict().score() >= 0.99);
      score = out.judgement().verdict().score();
      grade = out.judgement().verdict().grade();
    }
    assertThat(grade).isGreaterThan(0.9);
  }

  @Test
  void bothSidesAreToldApartInWords() {
    SeriesPipeline pipeline = pipeline(new Normal(2), 0.01);
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.affine(100, 2, Signals.normal(164, 200));
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t, x[t], out);
    }
    State low = s.copy();
    pipeline.step(s, 200, 180, out);
    assertThat(out.judgement().verdict().direction()).isEqualTo(Direction.ABOVE);
    assertThat(out.judgement().verdict().alarm()).isEqualTo(out.judgement().verdict().score());
    assertThat(out.judgement().verdict().reason())
        .startsWith("180.000 is above the expected ")
        .contains("comes once in");
    pipeline.step(low, 200, 20, out);
    assertThat(out.judgement().verdict().direction()).isEqualTo(Direction.BELOW);
    assertThat(out.judgement().verdict().reason()).startsWith("20.0000 is below the expected ");
    pipeline.step(low, 201, 100, out);
    assertThat(out.judgement().verdict().direction()).isEqualTo(Direction.NONE);
    assertThat(out.judgement().verdict().reason()).isEmpty();
    assertThat(out.judgement().verdict().grade()).isZero();
    assertThat(out.judgement().verdict().alarm()).isEqualTo(out.judgement().verdict().score());
  }

  @Test
  void nothingIsFlaggedBeforeTenValues() {
    SeriesPipeline pipeline = pipeline(new Normal(1), 0.01);
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < 10; t++) {
      pipeline.step(s, t, t % 2 == 0 ? 1e6 : -1e6, out);
      assertThat(out.judgement().verdict().anomaly()).isFalse();
      assertThat(out.judgement().verdict().score()).isZero();
    }
    pipeline.step(s, 10, 1e9, out);
    assertThat(out.judgement().verdict().anomaly()).isTrue();
  }

  @Test
  void heavyTailsRaiseTheAlarmLineToWhatIsOrdinaryInThem() {
    double[] normal = Signals.normal(165, 4 * 100_000);
    double[] heavy =
        Signals.of(
            100_000,
            t ->
                normal[4 * t]
                    / Math.sqrt(
                        (Math.pow(normal[4 * t + 1], 2)
                                + Math.pow(normal[4 * t + 2], 2)
                                + Math.pow(normal[4 * t + 3], 2))
                            / 3));
    assertThat(flagged(pipeline(new Normal(1), 0.01), heavy)).isCloseTo(0.01, within(0.006));
  }

  @Test
  void afterAConstantAnyOtherValueIsStrange() {
    SeriesPipeline pipeline = pipeline(new AdaptiveConformal(HorizonGrid.upTo(1), true), 1e-4);
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < 200; t++) {
      pipeline.step(s, t, 20, out);
      assertThat(out.judgement().verdict().anomaly()).isFalse();
    }
    pipeline.step(s, 200, 20.5, out);
    assertThat(out.judgement().verdict().anomaly()).isTrue();
    assertThat(out.judgement().verdict().score()).isBetween(0.999, 1.0);
  }
}
