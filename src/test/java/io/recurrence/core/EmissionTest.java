package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EmissionTest {
  private static final long HOUR = 3_600_000;

  @Test
  void everyEventIsEveryStep() {
    assertThat(Emission.EVERY_EVENT.due(1, true, 0, 0)).isTrue();
    assertThat(Emission.EVERY_EVENT.due(17, false, 5, 5)).isTrue();
  }

  @Test
  void everyTenthStepAndTheFirst() {
    Emission tenth = new Emission(10, 0);
    assertThat(tenth.due(1, true, 0, 0)).isTrue();
    assertThat(tenth.due(9, false, 9, 8)).isFalse();
    assertThat(tenth.due(10, false, 10, 9)).isTrue();
    assertThat(tenth.due(11, false, 11, 10)).isFalse();
    assertThat(tenth.due(20, false, 20, 19)).isTrue();
  }

  @Test
  void theFirstRecordOfEachPeriodOfEventTime() {
    Emission hourly = new Emission(1, HOUR);
    assertThat(hourly.due(1, true, 5 * HOUR + 7, 0)).isTrue();
    assertThat(hourly.due(2, false, 6 * HOUR - 1, 5 * HOUR + 7)).isFalse();
    assertThat(hourly.due(3, false, 6 * HOUR, 6 * HOUR - 1)).isTrue();
    assertThat(hourly.due(4, false, 9 * HOUR + 5, 6 * HOUR)).isTrue();
  }

  @Test
  void periodsBefore1970AreNoLongerThanOthers() {
    Emission hourly = new Emission(1, HOUR);
    assertThat(hourly.due(2, false, HOUR / 2, -HOUR / 2)).isTrue();
    assertThat(hourly.due(2, false, -HOUR / 4, -HOUR / 2)).isFalse();
  }

  @Test
  void onRequestIsNeverOfItself() {
    assertThat(Emission.ON_REQUEST.due(1, true, 0, 0)).isFalse();
    assertThat(Emission.ON_REQUEST.due(Integer.MAX_VALUE, false, HOUR, 0)).isFalse();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Emission(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Emission(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
