package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Expectation;
import io.recurrence.core.Expectations;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.detect.AlarmRule.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmRuleTest {

  private static Expectation expected(double mean, long pace) {
    return Expectations.of(mean, 100, pace);
  }

  @Test
  void whatIsAtMostAsLikelyAsTheRateIsFlagged() {
    AlarmRule rule = new AlarmRule(1e-3, 0, Side.BOTH, 0);
    Expectation e = expected(5, 1000);
    assertThat(rule.flags(e, 9, 1e-3)).isTrue();
    assertThat(rule.flags(e, 9, 9e-4)).isTrue();
    assertThat(rule.flags(e, 9, 1.001e-3)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT1M", "PT15M", "PT1H", "P1D"})
  void whoAsksForRarerAlarmsNeverGetsMore(String pace) {
    Expectation e = expected(5, Duration.parse(pace).toMillis());
    double before = 1;
    for (String asked : List.of("PT1M", "PT12H", "P1D", "P7D", "P30D", "P365D")) {
      Duration every = Duration.parse(asked);
      double rate = new AlarmRule(AlarmRule.rate(every), every.toMillis(), Side.BOTH, 0).rate(e);
      assertThat(rate).as(asked).isLessThanOrEqualTo(before);
      before = rate;
    }
  }

  @Test
  void feedbackMovesTheRateAndAMuteFlagsNothing() {
    AlarmRule rule = new AlarmRule(1e-3, 0, Side.BOTH, 0);
    Expectation stricter = Expectations.withAlarmFactor(.1, expected(5, 1000));
    assertThat(rule.flags(stricter, 9, 1e-4)).isTrue();
    assertThat(rule.flags(stricter, 9, 1.1e-4)).isFalse();
    assertThat(rule.grade(stricter, 1e-8)).isLessThan(rule.grade(expected(5, 1000), 1e-8));
    assertThat(rule.rate(Expectations.withAlarmFactor(100, expected(5, 1000)))).isEqualTo(.01);
    Expectation muted = Expectations.withAlarmFactor(0, expected(5, 1000));
    assertThat(rule.flags(muted, 9, 0)).isFalse();
  }

  @Test
  void theSideAskedForIsFlaggedAndWhatHasNoSideToo() {
    AlarmRule above = new AlarmRule(1e-3, 0, Side.ABOVE, 0);
    AlarmRule below = new AlarmRule(1e-3, 0, Side.BELOW, 0);
    assertThat(above.asked(Direction.ABOVE)).isTrue();
    assertThat(above.asked(Direction.BELOW)).isFalse();
    assertThat(above.asked(Direction.NONE)).isTrue();
    assertThat(below.asked(Direction.ABOVE)).isFalse();
    assertThat(below.asked(Direction.BELOW)).isTrue();
    assertThat(below.asked(Direction.NONE)).isTrue();
  }

  @Test
  void aValueMustBeAsFarFromWhatWasExpectedAsIsAskedFor() {
    AlarmRule rule = new AlarmRule(1e-3, 0, Side.BOTH, 2);
    Expectation e = expected(5, 1000);
    assertThat(rule.flags(e, 7, 1e-6)).isTrue();
    assertThat(rule.flags(e, 3, 1e-6)).isTrue();
    assertThat(rule.flags(e, 6.99, 1e-6)).isFalse();
    Expectation nothing = Expectations.nothing(100, 1000);
    assertThat(rule.flags(nothing, 1e9, 1e-6)).isFalse();
    assertThat(new AlarmRule(1e-3, 0, Side.BOTH, 0).flags(nothing, 1e9, 1e-6)).isTrue();
  }

  private static boolean flags(String minimum, Expectation expected, double x) {
    return new AlarmRule(1e-3, 0, Side.BOTH, MinimumDeviation.parse(minimum, .8))
        .flags(expected, x, 1e-6);
  }

  @Test
  void theDistanceMayBeAskedForInPerCentOfTheSizeOfWhatWasExpected() {
    assertThat(flags("5 %", expected(200, 1000), 210)).isTrue();
    assertThat(flags("5%", expected(200, 1000), 209.9)).isFalse();
    assertThat(flags("5 %", expected(-200, 1000), -210)).isTrue();
    assertThat(flags("5 %", expected(-200, 1000), -190.1)).isFalse();
    assertThat(flags("5 %", expected(0, 1000), .1)).as("of nothing").isTrue();
  }

  @Test
  void theDistanceMayBeAskedForInWidthsOfThePredictionInterval() {
    Expectation e = Expectations.between(0, 10, 100, 1000); // 80 % of it from 1 to 9
    assertThat(flags("2 widths", e, 21.1)).isTrue();
    assertThat(flags("2 widths", e, 20.9)).isFalse();
    assertThat(flags("2 widths", e, -11.1)).isTrue();
    assertThat(flags("1 width", e, 13.1)).isTrue();
    assertThat(flags(".5 Widths", e, 8.9)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "far", "-1", "-5 %", "5 percent", "5 %%", "% 5", "NaN", "1e999", "2 width s"})
  void anotherDistanceIsNone(String text) {
    assertThat(MinimumDeviation.parse(text, .8)).isNull();
  }

  @Test
  void noMoreThanOneAlarmInSoMuchTimeAndNoMoreThanTheRate() {
    long week = 7 * 86_400_000L;
    AlarmRule weekly = new AlarmRule(.01, week, Side.BOTH, 0);
    assertThat(weekly.rate(expected(0, 3_600_000))).isCloseTo(1 / 168.0, within(1e-12));
    assertThat(weekly.rate(expected(0, 60_000))).isCloseTo(1 / 10_080.0, within(1e-12));
    assertThat(weekly.rate(expected(0, 86_400_000))).as("the rate").isEqualTo(.01);
    assertThat(new AlarmRule(1e-3, week, Side.BOTH, 0).rate(expected(0, 3_600_000)))
        .as("the rate, which is the stricter one")
        .isEqualTo(1e-3);
    assertThat(new AlarmRule(1e-3, Long.MAX_VALUE, Side.BOTH, 0).rate(expected(0, 1)))
        .as("at least")
        .isEqualTo(1e-12);
    assertThat(weekly.flags(expected(0, 3_600_000), 9, .005)).isTrue();
    assertThat(weekly.flags(expected(0, 60_000), 9, .005)).isFalse();
  }

  @Test
  void theGradeTellsHowMuchRarerThanAskedFor() {
    AlarmRule rule = new AlarmRule(1e-3, 0, Side.BOTH, 0);
    Expectation e = expected(0, 1000);
    assertThat(rule.grade(e, 1e-3)).isZero();
    assertThat(rule.grade(e, 1e-6)).isCloseTo(.5, within(1e-9));
    assertThat(rule.grade(e, 1e-15)).isCloseTo(.8, within(1e-9));
    assertThat(rule.grade(e, 1.0000000005e-3)).as("rounding").isZero();
  }
}
