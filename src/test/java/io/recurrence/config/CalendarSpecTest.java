package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.time.Calendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time zone and the opening hours of a specification. */
class CalendarSpecTest {
  private static final long HOUR = 3_600_000;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String STOCKS =
      """
      time:
        zone: America/New_York
        calendar:
          closed: [saturday, sunday]
          sessions: ["09:30-16:00"]
          holidays: [2026-04-03, 12-25]
      """;

  private static Calendar calendar(String yaml) {
    return SpecLoader.parse(yaml).newPipeline().calendar();
  }

  private static long newYork(String local) {
    return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant().toEpochMilli();
  }

  private static String only(String yaml, String... overrides) {
    SpecException e =
        catchThrowableOfType(
            SpecException.class,
            () -> SpecLoader.parse(yaml, "my.yaml", Map.of(), List.of(overrides)));
    assertThat(e).as(yaml).isNotNull();
    assertThat(e.faults()).as(yaml).hasSize(1);
    return e.faults().get(0).toString();
  }

  @Test
  void withoutKeysTimeIsThatOfUtcAndAlwaysOpen() {
    Calendar calendar = calendar("name: a");
    assertThat(calendar.local(12_345)).isEqualTo(12_345);
    assertThat(calendar.day()).isEqualTo(24 * HOUR);
    assertThat(calendar.week()).isEqualTo(7 * 24 * HOUR);
  }

  @Test
  void aZoneGivesLocalTime() {
    long time = Instant.parse("2026-07-01T12:00:00Z").toEpochMilli();
    assertThat(calendar("time: {zone: Europe/Berlin}").local(time)).isEqualTo(time + 2 * HOUR);
    assertThat(calendar("time: {zone: +05:30}").local(time)).isEqualTo(time + 11 * HOUR / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-02T09:29, false",
    "2026-04-02T09:30, true",
    "2026-04-02T16:00, false",
    "2026-04-03T12:00, false",
    "2026-04-04T12:00, false",
    "2026-04-06T12:00, true",
    "2026-12-25T12:00, false",
    "2030-12-25T12:00, false",
    "2030-12-26T12:00, true"
  })
  void sessionsWeekendsAndHolidaysAreThoseOfTheFile(String local, boolean open) {
    assertThat(calendar(STOCKS).isOpen(newYork(local))).isEqualTo(open);
  }

  @Test
  void aSessionThatEndsBeforeItBeginsRunsOverMidnight() {
    Calendar calendar =
        calendar(
            """
            time: {zone: America/New_York, calendar: {sessions: "18:00-17:00", closed: [saturday, Sunday]}}
            """);
    assertThat(calendar.isOpen(newYork("2026-07-05T18:00"))).isTrue();
    assertThat(calendar.isOpen(newYork("2026-07-03T18:00"))).isFalse();
    assertThat(calendar.day()).isEqualTo(23 * HOUR);
    assertThat(calendar("time: {calendar: {sessions: ['18:00-00:00']}}").day()).isEqualTo(6 * HOUR);
  }

  @ParameterizedTest
  @CsvSource({"P1D, 23400000", "PT5M, 300000", "P1M, 2629746000", "P1Y, 31556952000"})
  void aStepOfADayIsAnOpenDay(String step, long millis) {
    String hours = millis >= Calendar.MONTH ? "" : STOCKS;
    SeriesPipeline pipeline = SpecLoader.parse("step: " + step + "\n" + hours).newPipeline();
    assertThat(pipeline.samplingInterval(pipeline.newState())).isEqualTo(millis);
  }

  @Test
  void aSeasonOfTimeIsCountedInOpenSteps() {
    assertThat(
            SpecLoader.parse(STOCKS + "step: PT30M\nmodel: {type: holt-winters, season: P1W}\n")
                .newPipeline()
                .stages())
        .containsKey("model:holt-winters(65)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone: Europe/Berln | time.zone (my.yaml line 1) was 'Europe/Berln' but it must be a time zone such as Europe/Berlin or UTC; did you mean 'Europe/Berlin'?",
        "zone: nowhere at all | time.zone (my.yaml line 1) was 'nowhere at all' but it must be a time zone such as Europe/Berlin or UTC",
        "calendar: {closd: [sunday]} | time.calendar.closd (my.yaml line 1) is not a known key; did you mean 'closed'?",
        "calendar: {closed: [sonday]} | time.calendar.closed (my.yaml line 1) has 'sonday', but it must hold days of the week such as saturday; did you mean 'monday'?",
        "calendar: {sessions: ['9:30-16']} | time.calendar.sessions (my.yaml line 1) has '9:30-16', but it must hold local times such as 09:30-16:00 or, over midnight, 18:00-17:00",
        "calendar: {sessions: ['25:00-26:00']} | time.calendar.sessions (my.yaml line 1) has '25:00-26:00', but it must hold local times such as 09:30-16:00 or, over midnight, 18:00-17:00",
        "calendar: {sessions: ['09:70-16:00']} | time.calendar.sessions (my.yaml line 1) has '09:70-16:00', but it must hold local times such as 09:30-16:00 or, over midnight, 18:00-17:00",
        "calendar: {sessions: ['09:00-12:00', '11:00-13:00']} | time.calendar (my.yaml line 1) cannot hold: two sessions overlap",
        "calendar: {holidays: [25.12.2026]} | time.calendar.holidays (my.yaml line 1) has '25.12.2026', but it must hold dates such as 2026-04-03 or, for every year, 12-25",
        "calendar: {holidays: [2026-02-30]} | time.calendar.holidays (my.yaml line 1) has '2026-02-30', but it must hold dates such as 2026-04-03 or, for every year, 12-25",
        "calendar: {closed: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]} | time.calendar (my.yaml line 1) cannot hold: every day of the week is closed",
        "calendar: closed | time.calendar (my.yaml line 1) was 'closed' but it must be a map of keys",
      })
  void faultsAreToldWithTheirPlaceAndTheirRemedy(String key, String fault) {
    assertThat(only("time: {" + key + "}")).isEqualTo(fault);
  }

  @Test
  void stepsOfAWeekOrMoreGoWithoutOpeningHours() {
    for (String step : List.of("P7D", "P1W", "P1M")) {
      assertThat(only(STOCKS + "step: " + step))
          .contains("step (my.yaml line 7) cannot be a week or longer beside time.calendar");
    }
  }

  @Test
  void settingsOfTheCommandLineReachTheCalendar() {
    PipelineSpec spec =
        SpecLoader.parse(
            "name: a",
            "a.yaml",
            Map.of(),
            List.of(
                "time.zone=America/New_York",
                "time.calendar.sessions=09:30-16:00",
                "time.calendar.closed=[saturday, sunday]"));
    assertThat(spec.newPipeline().calendar().week()).isEqualTo(5 * 13 * HOUR / 2);
  }
}
