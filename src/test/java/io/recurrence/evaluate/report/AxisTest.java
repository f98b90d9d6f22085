package io.recurrence.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static List<String> labels(Axis.Kind kind, double low, double high) {
    return new Axis(kind, low, high, 0, 100).ticks(5).stream().map(Axis.Tick::label).toList();
  }

  @Test
  void ticksStandAtRoundValues() {
    assertThat(labels(Axis.Kind.LINEAR, 0, 1))
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(Axis.Kind.LINEAR, -900, 2100)).containsExactly("0", "1,000", "2,000");
    assertThat(labels(Axis.Kind.LOGARITHMIC, 1e-4, 1e-2)).containsExactly("1e-4", "1e-3", "1e-2");
    double day = Instant.parse("2014-04-01T10:00:00Z").toEpochMilli();
    assertThat(labels(Axis.Kind.TIME, day, day + 3 * 86_400_000.0))
        .containsExactly("2 Apr", "3 Apr", "4 Apr");
  }

  @Test
  void valuesLieBetweenTheEnds() {
    Axis linear = new Axis(Axis.Kind.LINEAR, 10, 20, 100, 0);
    assertThat(linear.at(10)).isEqualTo(100);
    assertThat(linear.at(15)).isEqualTo(50);
    Axis logarithmic = new Axis(Axis.Kind.LOGARITHMIC, 1e-4, 1e-2, 0, 100);
    assertThat(logarithmic.at(1e-3)).isEqualTo(50, within(1e-9));
  }

  @Test
  void aSingleValueStillHasAnAxis() {
    for (double value : new double[] {0, 5, -3, 1e9}) {
      Axis axis = new Axis(Axis.Kind.LINEAR, value, value, 0, 100);
      assertThat(axis.at(value)).isBetween(0.0, 100.0);
      assertThat(axis.ticks(5)).isNotEmpty();
    }
  }
}
