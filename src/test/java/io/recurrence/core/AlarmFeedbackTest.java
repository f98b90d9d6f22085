package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AlarmFeedbackTest {
  private static final long NOON = 1_767_268_800_000L; // 2026-01-01T12:00:00Z
  private static final long MINUTE = 60_000;

  private final AlarmFeedback feedback = new AlarmFeedback();
  private final double[] h = new double[feedback.size()];

  private double factor() {
    return feedback.factor(h, NOON);
  }

  @Test
  void nothingSaidLeavesTheAlarmRateExactlyAsItIs() {
    assertThat(factor()).isEqualTo(1);
    assertThat(feedback.muted(h, 0)).isFalse();
  }

  @Test
  void falseAlarmsMakeAlarmsRarerAndMissedAnomaliesMoreFrequent() {
    feedback.learn(h, false, NOON);
    assertThat(factor()).isCloseTo(Math.pow(10, -.75), within(1e-6));
    feedback.learn(h, false, NOON + MINUTE);
    assertThat(factor()).isCloseTo(Math.pow(10, -1.3125), within(1e-6));
    feedback.learn(h, true, NOON + 2 * MINUTE);
    assertThat(factor()).isCloseTo(Math.pow(10, -.484375), within(1e-6));
  }

  @Test
  void noNumberOfThemGoesBeyondThreeDecadesRarerAndTwoMoreFrequent() {
    for (int i = 0; i < 100; i++) {
      feedback.learn(h, false, NOON + i * MINUTE);
    }
    assertThat(factor()).isCloseTo(1e-3, within(1e-6));
    for (int i = 0; i < 100; i++) {
      feedback.learn(h, true, NOON + i * MINUTE);
    }
    assertThat(factor()).isCloseTo(100, within(1e-3));
  }

  @Test
  void whatIsSaidTwiceOfAMomentCountsOnce() {
    assertThat(feedback.learn(h, false, NOON)).isTrue();
    assertThat(feedback.learn(h, false, NOON)).isFalse();
    assertThat(factor()).isCloseTo(Math.pow(10, -.75), within(1e-6));
    assertThat(feedback.learn(h, true, NOON)).isTrue(); // the contrary is another thing to say
    assertThat(feedback.learn(h, true, NOON)).isFalse();
  }

  @Test
  void aMomentAtTheBeginOfTimeIsOneLikeOthers() {
    assertThat(feedback.learn(h, false, 0)).isTrue();
    assertThat(feedback.learn(h, false, 0)).isFalse();
    assertThat(feedback.learn(h, true, 0)).isTrue();
  }

  @Test
  void aMuteHoldsFromItsBeginUpToItsEnd() {
    assertThat(feedback.mute(h, NOON, NOON + MINUTE)).isTrue();
    assertThat(feedback.mute(h, NOON, NOON + MINUTE)).isFalse();
    assertThat(feedback.muted(h, NOON - 1)).isFalse();
    assertThat(feedback.factor(h, NOON)).isZero();
    assertThat(feedback.factor(h, NOON + MINUTE - 1)).isZero();
    assertThat(feedback.factor(h, NOON + MINUTE)).isEqualTo(1);
  }

  @Test
  void itsMemoryIsTheOneThatIsStored() {
    GoldenMemory golden = new GoldenMemory(feedback);
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      feedback.learn(golden.h(), random.nextInt(3) == 0, NOON + random.nextInt(20) * MINUTE);
      golden.round();
      golden.read(feedback.factor(golden.h(), NOON - 1));
      feedback.mute(golden.h(), NOON, NOON + i * MINUTE);
    }
    golden.isStill("1: 11D1S", "40c4c3854d277777");
  }
}
