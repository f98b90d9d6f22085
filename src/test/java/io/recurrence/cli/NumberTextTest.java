package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Test
  void hasAsManyDecimalsAsTellTheEndsOfTheIntervalApart() {
    assertThat(NumberText.interval(165.91, 166.08)).isEqualTo("165.910…166.080");
    assertThat(NumberText.interval(59.1234, 69.5321)).isEqualTo("59.1…69.5");
    assertThat(NumberText.interval(900.4, 2375.3)).isEqualTo("900…2375");
    assertThat(NumberText.of(97.16, 13)).isEqualTo("97.2");
  }

  @Test
  void showsFourDigitsWhereThereIsNoInterval() {
    assertThat(NumberText.of(12.3456, 0)).isEqualTo("12.35");
    assertThat(NumberText.of(0, 0)).isEqualTo("0");
    assertThat(NumberText.of(123_456, 0)).isEqualTo("123456");
  }

  @Test
  void writesWhatIsExtremeByPowersOfTenAndWhatIsNotKnownAsADash() {
    assertThat(NumberText.of(1.5e12, 1)).isEqualTo("1.50e+12");
    assertThat(NumberText.of(Double.NaN, 1)).isEqualTo("–");
    assertThat(NumberText.of(-0.001, 1)).isEqualTo("0.00");
  }
}
