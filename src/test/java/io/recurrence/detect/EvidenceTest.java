package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Expectation;
import io.recurrence.core.Expectations;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.detect.AlarmRule.Side;
import io.recurrence.testing.Signals;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a flag rests on is something that can be seen. */
class EvidenceTest {
  private static final long PACE = 60_000;

  private final SurpriseDetector detector =
      new SurpriseDetector(new AlarmRule(1e-3, 0, Side.BOTH, 0));
  private final double[] h = new double[detector.size()];
  private final Verdict verdict = new Verdict();
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private long count;

  EvidenceTest() {
    detector.start(h);
  }

  private void step(double x, Expectation expected) {
    detector.step(h, expected, x, verdict);
    detector.round(h);
    if (verdict.anomaly()) {
      kinds.add(verdict.kind());
    }
  }

  private void step(double x, double expected) {
    step(x, Expectations.of(expected, count++, PACE));
  }

  @Test
  void aForecastThatHasLearnedIsNoSmallerVarianceOfTheValues() {
    double[] error = Signals.normal(281, 3000);
    for (int t = 0; t < error.length; t++) {
      double x = 50 + 10 * StrictMath.sin(2 * Math.PI * t / 48) + error[t] / 100;
      step(x, x - error[t] / (t < 2000 ? 1 : 100));
    }
    assertThat(kinds).doesNotContain(Kind.VARIANCE_DOWN);
  }

  @Test
  void aMoveThatTheForecastHasIsNoLevelShift() {
    double[] error = Signals.normal(282, 1700);
    for (int t = 0; t < error.length; t++) {
      double level = t < 1500 ? 50 : 50 + .5 * (t - 1500);
      kinds.clear();
      step(level + error[t], level + (t < 1500 ? .5 : .98) * error[t]);
      assertThat(kinds).as("value %d", t).doesNotContain(t < 1500 ? Kind.NONE : Kind.LEVEL_SHIFT);
    }
  }

  @Test
  void aValueThatRestsAtItsUpperBoundIsNotStuck() {
    Random random = new Random(283);
    double[] error = Signals.normal(284, 3000);
    for (int t = 0; t < error.length; t++) {
      boolean full = t >= 1500 && t % 500 < 60 + random.nextInt(2);
      double x = full ? 100 : 80 + 5 * error[t];
      double mean = full ? 99.9 : 80;
      Expectation expected = Expectations.nothing(t, PACE);
      expected.set(mean, level -> Math.min(100, mean + 10 * (level - .5)));
      step(x, expected);
    }
    assertThat(kinds).doesNotContain(Kind.FLAT_LINE, Kind.VARIANCE_DOWN);
  }

  @Test
  void aValueWithinItsIntervalMissesNoSeasonThatIsNotToBeBelieved() {
    double[] error = Signals.normal(285, 4000);
    for (int t = 0; t < error.length; t++) {
      double x = 50 + 10 * StrictMath.sin(2 * Math.PI * t / 50) + error[t];
      Expectation expected = Expectations.nothing(t, PACE);
      double mean = x - error[t];
      expected.set(mean, level -> mean + 40 * (level - .5));
      if (t > 200) { // of another period
        expected.setBaseline(50 + (t < 3000 ? 3 : 20) * StrictMath.sin(2 * Math.PI * t / 288));
      }
      step(x, expected);
    }
    assertThat(kinds).doesNotContain(Kind.BROKEN_SEASON);
  }
}
