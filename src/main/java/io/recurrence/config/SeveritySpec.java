package io.recurrence.config;

import io.recurrence.core.SeverityRule;
import java.time.Duration;

/** How urgent anomalies and incidents are: the keys under {@code severity}. */
final class SeveritySpec {
  private static final String RARITY =
      "how many times rarer than the alarm rate, a number of at least 1";

  private SeveritySpec() {}

  /** Reads the section, if it is there. */
  static SeverityRule read(Section s) {
    Section severity = s.section("severity");
    double warning = rarity(severity, "warning", SeverityRule.DEFAULT.warning());
    double critical =
        rarity(severity, "critical", Math.max(warning, SeverityRule.DEFAULT.critical()));
    long warningAfter = after(severity, "warning-after");
    long criticalAfter = after(severity, "critical-after");
    severity.done();
    if (critical < warning) {
      severity.fault(
          "critical", "was %s but it must be at least 'warning', %s".formatted(critical, warning));
    }
    if (criticalAfter < warningAfter && warningAfter != SeverityRule.NEVER) {
      severity.fault("critical-after", "must not be shorter than 'warning-after'");
    }
    return new SeverityRule(warning, critical, warningAfter, criticalAfter);
  }

  private static double rarity(Section s, String key, double fallback) {
    return s.number(key, fallback, x -> x >= 1 && Double.isFinite(x), RARITY);
  }

  private static long after(Section s, String key) {
    long millis = s.duration(key, Duration.ZERO, false).toMillis();
    return millis == 0 ? SeverityRule.NEVER : millis;
  }
}
