package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Series whose name lacks a label are noticed; those with a double now and then are not. */
class MixedSeriesTest {
  private final MixedSeries mixed = new MixedSeries();
  private long conflicts;
  private long warnings;

  private void take(String series, long time, double value) {
    if (mixed.conflicts(series.getBytes(StandardCharsets.UTF_8), time, value)) {
      conflicts++;
      warnings += mixed.often() ? 1 : 0;
    }
  }

  @Test
  void threeCoresUnderTheNameOfTheirHostAreNoticedWithinTenTimes() {
    for (int t = 0; t < 10; t++) {
      for (int core = 0; core < 3; core++) {
        take("node-a", t, 10 * core + t);
        take("node-b", t, 7 * core + t);
      }
    }
    assertThat(conflicts).isEqualTo(2 * 2 * 10);
    assertThat(warnings).isPositive();
    assertThat(mixed.other()).isEqualTo(7 + 9);
  }

  @Test
  void aReadingThatIsSentTwiceIsNoConflict() {
    for (int t = 0; t < 100; t++) {
      take("a", t, t);
      take("a", t, t);
    }
    assertThat(conflicts).isZero();
  }

  @Test
  void aDoubleNowAndThenIsCountedButNotWarnedOf() {
    for (int t = 0; t < 1000; t++) {
      take("a", t, t);
      if (t % 20 == 0) {
        take("a", t, t + 0.5);
      }
    }
    assertThat(conflicts).isEqualTo(50);
    assertThat(warnings).isZero();
  }

  @Test
  void manySeriesAtOneTimeAreNoConflict() {
    for (int t = 0; t < 10; t++) {
      for (int series = 0; series < 5_000; series++) {
        take("series-" + series, t, series);
      }
    }
    assertThat(conflicts).isZero();
  }
}
