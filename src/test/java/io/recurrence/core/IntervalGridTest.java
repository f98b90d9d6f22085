package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalGridTest {
  private static final long HOUR = 3_600_000;

  private final IntervalGrid grid = new IntervalGrid();
  private final double[] h = new double[grid.size()];
  private long time;

  private void begin(long at) {
    time = at;
    grid.begin(h, HOUR, at, true);
  }

  /** A record comes; returns how many intervals after the last. */
  private long record(long at) {
    grid.align(h, at - time, true);
    long intervals = grid.intervals(h, at - time);
    grid.step(h, at - time, at, true);
    time = at;
    return intervals;
  }

  @Test
  void recordsOfTheHourAreNumberedByTheHour() {
    begin(0);
    for (int i = 1; i < 50; i++) {
      assertThat(record(i * HOUR)).isEqualTo(1);
      assertThat(grid.number(h)).isEqualTo(i);
      assertThat(grid.ahead(h)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3_601_000, 3_610_000, 3_630_000, 3_590_000, 3_570_000})
  void aLoopThatRunsSlowOrFastStaysInTheHoursThatItsRecordsAreFrom(long loop) {
    begin(0);
    int wrong = 0;
    long intervals = 0;
    for (int i = 1; i < 3000; i++) {
      intervals += record(i * loop);
      wrong += grid.number(h) == i * loop / HOUR ? 0 : 1;
    }
    assertThat(wrong).isLessThan(90);
    assertThat(intervals).isBetween(2999 * loop / HOUR - 1, 2999 * loop / HOUR + 1);
  }

  @Test
  void jitterNeitherSkipsAnIntervalNorFillsOneTwice() {
    Random random = new Random(1);
    long middle = HOUR / 2;
    begin(middle);
    for (int i = 1; i < 5000; i++) {
      long jitter = Math.round(0.7 * HOUR * (random.nextDouble() - 0.5));
      assertThat(record(middle + i * HOUR + (i < 10 ? jitter / 4 : jitter)))
          .as("record " + i)
          .isEqualTo(1);
      assertThat(grid.number(h)).isEqualTo(i);
    }
  }

  @Test
  void aFurtherReadingBelongsToTheSameIntervalAndMovesNothing() {
    begin(0);
    for (int i = 1; i < 50; i++) {
      assertThat(record(i * HOUR)).isEqualTo(1);
      assertThat(record(i * HOUR + 600_000)).isZero();
      assertThat(grid.number(h)).isEqualTo(i);
    }
  }

  @Test
  void intervalsWithoutARecordAreCountedToTheNearest() {
    begin(0);
    for (int i = 1; i < 20; i++) {
      record(i * HOUR);
    }
    assertThat(grid.intervals(h, 5 * HOUR)).isEqualTo(5);
    assertThat(grid.intervals(h, 5 * HOUR + HOUR / 3)).isEqualTo(5);
    assertThat(grid.intervals(h, 2 * HOUR / 3)).isEqualTo(1);
    assertThat(grid.intervals(h, HOUR / 3)).isZero();
    assertThat(grid.intervals(h, -HOUR)).isEqualTo(-1);
  }

  @Test
  void aStepThatPassesIsAnInterval() {
    begin(0);
    record(HOUR);
    grid.fillStep(h, 1, HOUR);
    grid.fillStep(h, 1, HOUR);
    time += 2 * HOUR;
    assertThat(grid.number(h)).isEqualTo(3);
    assertThat(record(4 * HOUR)).isEqualTo(1);
    assertThat(grid.number(h)).isEqualTo(4);
  }

  @Test
  void aFirstRecordJustBeforeTheHourIsOfTheHour() {
    begin(8 * HOUR - 50);
    assertThat(grid.number(h)).isEqualTo(8);
    assertThat(record(9 * HOUR + 30)).isEqualTo(1);
    assertThat(grid.number(h)).isEqualTo(9);
  }

  @Test
  void whereADayIsNoWholeNumberOfIntervalsTheyAreCounted() {
    grid.begin(h, 7_000, 123_456, false);
    long first = grid.number(h);
    for (int i = 1; i < 100; i++) {
      grid.align(h, 7_050, false);
      grid.step(h, 7_050, 0, false);
    }
    assertThat(grid.number(h)).isEqualTo(first + 99);
  }
}
