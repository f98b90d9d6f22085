package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.time.UsualIntervals;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingIntervalTest {
  private static final long MINUTE = 60_000;

  private final SamplingInterval clock = new SamplingInterval(0);
  private final double[] h = new double[clock.size()];

  private void records(int count, long elapsed) {
    for (int i = 0; i < count; i++) {
      clock.step(h, elapsed, 1, 0);
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
      clock.step(h, Math.round(MINUTE * (0.92 + 0.16 * random.nextDouble())), 1, 0);
    }
    assertThat(clock.known(h)).isEqualTo(MINUTE);
  }

  @Test
  void recordsThatComeWithinASecondAtRandomAreStepsPacedByTheirMean() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      clock.step(h, 1 + Math.round(-500 * Math.log(1 - random.nextDouble())), 1, 0);
    }
    assertThat(clock.known(h)).isZero();
    assertThat((double) clock.pace(h)).isCloseTo(500, within(200.0));
  }

  @Test
  void aSeriesOfRandomTimesIsSampledAtAUsualIntervalNearTheirMean() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      clock.step(h, 1 + Math.round(-900_000 * Math.log(1 - random.nextDouble())), 1, 0);
    }
    assertThat(clock.known(h)).isBetween(600_000L, 1_800_000L);
    assertThat(UsualIntervals.contains((double) clock.known(h))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {3_000, 7_000, 10_300, 90_000, 777})
  void anIntervalThatIsNotListedIsKeptThroughJitter(long interval) {
    Random random = new Random(6);
    Set<Long> known = new HashSet<>();
    for (int i = 0; i < 4000; i++) {
      clock.step(h, Math.round(interval * (1 + 0.02 * random.nextGaussian())), 1, 0);
      if (i >= 100) {
        known.add(clock.known(h));
      }
    }
    assertThat(known).hasSizeLessThanOrEqualTo(2);
    assertThat((double) clock.known(h)).isCloseTo((double) interval, within(interval * 0.02));
  }

  @Test
  void gapsDoNotMakeASeriesIrregular() {
    Random random = new Random(4);
    for (int i = 0; i < 300; i++) {
      clock.step(h, MINUTE * (random.nextDouble() < 0.3 ? 2 + random.nextInt(9) : 1), 1, 0);
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
      long missing = 5 * MINUTE / clock.known(h) - 1;
      for (int i = 0; i < missing; i++) {
        clock.fillStep(h, clock.known(h));
      }
      clock.step(h, 5 * MINUTE - missing * clock.known(h), 1, 0);
    }
    assertThat(clock.known(h)).isEqualTo(5 * MINUTE);
  }

  @Test
  void aSingleOddTimeChangesNothing() {
    records(50, MINUTE);
    clock.step(h, 7_123, 1, 0);
    clock.step(h, 3 * MINUTE + 20_000, 1, 0);
    records(1, MINUTE);
    assertThat(clock.known(h)).isEqualTo(MINUTE);
  }

  @Test
  void timesThatStandStillOrRunBackTellNothing() {
    records(10, MINUTE);
    double[] before = h.clone();
    clock.step(h, 0, 1, 0);
    clock.step(h, -5, 1, 0);
    assertThat(h).isEqualTo(before);
  }

  @Test
  void silenceIsMeasuredFromValueToValue() {
    clock.step(h, 0, 1, 0);
    assertThat(clock.sinceValue(h)).isZero();
    clock.step(h, MINUTE, 1, 0);
    assertThat(clock.sinceValue(h)).isEqualTo(MINUTE);
    clock.fillStep(h, MINUTE);
    clock.fillStep(h, MINUTE);
    clock.step(h, MINUTE, 1, 0);
    clock.step(h, MINUTE, 1, 0);
    assertThat(clock.sinceValue(h)).isEqualTo(4 * MINUTE);
  }

  @Test
  void aConfiguredStepIsNotLearnedAndEventsHaveNone() {
    SamplingInterval fixed = new SamplingInterval(MINUTE);
    SamplingInterval events = new SamplingInterval(-1);
    assertThat(fixed.known(h)).isEqualTo(MINUTE);
    for (int i = 0; i < 50; i++) {
      fixed.step(h, 1000, 1, 0);
    }
    assertThat(fixed.known(h)).isEqualTo(MINUTE);
    assertThat(events.known(h)).isZero();
    assertThat(events.pace(h)).isEqualTo(1000);
  }
}
