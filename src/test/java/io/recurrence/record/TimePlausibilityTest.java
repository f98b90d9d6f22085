package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePlausibilityTest {
  private static final long NOW = Instant.parse("2026-11-26T18:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "1779000000, MS, S",
    "1779000000000000, MS, US",
    "1779000000000000000, MS, NS",
    "1779000000, US, MS",
    "1779000000, NS, US",
    "1779000000000000, S, MS",
    "820454400, MS, S" // 1996
  })
  void aTimeThatAnotherUnitMakesPlausibleWasReadInTheWrongOne(
      long millis, TimeUnit unit, TimeUnit likelier) {
    assertThat(TimePlausibility.likelier(millis, unit, NOW)).contains(likelier);
  }

  @ParameterizedTest
  @CsvSource({
    "1779000000000", // 2026
    "475200000000", // 1985
    "157766400000", // 1975
    "0",
    "10000",
    "86400000",
    "253370764800000" // the year 9999: a bad clock, but no other unit
  })
  void aTimeThatNoOtherUnitMakesPlausibleIsWhatItSays(long millis) {
    assertThat(TimePlausibility.likelier(millis, TimeUnit.MS, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"29927000, S, MIN", "498790, S, H", "20782, S, D", "20782, MS, D", "20500, S, "})
  void countersAreMinutesHoursOrDaysOnlyWhereTheseAreOfTheWeekBefore(
      long number, TimeUnit unit, @Nullable TimeUnit likelier) {
    long millis = number * (unit == TimeUnit.S ? 1000 : 1);
    assertThat(TimePlausibility.likelier(millis, unit, NOW))
        .isEqualTo(Optional.ofNullable(likelier));
  }

  @Test
  void whatIsLikelyDependsOnWhenTheRecordWasWritten() {
    assertThat(TimePlausibility.likelier(1_779_000_000, TimeUnit.MS, 400_000)).isEmpty();
    assertThat(TimePlausibility.likelier(1_779_000_000, TimeUnit.MS, TimePlausibility.LATEST))
        .contains(TimeUnit.S);
  }

  @Test
  void datesAsTextHaveNoUnit() {
    assertThat(TimePlausibility.likelier(1_779_000_000, TimeUnit.ISO, NOW)).isEmpty();
  }

  @Test
  void theNumberIsShownAsItWasWritten() {
    assertThat(TimePlausibility.shown(1_779_000_000, TimeUnit.MS, TimeUnit.S))
        .isEqualTo("1779000000 looks like seconds, not milliseconds");
    assertThat(TimePlausibility.shown(1_779_000_000_000_000L, TimeUnit.S, TimeUnit.MS))
        .isEqualTo("1779000000000 looks like milliseconds, not seconds");
  }
}
