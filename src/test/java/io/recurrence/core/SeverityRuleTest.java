package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Verdict.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityRuleTest {
  private final SeverityRule rule = SeverityRule.DEFAULT;

  /** The grade of a probability by a rate of alarms, as detectors give it. */
  private static double grade(double rate, double p) {
    return 1 - StrictMath.log(rate) / StrictMath.log(p);
  }

  @ParameterizedTest
  @CsvSource({
    "5e-4, 5e-4, INFO",
    "5e-4, 6e-5, INFO",
    "5e-4, 4.9e-5, WARNING",
    "5e-4, 6e-7, WARNING",
    "5e-4, 4.9e-7, CRITICAL",
    "1e-6, 4.9e-7, INFO",
    "1e-6, 9e-8, WARNING",
    "1e-6, 9e-10, CRITICAL"
  })
  void whatIsManyTimesRarerThanTheAlarmRateIsMoreUrgent(double rate, double p, Severity wanted) {
    assertThat(rule.of(Kind.POINT, 1 - p, grade(rate, p))).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({".5, INFO", ".89, INFO", ".91, WARNING", ".9985, WARNING", ".9995, CRITICAL"})
  void aLimitIsTheMoreUrgentTheLessProbableItIsThatItHolds(double probability, Severity wanted) {
    assertThat(rule.of(Kind.LIMIT, probability, probability)).isEqualTo(wanted);
  }

  @Test
  void whatCannotBeIsCriticalAndWhatIsNotFlaggedIsNothing() {
    assertThat(rule.of(Kind.SILENCE, 1, 1)).isEqualTo(Severity.CRITICAL);
    Verdict verdict = new Verdict();
    verdict.normal(.9999999999);
    assertThat(rule.of(verdict)).isEqualTo(Severity.NONE);
  }

  @Test
  void whatLastsIsMoreUrgentOnlyWhereThatIsAskedFor() {
    assertThat(rule.after(1L << 50)).isEqualTo(Severity.INFO);
    SeverityRule lasting = new SeverityRule(10, 1000, 60_000, 120_000);
    assertThat(lasting.after(59_999)).isEqualTo(Severity.INFO);
    assertThat(lasting.after(60_000)).isEqualTo(Severity.WARNING);
    assertThat(lasting.after(120_000)).isEqualTo(Severity.CRITICAL);
  }
}
