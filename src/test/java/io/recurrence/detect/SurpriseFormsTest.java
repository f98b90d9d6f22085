package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Expectations;
import io.recurrence.core.StoredForm;
import io.recurrence.core.Verdict;
import io.recurrence.detect.AlarmRule.Side;
import io.recurrence.testing.Signals;
import org.junit.jupiter.api.Test;

class SurpriseFormsTest {
  private final SurpriseDetector detector =
      new SurpriseDetector(new AlarmRule(1e-3, 0, Side.BOTH, 0));
  private final StoredForm before = detector.storedForms().toList().get(0);
  private final double[] h = new double[detector.size()];

  /**
   * Two means, the season, the counts and a history of 50 give or take 1, as version 1 had them.
   */
  private double[] versionOne() {
    double[] from = new double[205];
    for (int i = 0; i < 9; i++) {
      from[i] = i < 7 ? 50 : 1;
    }
    from[18] = from[19] = 2000; // values
    from[20] = 2.1;
    from[21] = 2.75;
    from[22] = 1.7;
    from[27 - 2] = 10_000; // values since an alarm
    for (int side = 0; side < 8; side++) {
      from[35 + 16 * side + 14] = 60;
      from[35 + 16 * side + 10] = 900;
      from[35 + 160 + side] = 3;
    }
    return from;
  }

  @Test
  void whatVersionOneHadLearnedOfTheLevelIsTakenOver() {
    assertThat(before.name()).isEqualTo("surprise");
    assertThat(before.version()).isEqualTo(1);
    assertThat(before.storage().size()).isEqualTo(205);
    detector.start(h);
    before.conversion().apply(versionOne(), h);
    assertThat(detector.describe(h))
        .containsEntry("level", 50.0)
        .containsEntry("mean_distance", 1.0)
        .containsEntry("values_in_history", 2000.0)
        .containsEntry("incident", 0.0);
  }

  @Test
  void itJudgesOnFromThereWithoutAWarmUp() {
    detector.start(h);
    before.conversion().apply(versionOne(), h);
    Verdict verdict = new Verdict();
    int t = 2000;
    int flagged = 0;
    for (double noise : Signals.normal(291, 100)) {
      detector.step(h, Expectations.of(50, t++, 1000), 50 + noise, verdict);
      detector.round(h);
      flagged += verdict.anomaly() ? 1 : 0;
    }
    assertThat(flagged).isLessThanOrEqualTo(2);
    detector.step(h, Expectations.of(50, t, 1000), 90, verdict);
    assertThat(verdict.anomaly()).isTrue();
  }
}
