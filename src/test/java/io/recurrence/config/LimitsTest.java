package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.IncidentReport;
import io.recurrence.core.LimitCrossing;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ForecastLimits that the default forecaster is watched for. */
class LimitsTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final String ABOVE = "{limits: {above: 100}}";

  @Test
  void aRampPassesAtTheTimeThatItsLineSays() {
    SeriesPipeline pipeline = SpecLoader.parse(ABOVE).newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    List<IncidentReport> reports = new ArrayList<>();
    long passes = 990 * MINUTE; // 0.1 a minute from 1.05 on
    for (int t = 0; t < 990; t++) {
      pipeline.step(state, START + t * MINUTE, 1.05 + .1 * t, out);
      reports.addAll(out.incidents());
      if (t >= 970) {
        LimitCrossing crossing = out.forecast().crossings().get(0);
        assertThat(out.forecast().time(crossing.step()) - START).isEqualTo(passes);
        assertThat(crossing.probability()).isGreaterThan(.95);
      }
    }
    assertThat(reports.get(0).change()).isEqualTo(IncidentReport.Change.OPEN);
    assertThat(reports.get(0).time() - START).isLessThanOrEqualTo(970 * MINUTE);
    assertThat(reports.get(0).reason())
        .startsWith("expected to pass 100 at ")
        .contains("(in 24 min)");
    assertThat(reports).hasSizeLessThan(15).noneMatch(IncidentReport::over);
  }

  @Test
  void theProbabilityIsTheFrequencyAmongRandomWalks() {
    int walks = 400;
    double[] predicted = new double[3]; // below 0.15, below 0.35, above
    double[] passed = new double[3];
    int[] count = new int[3];
    Random random = new Random(7);
    SeriesPipeline pipeline = SpecLoader.parse(ABOVE).newPipeline();
    StepResult out = pipeline.newOutput();
    for (int walk = 0; walk < walks; walk++) {
      double[] x = new double[324];
      for (int t = 1; t < x.length; t++) {
        x[t] = x[t - 1] + random.nextGaussian();
      }
      double shift = 100 - x[299] - 9 * random.nextDouble(); // up to 1.8 deviations of 24 steps
      State state = pipeline.newState();
      for (int t = 0; t < 300; t++) {
        pipeline.step(state, START + t * MINUTE, x[t] + shift, out);
      }
      double p = out.forecast().crossings().get(0).probability();
      int bin = p < .15 ? 0 : p < .35 ? 1 : 2;
      count[bin]++;
      predicted[bin] += p;
      passed[bin] += x[323] + shift > 100 ? 1 : 0;
    }
    for (int bin = 0; bin < 3; bin++) {
      assertThat(count[bin]).isGreaterThan(walks / 8);
      assertThat(passed[bin] / count[bin])
          .as("frequency of bin %d", bin)
          .isCloseTo(predicted[bin] / count[bin], within(.08));
    }
  }

  @Test
  void forecastsAreMadeForLimitsAndWrittenWhenTheyAreDue() {
    SeriesPipeline pipeline = SpecLoader.parse("{emit: 10, limits: {below: 5}}").newPipeline();
    SeriesPipeline plain = SpecLoader.parse("{emit: 10}").newPipeline();
    StepResult out = pipeline.newOutput();
    StepResult other = plain.newOutput();
    State state = pipeline.newState();
    State unlimited = plain.newState();
    Random random = new Random(3);
    for (int t = 0; t < 300; t++) {
      double x = 20 + random.nextGaussian();
      pipeline.step(state, START + t * MINUTE, x, out);
      plain.step(unlimited, START + t * MINUTE, x, other);
      assertThat(out.forecast().made()).isTrue();
      assertThat(out.forecast().isDue()).isEqualTo(other.forecast().isDue());
      assertThat(out.forecast().levels()).isEqualTo(other.forecast().levels());
      if (other.forecast().isDue()) {
        assertThat(out.forecast().upper(24)).isEqualTo(other.forecast().upper(24));
      }
    }
    assertThat(plain.carryOver(state.toBytes()).describe()).isEqualTo(unlimited.describe());
    assertThat(pipeline.stateBytes() - plain.stateBytes()).isEqualTo(30 * 8 + 8);
    assertThat(plain.stateBytes()).isEqualTo(4096);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits: {} | limits (pipeline line 1) names no limit",
        "limits: {above: 5, below: 5} | limits.below (pipeline line 1) was 5.0 but it must be less than 'above'",
        "limits: {above: high} | limits.above (pipeline line 1) was 'high' but it must be a number",
        "limits: {above: 5, probability: 1} | limits.probability (pipeline line 1) was '1'",
        "limits: {abov: 5} | did you mean 'above'",
        "range: [0, 100], limits: {above: 100} | limits.above (pipeline line 1) can never be passed: range ends at 100.0",
        "range: [0, 100], limits: {below: 0} | limits.below (pipeline line 1) can never be passed: range begins at 0.0",
        "output: {anomalies: a}, limits: {above: 1} | limits (pipeline line 1) are written to no topic",
        "task: symbols, limits: {above: 1} | limits"
      })
  void aFaultSaysWhereAndWhat(String keys, String message) {
    assertThatThrownBy(() -> SpecLoader.parse("{" + keys + "}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aNumberAloneIsOneFault() {
    assertThatThrownBy(() -> SpecLoader.parse("limits: 90"))
        .satisfies(e -> assertThat(((SpecException) e).faults()).as(e.getMessage()).hasSize(1));
  }
}
