package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series that stand still for long, and what interrupts them. */
class StillSeriesTest {
  private static final long MONDAY = 1_767_571_200_000L; // midnight
  private static final double LEVEL = 21.7;

  private interface Look {
    void at(int row, StepResult out);
  }

  private static void run(int seconds, int rows, IntToDoubleFunction value, Look look) {
    SeriesPipeline pipeline = SpecLoader.parse("{name: t, horizon: 24}").newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < rows; t++) {
      pipeline.step(state, MONDAY + 1000L * seconds * t, value.applyAsDouble(t), out);
      look.at(t, out);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3600, 900, 1200",
    "3600, 40, 400",
    "900, 365, 1100",
    "300, 941, 3000",
    "300, 40, 1200",
    "60, 4397, 7500",
    "60, 40, 3000",
    "10, 9000, 18000",
    "1, 500, 8000"
  })
  void aLoneZeroDoesNotComeBackInAForecast(int seconds, int zero, int rows) {
    List<Integer> flagged = new ArrayList<>();
    run(
        seconds,
        rows,
        t -> t == zero ? 0 : LEVEL,
        (t, out) -> {
          if (out.judgement().verdict().anomaly()) {
            flagged.add(t);
          }
          if (t > zero + 1) {
            assertThat(out.judgement().expected()).as("expected of row %d", t).isEqualTo(LEVEL);
            assertThat(out.forecast().mean(24)).as("forecast after row %d", t).isEqualTo(LEVEL);
          }
        });
    assertThat(flagged).isSubsetOf(zero);
  }

  @Test
  void aJobThatComesEachDayIsForecastFromItsFourthRunOn() {
    int day = 96;
    run(
        900,
        8 * day,
        t -> t >= 3 * day && t % day == 12 ? 90 : 10,
        (t, out) -> {
          if (t >= 6 * day && t % day == 11) {
            assertThat(out.forecast().mean(1)).as("forecast after row %d", t).isGreaterThan(60);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {3600, 300, 60, 10})
  void anIntervalHoldsTheValueThatHasBeenConstant(int seconds) {
    double[] noise = Signals.normal(7, 500);
    run(
        seconds,
        2500,
        t -> t < 500 ? LEVEL + .02 * noise[t] : LEVEL,
        (t, out) -> {
          if (t > 700) {
            assertThat(LEVEL)
                .as("row %d", t)
                .isBetween(out.judgement().lower(), out.judgement().upper());
            assertThat(out.judgement().expected()).as("row %d", t).isCloseTo(LEVEL, within(.02));
          }
        });
  }

  @Test
  void aLevelThatMovesIsFollowedAtOnce() {
    run(
        60,
        2000,
        t -> t < 1000 ? 2 : 3,
        (t, out) -> {
          if (t > 1000) {
            assertThat(out.forecast().mean(1))
                .as("forecast after row %d", t)
                .isCloseTo(3, within(.3));
          }
        });
  }

  @Test
  void noiseAfterALongStandstillIsSoonWithinItsBand() {
    double[] noise = Signals.normal(3, 20_000);
    int[] inside = {0};
    run(
        60,
        12_000,
        t -> t < 200 || t >= 10_000 ? 20 + noise[t] : 20,
        (t, out) -> {
          boolean held =
              out.judgement().lower() <= out.judgement().value()
                  && out.judgement().value() <= out.judgement().upper();
          inside[0] += t >= 10_100 && t < 10_400 && held ? 1 : 0;
        });
    assertThat(inside[0]).isGreaterThan(240);
  }
}
