package io.recurrence.time;

import static io.recurrence.time.Calendars.CALENDARS;
import static io.recurrence.time.Calendars.DAY;
import static io.recurrence.time.Calendars.HOUR;
import static io.recurrence.time.Calendars.MARKET;
import static io.recurrence.time.Calendars.MINUTE;
import static io.recurrence.time.Calendars.NEW_YORK;
import static io.recurrence.time.Calendars.STOCKS;
import static io.recurrence.time.Calendars.at;
import static io.recurrence.time.Calendars.shown;
import static io.recurrence.time.Calendars.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.time.OpeningHours.Session;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open time of calendars with sessions, closed days and holidays. */
class OpeningHoursTest {
  @ParameterizedTest
  @CsvSource({
    // step in minutes, steps, from, to: local times of New York
    "5, 1, 2026-07-01T15:50, 2026-07-01T15:55",
    "5, 1, 2026-07-01T15:55, 2026-07-02T09:30",
    "5, 2, 2026-07-03T15:55, 2026-07-06T09:35",
    "5, 1, 2026-12-24T15:55, 2026-12-28T09:30",
    "60, 1, 2026-03-06T15:30, 2026-03-09T10:00",
    "5, 1, 2026-07-01T20:00, 2026-07-02T09:35",
    "390, 1, 2026-03-06T16:00, 2026-03-09T16:00",
    "390, 1, 2026-03-06T00:00, 2026-03-09T00:00",
    "390, 2, 2026-12-23T00:00, 2026-12-28T00:00",
    "1950, 1, 2026-12-21T00:00, 2026-12-29T00:00"
  })
  void stepsOfAMarketAreMadeWhileItIsOpen(long minutes, int k, String from, String to) {
    long there = STOCKS.plus(at(NEW_YORK, from), minutes * MINUTE, k);
    assertThat(shown(NEW_YORK, there)).isEqualTo(to);
  }

  @Test
  void aSessionOverMidnightBelongsToTheDayOnWhichItEnds() {
    ZoneId chicago = ZoneId.of("America/Chicago");
    Calendar futures = CALENDARS.get(4);
    assertThat(futures.day()).isEqualTo(23 * HOUR);
    assertThat(futures.week()).isEqualTo(5 * 23 * HOUR);
    assertThat(futures.isOpen(at(chicago, "2026-07-05T16:59"))).isFalse();
    assertThat(futures.isOpen(at(chicago, "2026-07-05T17:00"))).isTrue(); // a Sunday evening
    assertThat(futures.isOpen(at(chicago, "2026-07-06T15:59"))).isTrue();
    assertThat(futures.isOpen(at(chicago, "2026-07-06T16:00"))).isFalse();
    assertThat(futures.isOpen(at(chicago, "2026-07-10T17:00"))).isFalse(); // a Friday evening
    assertThat(futures.isOpen(at(chicago, "2026-12-24T17:00"))).isFalse(); // Christmas' own
    assertThat(shown(chicago, futures.plus(at(chicago, "2026-07-10T15:00"), HOUR, 1)))
        .isEqualTo("2026-07-12T17:00");
  }

  @Test
  void aSessionThroughTheChangeOfTheClocksIsAsLongAsItIs() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Calendar nights = CALENDARS.get(6);
    long spring = at(berlin, "2026-03-27T22:00"); // ends on a Saturday; Sundays are closed
    assertThat(nights.open(at(berlin, "2026-03-28T06:00")) - nights.open(spring))
        .isEqualTo(8 * HOUR);
    Calendar all =
        Calendar.of(
            berlin, OpeningHours.of(Set.of(), List.of(new Session(0, 6 * HOUR)), List.of()));
    assertThat(elapsed(all, berlin, "2026-03-29T00:00", "2026-03-29T06:00")).isEqualTo(5 * HOUR);
    assertThat(elapsed(all, berlin, "2026-10-25T00:00", "2026-10-25T06:00")).isEqualTo(7 * HOUR);
  }

  private static long elapsed(Calendar calendar, ZoneId zone, String from, String to) {
    return calendar.open(at(zone, to)) - calendar.open(at(zone, from));
  }

  @Test
  void holidaysShiftNoPhaseOfTheWeek() {
    long before = STOCKS.phase(at(NEW_YORK, "2026-12-18T10:30"));
    long after = STOCKS.phase(at(NEW_YORK, "2027-01-08T10:30"));
    assertThat(after - before).isEqualTo(3 * STOCKS.week());
    assertThat(Math.floorMod(before, STOCKS.day())).isEqualTo(HOUR);
    assertThat(STOCKS.day()).isEqualTo(6 * HOUR + 30 * MINUTE);
    assertThat(STOCKS.week()).isEqualTo(5 * STOCKS.day());
  }

  @Test
  void theDaysOfHolidaysAreClosed() {
    assertThat(STOCKS.isOpen(at(NEW_YORK, "2026-12-24T10:00"))).isTrue();
    assertThat(STOCKS.isOpen(at(NEW_YORK, "2026-12-25T10:00"))).isFalse();
    assertThat(elapsed(STOCKS, NEW_YORK, "2026-12-24T16:00", "2026-12-28T09:30")).isZero();
  }

  @Test
  void whatIsNeverOpenIsRefused() {
    assertThatThrownBy(() -> OpeningHours.of(EnumSet.allOf(DayOfWeek.class), List.of(), List.of()))
        .hasMessage("every day of the week is closed");
    assertThatThrownBy(
            () ->
                OpeningHours.of(Set.of(), List.of(MARKET, new Session(15 * HOUR, DAY)), List.of()))
        .hasMessage("two sessions overlap");
    assertThatThrownBy(
            () ->
                OpeningHours.of(
                    Set.of(),
                    List.of(new Session(-HOUR, 2 * HOUR), new Session(22 * HOUR, DAY)),
                    List.of()))
        .hasMessage("two sessions overlap");
    assertThatThrownBy(() -> new Session(HOUR, HOUR)).hasMessageContaining("within a day");
  }

  @Test
  void aLookUpAgreesWithAWalkThroughAWeekOfMinutes() {
    for (Calendar calendar : CALENDARS) {
      long time = at(ZoneOffset.UTC, "2026-12-18T00:00");
      long open = calendar.open(time);
      for (int m = 0; m < 14 * 24 * 60; m++, time += MINUTE) {
        assertThat(calendar.open(time)).isEqualTo(open);
        open += calendar.isOpen(time) ? MINUTE : 0;
      }
    }
  }
}
