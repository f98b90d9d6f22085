package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterRateTest {
  private static final long SECOND = 1000;

  private final CounterRate counter = new CounterRate(CounterRate.Per.S);
  private final double[] h = new double[counter.size()];
  private long time;

  private double after(int seconds, double reading) {
    time += seconds * SECOND;
    return counter.rate(h, time, reading);
  }

  @Test
  void theRateIsTheGrowthASecond() {
    assertThat(after(0, 100)).as("the first").isNaN();
    assertThat(after(10, 150)).isEqualTo(5);
    assertThat(after(10, 150)).isZero();
    assertThat(after(30, 180)).as("the mean over a gap").isEqualTo(1);
  }

  @Test
  void aReadingThatIsNotLaterHasNoRateAndTheHighestOfOneTimeIsCountedFrom() {
    after(0, 100);
    after(10, 150);
    assertThat(after(0, 160)).isNaN();
    assertThat(counter.rate(h, time - SECOND, 140)).isNaN();
    assertThat(after(10, -1)).as("no counter is negative").isNaN();
    assertThat(after(10, 190)).isEqualTo(1.5);
  }

  @Test
  void aCounterThatBeganAgainHasGrownByItsReading() {
    after(0, 439_000);
    after(300, 439_534);
    assertThat(after(300, 718)).isEqualTo(718 / 300.0);
    assertThat(after(300, 1_018)).isEqualTo(1);
    assertThat(after(300, 0)).as("to nothing").isZero();
    assertThat(after(300, 30)).isEqualTo(.1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p32, 0x1p64})
  void aCounterThatWrapsAroundGoesOn(double width) {
    double step = width / 0x1p20;
    after(0, width - 3 * step);
    after(1, width - 2 * step);
    after(1, width - step);
    assertThat(after(1, step)).isEqualTo(2 * step);
    assertThat(after(1, 2 * step)).isEqualTo(step);
  }

  @Test
  void aResetNearTheEndOfAWidthIsNoWrapWhereThatWouldBeFarTooFast() {
    after(0, 0x1p32 - 2_000_000);
    after(1, 0x1p32 - 1_999_999);
    assertThat(after(1, 3)).isEqualTo(3);
  }

  @Test
  void aSmallFallIsNoResetAndNothingIsCountedTwice() {
    after(0, 1_000);
    after(1, 1_010);
    assertThat(after(1, 1_008)).isZero();
    assertThat(after(1, 1_009)).isZero();
    assertThat(after(1, 1_015)).as("from the highest").isEqualTo(5);
  }

  @Test
  void aCounterThatStaysLowerIsCountedFromThere() {
    after(0, 1_000);
    for (int i = 0; i < 4; i++) {
      assertThat(after(1, 995 + i)).isZero();
    }
    assertThat(after(1, 999)).as("put back for good").isNaN();
    assertThat(after(1, 1_000)).isEqualTo(1);
  }

  @Test
  void growthIsThatOfTheTruthThroughResetsAndWraps() {
    Random random = new Random(11);
    double total = 0;
    double counted = 0;
    double lost = 0;
    double reading = 0x1p32 - 50_000;
    after(0, reading);
    for (int i = 0; i < 20_000; i++) {
      double growth = random.nextInt(200);
      total += growth;
      reading += growth;
      if (reading >= 0x1p32) {
        reading -= 0x1p32;
      }
      if (random.nextInt(500) == 0) {
        double since = random.nextInt(100); // what was counted after it began again
        lost += growth;
        total += since;
        reading = since;
      }
      double rate = after(1, reading);
      assertThat(rate).isBetween(0.0, 200.0);
      counted += rate;
    }
    assertThat(counted).isCloseTo(total - lost, within(1e-6 * total));
  }

  @Test
  void growthItselfIsGivenPerStep() {
    CounterRate step = new CounterRate(CounterRate.Per.STEP);
    double[] memory = new double[step.size()];
    step.rate(memory, 0, 5);
    assertThat(step.rate(memory, 60 * SECOND, 12)).isEqualTo(7);
  }

  @Test
  void theMemoryIsTheOneThatIsStored() {
    GoldenMemory golden = new GoldenMemory(counter);
    Random random = new Random(12);
    double reading = 0;
    for (int i = 0; i < 500; i++) {
      reading = random.nextInt(50) == 0 ? 0 : reading + random.nextInt(9) - (i % 7 == 0 ? 1 : 0);
      golden.read(counter.rate(golden.h(), 1_000L * i, reading));
      golden.round();
    }
    golden.isStill("1: 5D", "bfab99fc00901bed");
  }
}
