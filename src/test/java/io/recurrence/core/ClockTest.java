package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {
  private static final long MINUTE = 60_000;

  private final Clock clock = new Clock(0);
  private final double[] h = new double[clock.size()];

  private void records(int count, long elapsed) {
    for (int i = 0; i < count; i++) {
      clock.step(h, elapsed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 250, 1000, 60_000, 300_000, 3_600_000, 86_400_000, 604_800_000, 777})
  void threeEvenTimesMakeAStep(long step) {
    records(2, step);
    assertThat(clock.known(h)).isZero();
    records(1, step);
    assertThat(clock.known(h)).isEqualTo(step);
    assertThat(clock.pace(h)).isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void jitterAroundAStepIsSeenThrough(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      clock.step(h, Math.round(MINUTE * (0.92 + 0.16 * random.nextDouble())));
    }
    assertThat(clock.known(h)).isEqualTo(MINUTE);
  }

  @Test
  void timesWithoutAStepAreIrregularAndPacedByTheirMean() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      clock.step(h, 1 + Math.round(-10_000 * Math.log(1 - random.nextDouble())));
    }
    assertThat(clock.known(h)).isZero();
    assertThat((double) clock.pace(h)).isCloseTo(10_000, within(4000.0));
    assertThat(clock.skipped(h, 1_000_000)).isZero();
  }

  @Test
  void gapsDoNotMakeASeriesIrregular() {
    Random random = new Random(4);
    for (int i = 0; i < 300; i++) {
      clock.step(h, MINUTE * (random.nextDouble() < 0.3 ? 2 + random.nextInt(9) : 1));
    }
    assertThat(clock.known(h)).isEqualTo(MINUTE);
  }

  @Test
  void aFinerSamplingIsNoticed() {
    records(500, 5 * MINUTE);
    records(120, MINUTE);
    assertThat(clock.known(h)).isEqualTo(MINUTE);
  }

  @Test
  void aCoarserSamplingIsNoticedAlthoughItsGapsAreFilled() {
    records(500, MINUTE);
    for (int record = 0; record < 120; record++) {
      long skipped = clock.skipped(h, 5 * MINUTE);
      for (int i = 0; i < skipped; i++) {
        clock.pass(h, clock.known(h));
      }
      clock.step(h, 5 * MINUTE - skipped * clock.known(h));
    }
    assertThat(clock.known(h)).isEqualTo(5 * MINUTE);
    assertThat(clock.skipped(h, 5 * MINUTE)).isZero();
  }

  @Test
  void aSingleOddTimeChangesNothing() {
    records(50, MINUTE);
    clock.step(h, 7_123);
    clock.step(h, 3 * MINUTE + 20_000);
    records(1, MINUTE);
    assertThat(clock.known(h)).isEqualTo(MINUTE);
  }

  @Test
  void timesThatStandStillOrRunBackTellNothing() {
    records(10, MINUTE);
    double[] before = h.clone();
    clock.step(h, 0);
    clock.step(h, -5);
    assertThat(h).isEqualTo(before);
  }

  @Test
  void stepsLeftOutAreCountedToTheNearest() {
    records(10, MINUTE);
    assertThat(clock.skipped(h, MINUTE)).isZero();
    assertThat(clock.skipped(h, MINUTE + 25_000)).isZero();
    assertThat(clock.skipped(h, 2 * MINUTE - 10_000)).isEqualTo(1);
    assertThat(clock.skipped(h, 60 * MINUTE)).isEqualTo(59);
    assertThat(clock.skipped(h, -MINUTE)).isZero();
  }

  @Test
  void silenceIsMeasuredFromValueToValue() {
    clock.step(h, 0);
    assertThat(clock.heard(h)).isZero();
    clock.step(h, MINUTE);
    assertThat(clock.heard(h)).isEqualTo(MINUTE);
    clock.pass(h, MINUTE);
    clock.pass(h, MINUTE);
    clock.step(h, MINUTE);
    clock.step(h, MINUTE);
    assertThat(clock.heard(h)).isEqualTo(4 * MINUTE);
  }

  @Test
  void aConfiguredStepIsNotLearnedAndEventsHaveNone() {
    Clock fixed = new Clock(MINUTE);
    Clock events = new Clock(-1);
    assertThat(fixed.known(h)).isEqualTo(MINUTE);
    for (int i = 0; i < 50; i++) {
      fixed.step(h, 1000);
    }
    assertThat(fixed.known(h)).isEqualTo(MINUTE);
    assertThat(events.known(h)).isZero();
    assertThat(events.pace(h)).isEqualTo(1000);
    assertThat(events.skipped(h, 50_000)).isZero();
  }
}
