package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Expectation;
import io.recurrence.core.Expectations;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.core.Verdict.Phase;
import io.recurrence.testing.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When values are an alarm, and what an incident is from its onset to its end. */
class SurpriseIncidentsTest {
  private static final int BEFORE = 1500;

  private final JudgedSeries judged = new JudgedSeries();

  @Test
  void anAlarmIsRaisedWhereAnIncidentBeginsAndNotWhereValuesAreOrdinary() {
    judged.feed(50, Signals.normal(211, BEFORE));
    int raised = 0;
    double[] ordinary = Signals.normal(212, 500);
    for (double noise : ordinary) {
      judged.step(50 + noise, 50);
      assertThat(judged.verdict.alarm())
          .satisfiesAnyOf(
              a -> assertThat(a).isZero(), a -> assertThat(a).isGreaterThanOrEqualTo(.99));
      raised += judged.verdict.alarm() > 0 ? 1 : 0;
    }
    assertThat(raised).isLessThan(20);
    judged.step(62, 50);
    assertThat(judged.verdict.alarm()).isGreaterThan(.999);
    assertThat(judged.verdict.score()).isGreaterThan(.999);
    judged.step(50, 50);
    assertThat(judged.verdict.alarm()).isZero();
  }

  @Test
  void anIncidentBeginsGoesOnAndEndsAndItsPeakOnlyRises() {
    double[] noise = Signals.normal(224, 400);
    judged.feed(50, Signals.normal(225, BEFORE));
    List<Phase> phases = new ArrayList<>();
    double peak = 0;
    for (int i = 0; i < 120; i++) {
      judged.step(50 + noise[i] + (i == 10 ? 9 : i == 14 ? 40 : 0), 50);
      phases.add(judged.verdict.phase());
      if (judged.verdict.phase() != Phase.NONE) {
        assertThat(judged.verdict.peak()).isGreaterThanOrEqualTo(peak).isLessThanOrEqualTo(1);
        peak = judged.verdict.peak();
      } else {
        assertThat(judged.verdict.peak()).isZero();
      }
      if (judged.verdict.phase() == Phase.END) {
        assertThat(judged.verdict.anomaly()).isFalse();
        assertThat(judged.verdict.kind()).isIn(Kind.POINT, Kind.VARIANCE_UP);
        assertThat(judged.verdict.reason())
            .matches("over after \\d+ values, \\d+ of them rare: it was .*");
      }
    }
    assertThat(phases.subList(0, 10)).containsOnly(Phase.NONE);
    assertThat(phases.get(10)).isEqualTo(Phase.ONSET);
    int end = phases.indexOf(Phase.END);
    assertThat(end).isBetween(14 + 12, 14 + 60);
    assertThat(phases.subList(11, end)).containsOnly(Phase.ONGOING);
    assertThat(phases.subList(end + 1, 120)).containsOnly(Phase.NONE);
    assertThat(judged.detector.describe(judged.h)).containsEntry("incident", 0.0);
  }

  @Test
  void anIncidentOfANewLevelIsToldAsOneAtItsEnd() {
    judged.feed(50, Signals.normal(226, BEFORE));
    double[] after = Signals.affine(80, 1, Signals.normal(227, 450));
    String reason = "";
    for (int i = 0; i < after.length; i++) {
      judged.step(after[i], i < 5 ? 50 : 80);
      if (judged.verdict.phase() == Phase.END) {
        assertThat(judged.verdict.kind()).isEqualTo(Kind.LEVEL_SHIFT);
        assertThat(judged.verdict.direction()).isEqualTo(Direction.ABOVE);
        reason = judged.verdict.reason();
        break;
      }
    }
    assertThat(reason).endsWith("it was a new level");
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 1e4, 1e12})
  void aWildValueDoesNotPoisonWhatFollows(double spike) {
    judged.feed(50, Signals.normal(228, BEFORE));
    double[] calm = judged.h.clone();
    double[] wild = judged.h.clone();
    double[] noise = Signals.normal(229, 600);
    double[] difference = new double[600];
    int flagged = 0;
    for (int i = 0; i < 600; i++) {
      judged.h = calm;
      double before = judged.step(50 + noise[i], 50).score();
      judged.h = wild;
      double after = judged.step(50 + noise[i] + (i == 0 ? spike : 0), 50).score();
      difference[i] = Math.abs(after - before);
      flagged += i > 0 && judged.verdict.anomaly() ? 1 : 0;
    }
    double mean = 0;
    for (int i = 20; i < 600; i++) {
      mean += difference[i] / 580;
    }
    assertThat(flagged).as("one in a thousand is usual").isLessThanOrEqualTo(3);
    assertThat(mean).as("mean difference of the scores").isLessThan(.05);
    judged.h = wild;
    judged.step(50 + 30, 50);
    assertThat(judged.verdict.anomaly()).as("another spike, later").isTrue();
  }

  @Test
  void aSecondBlowIsAnAlarmToo() {
    judged.feed(50, Signals.normal(233, BEFORE));
    double[] noise = Signals.normal(234, 60);
    List<Integer> flagged = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      if (judged.step(50 + noise[i] + (i == 5 || i == 35 ? 15 : 0), 50).anomaly()) {
        flagged.add(i);
      }
    }
    assertThat(flagged).contains(5, 35);
  }

  @Test
  void aValueThatIsOrdinaryAgainIsNoAlarmThoughTheForecastHadFollowed() {
    judged.feed(50, Signals.normal(235, BEFORE));
    assertThat(judged.step(90, 50).anomaly()).isTrue();
    judged.step(90, 80);
    assertThat(judged.step(50.3, 90).anomaly())
        .as("back to normal, where 90 was expected")
        .isFalse();
    assertThat(judged.verdict.score()).as("the record itself").isGreaterThan(.99);
  }

  @Test
  void theScoreOfAStrangeValueDoesNotDependOnTheAlarmBeforeIt() {
    judged.feed(50, Signals.normal(236, BEFORE));
    judged.step(65, 50);
    double first = judged.verdict.score();
    judged.step(50, 50);
    judged.step(65, 50);
    assertThat(judged.verdict.score()).isGreaterThan(.999).isGreaterThanOrEqualTo(first - 1e-3);
  }

  @Test
  void nothingIsFlaggedBeforeTwentyValues() {
    for (int t = 0; t < SurpriseDetector.WARM_UP; t++) {
      judged.step(t % 2 == 0 ? 1e6 : -1e6, 0);
      assertThat(judged.verdict.anomaly()).isFalse();
      assertThat(judged.verdict.score()).isZero();
    }
  }

  @Test
  void aShortJobEachNightIsNoAlarmOnceItsSeasonIsKnownAndItsAbsenceIsOne() {
    Random random = new Random(5);
    int flags = 0;
    boolean absence = false;
    for (int t = 0; t < 25 * 288; t++) {
      int day = t / 288;
      boolean job = t % 288 == 24 || t % 288 == 25;
      boolean runs = job && day != 22;
      boolean known = day > 1;
      Expectation expected =
          t == 0
              ? Expectations.nothing(0, 300_000)
              : Expectations.of(job && known ? 45 : 13, t, 300_000); // the forecast knows half
      if (known) {
        expected.setBaseline(job ? 60 : 13);
      }
      boolean flagged = judged.step((runs ? 60 : 13) + random.nextGaussian(), expected).anomaly();
      absence |= flagged && job && day == 22;
      flags += flagged && day > 4 && day != 22 ? 1 : 0;
    }
    assertThat(flags).as("flags from the fifth day on").isLessThan(3);
    assertThat(absence).as("the job that did not run is flagged").isTrue();
  }
}
