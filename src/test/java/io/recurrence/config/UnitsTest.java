package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict.Phase;
import io.recurrence.testing.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default pipeline says the same of a series in whatever unit and on whatever level. */
class UnitsTest {
  private static final int LENGTH = 2400;
  private static final int SPIKE = 1800;
  private static final int SHIFT = 2100;
  private static final double SPREAD = .05;
  private static final double CLEAR = .16; // grade of a flag that is no matter of rounding
  private static final double[] NOISE = Signals.normal(303, LENGTH);

  /** A season, noise, a spike of 24 deviations and a shift of 16. */
  private static double value(int t) {
    double season = .5 * Math.sin(2 * Math.PI * t / 24);
    return season + SPREAD * (NOISE[t] + (t == SPIKE ? 24 : t >= SHIFT ? 16 : 0));
  }

  /** The clearly flagged steps, the path before the spike, and what was said of it. */
  private record Said(List<Integer> flagged, List<Double> path, double grade, String reason) {}

  private static Said run(double unit, double level) {
    SeriesPipeline pipeline = SpecLoader.parse("horizon: 24\nstep: PT1H").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    List<Integer> flagged = new ArrayList<>();
    List<Double> path = new ArrayList<>();
    double grade = 0;
    String reason = "";
    for (int t = 0; t < LENGTH; t++) {
      pipeline.step(s, t * 3_600_000L, level + unit * value(t), out);
      boolean begins =
          out.judgement().verdict().phase() == Phase.ONSET; // what worsens it may lie on the edge
      if (begins && out.judgement().verdict().grade() >= CLEAR) {
        flagged.add(t);
      }
      if (t == SPIKE) {
        grade = out.judgement().verdict().grade();
        reason = out.judgement().verdict().reason();
      }
      for (int k = 1; t == SPIKE - 1 && k <= 24; k++) {
        path.add((out.forecast().mean(k) - level) / unit);
      }
    }
    return new Said(flagged, path, grade, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-9, 0",
    "1e-3, 0",
    "1e9, 0",
    "1, 1e3",
    "1, -1e6",
    "1, 1e9",
    "1, 2147000000",
    "1e-3, 1e6",
    "1e9, 1e12",
    "1, 1e11",
    "100, 1e12",
    "1, 1e12"
  })
  void flagsAndForecastsDoNotDependOnTheUnitOrTheLevel(double unit, double level) {
    Said plain = run(1, 1e3);
    Said other = run(unit, level);
    double steps = Math.ulp(level) / unit / SPREAD; // of a double, in deviations of the noise
    for (int k = 0; k < 24; k++) {
      double tolerance = SPREAD * (.1 + 4 * steps);
      assertThat(other.path().get(k))
          .as("step %d", k + 1)
          .isCloseTo(plain.path().get(k), within(tolerance));
    }
    assertThat(other.flagged()).isEqualTo(plain.flagged()).contains(SPIKE, SHIFT);
    assertThat(other.grade()).isCloseTo(plain.grade(), within(.06));
  }

  @ParameterizedTest
  @CsvSource({"1e9", "2147000000", "1e12"})
  void reasonsShowTheDigitsThatDiffer(double level) {
    List<Double> told =
        Pattern.compile("[0-9.]*[0-9]")
            .matcher(run(1, level).reason())
            .results()
            .map(number -> Double.parseDouble(number.group()))
            .filter(number -> number > level / 2)
            .toList();
    assertThat(told).hasSize(2);
    assertThat(told.get(0) - told.get(1)).as("value and expectation").isBetween(.8, 1.6);
  }
}
