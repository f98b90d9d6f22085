package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.forecast.ensemble.DiscountedError;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a memory that holds a number which is not finite. */
class RepairsTest {
  private static final double[] SERIES = Signals.lifelike(41, 120);
  private static final long MINUTE = 60_000;
  private static final double BAD = 13;

  /** The last value; the value {@value #BAD} leaves a number that is not finite. */
  private record Fragile(double bad) implements Statistic, Detector {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public void step(double[] h, Observation x) {
      h[0] = x.value() == BAD ? bad : x.value();
    }

    @Override
    public double value(double[] h, Past past) {
      return h[0];
    }

    @Override
    public void step(double[] h, Expectation expected, double x, Verdict verdict) {
      h[0] = x == BAD ? bad : x;
      verdict.normal(x == BAD ? bad : 0);
    }
  }

  private final SeriesPipeline forecasting =
      Pipelines.baseline(6)
          .model("fragile", new Fragile(Double.NaN))
          .combiner("four", new DiscountedError(4, HorizonGrid.upTo(6)))
          .detector("calm", new Fragile(0))
          .build();
  private final StepResult out = forecasting.newOutput();

  private static State fed(SeriesPipeline pipeline, StepResult out) {
    State s = pipeline.newState();
    for (int t = 0; t < SERIES.length; t++) {
      pipeline.step(s, t * MINUTE, SERIES[t], out);
      assertThat(out.repaired()).isEmpty();
    }
    return s;
  }

  private static void step(SeriesPipeline pipeline, State s, double x, StepResult out) {
    pipeline.step(s, s.time() + MINUTE, x, out);
    assertThat(Memories.finite(s)).isTrue();
    assertThat(Snapshot.of(out)).allSatisfy(RepairsTest::finite);
  }

  private static void finite(Object said) {
    if (said instanceof Double number) {
      assertThat(number).isFinite();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aStageBeginsAnewAndIsNamedOnce(double bad) {
    SeriesPipeline pipeline =
        Pipelines.baseline(6)
            .detector("fragile", new Fragile(bad))
            .feature("fragile", new Fragile(bad))
            .build();
    StepResult out = pipeline.newOutput();
    State s = fed(pipeline, out);
    pipeline.step(s, s.time() + MINUTE, BAD, out);
    assertThat(out.repaired()).containsExactly("detect:fragile", "feature:fragile");
    assertThat(out.judgement().verdict().score()).isZero();
    assertThat(out.forecast().made()).as("of it nothing was broken").isTrue();
    step(pipeline, s, 50, out);
    assertThat(out.repaired()).isEmpty();
    assertThat(out.judgement().hasExpectation()).isTrue();
    assertThat(out.features().get(0)).isEqualTo(50);
  }

  @Test
  void forecastingBeginsAnewAsAWholeAndSaysNothingUntilAValueComes() {
    State s = fed(forecasting, out);
    step(forecasting, s, BAD, out);
    assertThat(out.repaired()).containsExactly("model:fragile");
    assertThat(out.forecast().made()).isFalse();
    assertThat(forecasting.forecast(s, out.forecast())).as("on request").isFalse();
    forecasting.miss(s, s.time() + MINUTE, out);
    assertThat(out.judgement().hasExpectation()).isFalse();
    assertThat(out.forecast().made()).isFalse();
    step(forecasting, s, 51, out);
    assertThat(out.judgement().hasExpectation()).isFalse();
    assertThat(out.repaired()).isEmpty();
    assertThat(out.forecast().made()).isTrue();
    assertThat(out.forecast().mean(1)).isEqualTo(51);
    for (int t = 0; t < 30; t++) {
      step(forecasting, s, 51, out);
      assertThat(out.judgement().hasExpectation()).isTrue();
    }
    assertThat(out.forecast().mean(6)).isEqualTo(51);
  }

  @ParameterizedTest
  @ValueSource(strings = {"detect:calm", "model:holt"})
  void aStoredStateThatIsNotFiniteIsRepairedAsItIsRead(String name) {
    State s = fed(forecasting, out);
    int at = 0;
    while (!s.layout.stage(at).name().equals(name)) {
      at++;
    }
    Arrays.fill(s.h[at], Double.NaN);
    State read = forecasting.read(s.toBytes());
    assertThat(Memories.finite(read)).isTrue();
    step(forecasting, read, 50, out);
    assertThat(out.repaired()).as("told with the first record").containsExactly(name);
    step(forecasting, read, 50, out);
    assertThat(out.repaired()).isEmpty();
  }

  @Test
  void aRepairIsToldWithTheRecordThatFollowsAGap() {
    State s = fed(forecasting, out);
    Arrays.fill(s.h[s.h.length - 1], Double.NaN);
    State read = forecasting.read(s.toBytes());
    long time = read.time() + 4 * MINUTE;
    new Reorderer(forecasting)
        .accept(
            read,
            7,
            time,
            true,
            50,
            listener -> assertThat(listener.repaired()).containsExactly("model:fragile"));
  }
}
