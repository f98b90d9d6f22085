package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import org.junit.jupiter.api.Test;

class Naive2Test {
  private static final double[] INDEX = {0.5, 1, 1.5, 1};

  @Test
  void aMultiplicativeSeasonIsRepeatedAtTheLastLevel() {
    double[] x = Signals.of(43, t -> 80 * INDEX[t % 4]);
    assertThat(Naive2.seasonal(x, x.length, 4)).isTrue();
    double[] path = Naive2.forecast(x, x.length, 4, 5);
    for (int k = 0; k < 5; k++) {
      assertThat(path[k]).isEqualTo(80 * INDEX[(43 + k) % 4], within(1e-9));
    }
  }

  @Test
  void withoutASeasonItIsTheLastValue() {
    double[] x = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
    assertThat(Naive2.forecast(x, 12, 1, 2)).containsExactly(8, 8);
    assertThat(Naive2.seasonal(x, 11, 4)).as("three seasons are the least").isFalse();
  }
}
