package io.recurrence.core;

import io.recurrence.core.Verdict.Kind;

/**
 * How urgent a flagged record or an incident is, from how rare it is and how long it lasts:
 *
 * <pre>
 * rarity = (1 - score)^(-grade) = alarm rate / p       p = 1 - score
 *        = 1 / (1 - probability)                       of a limit that is expected to be passed
 * </pre>
 *
 * <p>The rarity says how many times rarer it is than what is flagged at all, since the grade is
 * {@code 1 - ln(alarm rate) / ln p}: where one false alarm a week is accepted, a rarity of 10 comes
 * once in ten weeks. Thresholds on the probability itself would make series that are sampled more
 * often more urgent.
 *
 * @param warning the rarity from which it is a warning, at least 1
 * @param critical the rarity from which it is critical, at least that of a warning
 * @param warningAfter how long an incident lasts until it is a warning however rare it is, in
 *     milliseconds; {@link #NEVER} where that plays no part
 * @param criticalAfter and until it is critical
 */
public record SeverityRule(double warning, double critical, long warningAfter, long criticalAfter) {
  /** In the place of a time after which an incident is more urgent. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Without settings of one's own. */
  public static final SeverityRule DEFAULT = new SeverityRule(10, 1000, NEVER, NEVER);

  private static final double LEAST = 0x1p-53; // probability that a score can hold

  /**
   * That of a flagged record, or of the peak of an incident.
   *
   * @param score of the alarm, in [0, 1]; of a limit the probability
   * @param grade in [0, 1]
   */
  public Severity of(Kind kind, double score, double grade) {
    double p = Math.max(LEAST, 1 - score);
    double rarity = kind == Kind.LIMIT ? 1 / p : StrictMath.pow(p, -grade);
    return ofRarity(rarity);
  }

  /** That of what is so many times rarer than what is flagged at all. */
  public Severity ofRarity(double rarity) {
    return severity(rarity, warning, critical);
  }

  /** That of a record: none where it is not flagged. */
  Severity of(Verdict verdict) {
    return verdict.anomaly() ? of(verdict.kind(), verdict.alarm(), verdict.grade()) : Severity.NONE;
  }

  /** What an incident is at least after so many milliseconds. */
  public Severity after(long millis) {
    return severity((double) millis, (double) warningAfter, (double) criticalAfter);
  }

  private static Severity severity(double x, double warning, double critical) {
    return x >= critical ? Severity.CRITICAL : x >= warning ? Severity.WARNING : Severity.INFO;
  }
}
