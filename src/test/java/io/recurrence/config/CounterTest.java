package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.testing.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series that are counters. */
class CounterTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTES = 5 * 60_000L;
  private static final String COUNTER = "{transforms: [counter], range: [0, 10]}";

  /** A counter that grows by about 600 in five minutes, and begins again twice. */
  private static List<Double> readings() {
    Random random = new Random(9);
    List<Double> readings = new ArrayList<>();
    double x = 400_000;
    for (int t = 0; t < 600; t++) {
      x = t == 300 || t == 450 ? 300 : x + 600 + Math.rint(10 * random.nextGaussian());
      readings.add(x);
    }
    return readings;
  }

  @Test
  void theRateIsForecastThroughResetsWithoutAnAlarm() {
    SeriesPipeline pipeline = SpecLoader.parse(COUNTER).newPipeline();
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    List<Double> readings = readings();
    List<Double> values = new ArrayList<>();
    for (int t = 0; t < readings.size(); t++) {
      int now = t;
      reorderer.accept(
          state,
          t,
          START + t * MINUTES,
          true,
          readings.get(t),
          out -> {
            values.add(out.judgement().value());
            if (now > 100 && now != 300 && now != 450) {
              assertThat(out.judgement().verdict().anomaly()).as("step %d", now).isFalse();
            }
            if (now > 100) {
              assertThat(out.forecast().mean(24)).as("step %d", now).isCloseTo(2, within(.2));
            }
          });
    }
    assertThat(values.get(0)).as("of the first reading").isNaN();
    assertThat(values.get(300)).as("since it began again, at least").isEqualTo(1);
    assertThat(values.get(301)).isCloseTo(2, within(.15));
  }

  @Test
  void aStateThatIsStoredGoesOnAndOneWithoutACounterTakesItIn() {
    SeriesPipeline pipeline = SpecLoader.parse(COUNTER).newPipeline();
    SeriesPipeline plain = SpecLoader.parse("{range: [0, 10]}").newPipeline();
    Reorderer reorderer = new Reorderer(pipeline);
    State whole = pipeline.newState();
    State stored = pipeline.newState();
    List<Double> readings = readings();
    for (int t = 0; t < 320; t++) {
      List<Object> results = new ArrayList<>();
      long time = START + t * MINUTES;
      double x = readings.get(t);
      reorderer.accept(whole, t, time, true, x, out -> results.add(Snapshot.of(out)));
      stored = pipeline.read(stored.toBytes());
      reorderer.accept(
          stored, t, time, true, x, out -> assertThat(Snapshot.of(out)).isEqualTo(results.get(0)));
    }
    assertThat(stored.toBytes()).isEqualTo(whole.toBytes());
    assertThat(pipeline.stateBytes()).isEqualTo(plain.stateBytes() + 5 * 8 + 8);
    assertThat(pipeline.afresh(plain.newState().toBytes())).containsExactly("counter");
    assertThat(SpecLoader.parse("{transform: {type: counter, per: step}}").newPipeline().stages())
        .as("the unit may change")
        .isEqualTo(pipeline.stages());
  }

  @Test
  void aRepeatedRecordIsKnownByItsReading() {
    SeriesPipeline pipeline = SpecLoader.parse(COUNTER).newPipeline();
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    reorderer.accept(state, 0, START, true, 100, out -> {});
    reorderer.accept(state, 1, START + MINUTES, true, 700, out -> {});
    assertThat(reorderer.accept(state, 2, START + MINUTES, true, 700, out -> {}))
        .isEqualTo(io.recurrence.core.Fate.DUPLICATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transforms: [{type: counter, per: hour}] | transforms[0].per (pipeline line 1) was 'hour'",
        "model: naive, transforms: [log, counter] | transforms (pipeline line 1) must begin with counter",
        "transforms: [counter, log] | transforms (pipeline line 1) is for models of one's own choice",
        "transform: counter, transforms: [counter] | transform (pipeline line 1) cannot stand beside 'transforms'",
        "task: symbols, transform: counter | transform (pipeline line 1)"
      })
  void aFaultSaysWhereAndWhat(String keys, String message) {
    assertThatThrownBy(() -> SpecLoader.parse("{" + keys + "}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void transformsOfTheRateComeBehindTheCounter() {
    assertThat(
            SpecLoader.parse("{models: [naive, holt], transforms: [counter, log]}")
                .newPipeline()
                .stages())
        .containsKeys("counter", "transform:log(0.0)");
  }
}
