package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the sampling, a state that was stored goes on as if it had not been. */
class MixtureReplayTest {
  private static final int ROWS = 2000;
  private static final int LONGEST_GAP = 40;

  private record Row(long time, boolean present, double value) {}

  /** Jitter, rows without a value, rows that fail to come, and silences that are skipped. */
  private static List<Row> rows(int seed, long step) {
    Random random = new Random(seed);
    double[] x = Signals.lifelike(seed, ROWS);
    List<Row> rows = new ArrayList<>();
    long time = 1_767_225_600_000L;
    for (int t = 0; t < ROWS; t++) {
      long steps = 1;
      if (random.nextInt(60) == 0) {
        steps += random.nextInt(5);
      } else if (t % 700 == 650) {
        steps += LONGEST_GAP + 100;
      }
      time += steps * step;
      long jitter = (long) (step * .05 * random.nextDouble());
      boolean present = random.nextInt(40) > 0 && (t < 900 || t > 930);
      double outlier = random.nextInt(300) == 0 ? 200 : 0;
      rows.add(new Row(time + jitter, present, x[t] + outlier + (t > 1500 ? 300 : 0)));
    }
    return rows;
  }

  private static SeriesPipeline pipeline(Tier tier, String step) {
    return SpecLoader.parse(
            """
            horizon: 13
            step: %s
            quantiles: [0.1, 0.5, 0.9]
            output: {outcomes: o}
            state: %s
            time: {longest-gap: %d}
            """
                .formatted(step, tier.name().toLowerCase(Locale.ROOT), LONGEST_GAP))
        .newPipeline();
  }

  static List<Arguments> samplings() {
    List<Arguments> all = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      for (long seconds : new long[] {1, 300, 3600, 86_400}) {
        all.add(Arguments.of(tier, "auto", 1000 * seconds));
      }
      all.add(Arguments.of(tier, "PT1H", 3_600_000L));
      all.add(Arguments.of(tier, "none", 777L));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("samplings")
  void replayThroughBytesEqualsOneGoBitForBit(Tier tier, String step, long millis) {
    SeriesPipeline pipeline = pipeline(tier, step);
    Reorderer reorderer = new Reorderer(pipeline);
    Reorderer restarted = new Reorderer(pipeline(tier, step));
    State whole = pipeline.newState();
    State stored = pipeline.newState();
    List<Row> rows = rows(81, millis);
    List<Object> inOneGo = new ArrayList<>();
    List<Object> again = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      inOneGo.clear();
      again.clear();
      reorderer.accept(
          whole, i, row.time, row.present, row.value, out -> inOneGo.addAll(Snapshot.of(out)));
      stored = pipeline.read(stored.toBytes());
      restarted.accept(
          stored, i, row.time, row.present, row.value, out -> again.addAll(Snapshot.of(out)));
      assertThat(again).as("row %d", i).isEqualTo(inOneGo);
    }
    assertThat(stored.toBytes()).isEqualTo(whole.toBytes());
    assertThat(whole.count()).isGreaterThan(1800);
    long known = step.equals("none") ? 0 : millis;
    assertThat(pipeline.samplingInterval(whole)).isEqualTo(known);
  }

  private static List<List<Object>> alone(Tier tier, List<Row> rows) {
    SeriesPipeline pipeline = pipeline(tier, "auto");
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    List<List<Object>> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      reorderer.accept(
          state, i, row.time, row.present, row.value, out -> all.add(Snapshot.of(out)));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void interleavedSeriesOfDifferentSamplingEqualSeparateOnes(Tier tier) {
    long[] steps = {1000, 300_000, 3_600_000, 86_400_000, 60_000, 900_000};
    SeriesPipeline shared = pipeline(tier, "auto");
    Reorderer reorderer = new Reorderer(shared);
    List<List<Row>> series = new ArrayList<>();
    List<State> states = new ArrayList<>();
    List<List<List<Object>>> interleaved = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      series.add(rows(90 + i, steps[i]).subList(0, 1000));
      states.add(shared.newState());
      interleaved.add(new ArrayList<>());
    }
    StepResult other = shared.newOutput();
    for (int t = 0; t < 1000; t++) {
      for (int i = 0; i < steps.length; i++) {
        Row row = series.get(i).get(t);
        List<List<Object>> into = interleaved.get(i);
        reorderer.accept(
            states.get(i), t, row.time, row.present, row.value, out -> into.add(Snapshot.of(out)));
        shared.forecast(states.get((i + 2) % steps.length), other.forecast());
      }
    }
    for (int i = 0; i < steps.length; i++) {
      assertThat(interleaved.get(i))
          .as("a step of %d ms", steps[i])
          .isEqualTo(alone(tier, series.get(i)));
    }
  }
}
