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

  @ParameterizedTest
  @CsvSource({
    "S, 1700000000, 1700000000000",
    "S, 1700000000.1239, 1700000000123",
    "S, 1.7e9, 1700000000000",
    "MS, 1700000000123, 1700000000123",
    "MS, ' 5 ', 5",
    "MS, -5, -5",
    "MS, -0.5, -1",
    "US, 1700000000123999, 1700000000123",
    "NS, 1700000000123999999, 1700000000123",
    "S, 9223372036854775.807, 9223372036854775807",
    "MIN, 28333333.5, 1700000010000",
    "H, 472222, 1699999200000",
    "D, 19675, 1699920000000"
  })
  void numbersInAllUnitsAreReadToTheMillisecondBefore(TimeUnit unit, String text, long millis)
      throws BadRecordException {
    assertThat(Fields.time(text, unit, ZoneOffset.UTC)).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "MS, 9223372036854775808, the time '9223372036854775808' is out of range as milliseconds",
    "S, 1e19, the time '1e19' is out of range as seconds",
    "S, 1779000000000000000, the time '1779000000000000000' is out of range as seconds; it looks like nanoseconds: set input.time.unit: ns",
    "MS, -1e25, the time '-1e25' is out of range as milliseconds"
  })
  void aTimeBeyondTheRangeIsRefusedWithTheUnitThatItLooksLike(
      TimeUnit unit, String text, String message) {
    assertThatThrownBy(() -> Fields.time(text, unit, ZoneOffset.UTC))
        .isInstanceOf(BadRecordException.class)
        .hasMessage(message);
  }

  @Test
  void aTimeOfTheOtherKindIsToldHowItIsRead() {
    assertThatThrownBy(() -> Fields.time("2026-03-01T12:30:15Z", TimeUnit.MS, ZoneOffset.UTC))
        .hasMessageContaining("input.time.unit: iso reads it");
    assertThatThrownBy(() -> Fields.time("1709510400", TimeUnit.ISO, ZoneOffset.UTC))
        .hasMessageContaining("it looks like seconds since 1970; set input.time.unit: s");
  }

  @ParameterizedTest
  @CsvSource({
    "MS, 1e31",
    "MS, 1e-31",
    "MS, 1e999999999",
    "MS, 1e2147483648",
    "NS, abc",
    "S, ''",
    "S, 0x10",
    "S, NaN"
  })
  void whatIsNoNumberOfAUnitIsRefused(TimeUnit unit, String text) {
    assertThatThrownBy(() -> Fields.time(text, unit, ZoneOffset.UTC))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_TIME));
  }
}
