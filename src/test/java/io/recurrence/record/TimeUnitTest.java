package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException.Reason;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Units of time, given or by size. */
class TimeUnitTest {
  private static final long TIME = 1_709_510_400_250L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1709510400.25",
        "1709510400250",
        "1709510400250000",
        "1709510400250000000",
        "1.70951040025E9",
        "2024-03-04T00:00:00.25Z",
        "2024-03-04 00:00:00.250",
        "20240304T000000.25Z"
      })
  void aTimeWithoutAUnitIsReadByItsSize(String text) throws BadRecordException {
    assertThat(Fields.time(text, TimeUnit.AUTO, ZoneOffset.UTC)).isEqualTo(TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "12", "-1709510400", "99999999999999999999", "1e999999999", "soon", ""})
  void whatIsATimeInNoUnitIsRefused(String text) {
    assertThatThrownBy(() -> Fields.time(text, TimeUnit.AUTO, ZoneOffset.UTC))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_TIME))
        .hasMessageContaining("input.time.unit");
  }

  @ParameterizedTest
  @CsvSource({
    "S, 1709510400.25",
    "MS, 1709510400250",
    "US, 1709510400250000",
    "NS, 1709510400250000000",
    "ISO, 2024-03-04T00:00:00.250Z",
    "AUTO, 2024-03-04T00:00:00.250Z"
  })
  void aTimeIsWrittenInItsUnit(TimeUnit unit, String text) throws BadRecordException {
    assertThat(unit.text(TIME)).isEqualTo(text);
    assertThat(Fields.time(text, unit, ZoneOffset.UTC)).isEqualTo(TIME);
  }

  @ParameterizedTest
  @EnumSource(
      value = TimeUnit.class,
      names = {"ISO", "AUTO"},
      mode = Mode.EXCLUDE)
  void whatIsWrittenInAUnitIsReadAsTheSameMillisecond(TimeUnit unit) throws BadRecordException {
    for (long time = TIME; time < TIME + 100_000_000; time += 7_654_321) {
      assertThat(Fields.time(unit.text(time), unit, ZoneOffset.UTC)).isEqualTo(time);
    }
  }

  @Test
  void aTimeOfTheYear1980IsInNoOtherUnit() {
    assertThat(TimePlausibility.unit("315532800")).isEqualTo(TimeUnit.S);
    assertThat(TimePlausibility.unit("315532799")).isEqualTo(TimeUnit.ISO);
    assertThat(TimePlausibility.unit("4102444800000")).isEqualTo(TimeUnit.MS);
  }
}
