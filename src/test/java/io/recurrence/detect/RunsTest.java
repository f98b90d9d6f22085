package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RunsTest {
  private final Runs runs = new Runs(0);
  private final double[] h = new double[Runs.SHORTS];

  private double longest(int values, double share) {
    Random random = new Random(271);
    double max = 0;
    for (int i = 0; i < values; i++) {
      max = Math.max(max, runs.step(h, random.nextDouble() < share));
    }
    return max;
  }

  private double run(int length) {
    double evidence = 0;
    for (int i = 0; i < length; i++) {
      evidence = Math.max(evidence, runs.step(h, true));
    }
    return evidence;
  }

  @Test
  void aValueThatNeverRepeatedSaysEnoughAfterTenRepeats() {
    longest(300, 0);
    assertThat(run(10)).isGreaterThan(-Math.log(1e-4));
  }

  @Test
  void independentRunsGiveTheEvidenceOfTheirProbability() {
    longest(5000, .5);
    runs.step(h, false);
    double length = 40;
    assertThat(run((int) length)).isBetween(.6 * length * Math.log(2), 1.2 * length * Math.log(2));
  }

  @Test
  void whatIsStillEachNightSaysNothing() {
    double max = 0;
    for (int i = 0; i < 40 * 96; i++) {
      max = Math.max(max, runs.step(h, i % 96 < 40));
    }
    assertThat(max).as("forty in a row each day, after the first").isLessThan(8);
    runs.step(h, false);
    assertThat(run(39)).isZero();
    assertThat(run(400)).isPositive();
  }

  @Test
  void aRunThatIsFlaggedSaysNothingMoreAndTheNextOneDoes() {
    longest(500, 0);
    assertThat(run(12)).isPositive();
    runs.flagged(h);
    assertThat(run(50)).isZero();
    longest(20, 0);
    assertThat(run(40)).as("a second time").isPositive();
  }

  @Test
  void aRunThatComesTwiceIsHowTheSeriesIs() {
    longest(500, 0);
    assertThat(run(300)).isPositive();
    longest(20, 0);
    assertThat(run(320)).as("a second time").isPositive();
    longest(20, 0);
    assertThat(run(400)).as("a third time").isZero();
    assertThat(run(300)).as("far longer").isPositive();
  }

  @Test
  void countsStayWholeNumbersThatTwoBytesHold() {
    longest(100_000, .4);
    run(40_000);
    runs.flagged(h);
    for (double number : h) {
      assertThat(number).isEqualTo(Math.rint(number));
      assertThat(Math.abs(number)).isLessThanOrEqualTo(Short.MAX_VALUE);
    }
  }
}
