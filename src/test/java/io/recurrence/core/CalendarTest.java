package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.Hours.Session;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Local time, open time and forecast times. */
class CalendarTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR_2100 = 4_102_444_800_000L;
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final Session MARKET = new Session(9 * HOUR + 30 * MINUTE, 16 * HOUR);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalDate CHRISTMAS = LocalDate.of(2026, 12, 25);

  private static final Calendar STOCKS =
      Calendar.of(NEW_YORK, Hours.of(WEEKEND, List.of(MARKET), List.of(CHRISTMAS)));

  private static final List<Calendar> CALENDARS =
      List.of(
          Calendar.UTC,
          STOCKS,
          zone("Australia/Lord_Howe"),
          Calendar.of(
              ZoneId.of("Europe/Berlin"),
              Hours.of(WEEKEND, List.of(), List.of(CHRISTMAS, LocalDate.of(2026, 1, 1)))),
          Calendar.of(
              ZoneId.of("America/Chicago"),
              Hours.of(WEEKEND, List.of(new Session(-7 * HOUR, 16 * HOUR)), List.of(CHRISTMAS))),
          Calendar.of(
              ZoneId.of("Asia/Tokyo"),
              Hours.of(
                  WEEKEND,
                  List.of(
                      new Session(12 * HOUR + 30 * MINUTE, 15 * HOUR),
                      new Session(9 * HOUR, 11 * HOUR + 30 * MINUTE)),
                  List.of())),
          Calendar.of(
              ZoneId.of("Europe/Berlin"),
              Hours.of(
                  Set.of(DayOfWeek.SUNDAY), List.of(new Session(-2 * HOUR, 6 * HOUR)), List.of())));

  private static Calendar zone(String name) {
    return Calendar.of(ZoneId.of(name), Hours.ALWAYS);
  }

  private static long at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant().toEpochMilli();
  }

  private static String shown(ZoneId zone, long time) {
    return Instant.ofEpochMilli(time).atZone(zone).toLocalDateTime().toString();
  }

  @Test
  void utcLeavesTimeAsItIs() {
    for (long time : new long[] {0, 1, 86_399_999, 1_700_000_000_123L, YEAR_2100}) {
      assertThat(Calendar.UTC.local(time)).isEqualTo(time);
      assertThat(Calendar.UTC.open(time)).isEqualTo(time);
      assertThat(Calendar.UTC.time(time)).isEqualTo(time);
      assertThat(Calendar.UTC.phase(time)).isEqualTo(time);
      assertThat(Calendar.UTC.isOpen(time)).isTrue();
      assertThat(Calendar.UTC.plus(time, 1234, 3)).isEqualTo(time + 3 * 1234);
      assertThat(Calendar.UTC.plus(time, DAY, 3)).isEqualTo(time + 3 * DAY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Australia/Sydney",
        "Pacific/Apia",
        "Africa/Casablanca",
        "UTC"
      })
  void localTimeIsThatOfTheZoneAroundEveryTransition(String name) {
    ZoneRules rules = ZoneId.of(name).getRules();
    Calendar calendar = zone(name);
    Instant end = Instant.ofEpochMilli(YEAR_2100);
    ZoneOffsetTransition next = rules.nextTransition(Instant.EPOCH.minusSeconds(1));
    for (Instant instant = Instant.EPOCH; instant.isBefore(end); ) {
      for (long offset : new long[] {-HOUR, -1, 0, 1, HOUR}) {
        long time = instant.toEpochMilli() + offset;
        Instant there = Instant.ofEpochMilli(time);
        assertThat(calendar.local(time))
            .isEqualTo(time + rules.getOffset(there).getTotalSeconds() * 1000L);
        LocalDateTime local = LocalDateTime.ofInstant(there, ZoneId.of(name));
        assertThat(calendar.plus(time, DAY, 1))
            .as("%s a day after %s", name, there)
            .isEqualTo(local.plusDays(1).atZone(ZoneId.of(name)).toInstant().toEpochMilli());
      }
      instant = next == null ? end : next.getInstant();
      next = next == null ? null : rules.nextTransition(instant);
    }
  }

  @Property(seed = "1")
  void openTimeNeverFallsAndItsInverseIsAnOpenTime(
      @ForAll @IntRange(max = 6) int which,
      @ForAll @LongRange(min = 0, max = YEAR_2100) long time,
      @ForAll @LongRange(min = 0, max = 30 * 86_400_000L) long later) {
    Calendar calendar = CALENDARS.get(which);
    long open = calendar.open(time);
    long passed = calendar.open(time + later) - open;
    assertThat(passed).isBetween(0L, later);
    assertThat(calendar.isOpen(calendar.time(open))).isTrue();
    assertThat(calendar.open(calendar.time(open))).isEqualTo(open);
    if (calendar.isOpen(time)) {
      assertThat(calendar.time(open)).isEqualTo(time);
      assertThat(calendar.open(time + 1)).isEqualTo(open + 1);
    } else {
      assertThat(calendar.time(open)).isGreaterThan(time);
      assertThat(calendar.open(time + 1)).isEqualTo(open);
    }
  }

  @Property(seed = "1")
  void stepsAddUp(
      @ForAll @IntRange(max = 6) int which,
      @ForAll @LongRange(min = 0, max = YEAR_2100) long time,
      @ForAll @IntRange(min = 1, max = 900) int minutes,
      @ForAll @IntRange(min = 1, max = 100) int k) {
    Calendar calendar = CALENDARS.get(which);
    long step = minutes * MINUTE;
    long first = calendar.time(calendar.open(time));
    long there = calendar.plus(first, step, k);
    if (step % calendar.day() != 0) {
      assertThat(calendar.open(there) - calendar.open(first)).isEqualTo(k * step);
      assertThat(calendar.isOpen(there)).isTrue();
    }
    assertThat(calendar.plus(first, step, k + 1)).isGreaterThan(there);
  }

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
        Calendar.of(berlin, Hours.of(Set.of(), List.of(new Session(0, 6 * HOUR)), List.of()));
    assertThat(elapsed(all, berlin, "2026-03-29T00:00", "2026-03-29T06:00")).isEqualTo(5 * HOUR);
    assertThat(elapsed(all, berlin, "2026-10-25T00:00", "2026-10-25T06:00")).isEqualTo(7 * HOUR);
  }

  private static long elapsed(Calendar calendar, ZoneId zone, String from, String to) {
    return calendar.open(at(zone, to)) - calendar.open(at(zone, from));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-27T08:00, 2, 2026-03-29T08:00",
    "Europe/Berlin, 2026-03-27T08:00, 5, 2026-04-01T08:00",
    "Europe/Berlin, 2026-10-24T08:00, 1, 2026-10-25T08:00",
    "Europe/Berlin, 2026-03-28T02:30, 1, 2026-03-29T03:30",
    "Australia/Lord_Howe, 2026-04-04T08:00, 1, 2026-04-05T08:00"
  })
  void dailyStepsKeepTheLocalTimeOfDay(String name, String from, int k, String to) {
    ZoneId zone = ZoneId.of(name);
    assertThat(shown(zone, zone(name).plus(at(zone, from), DAY, k))).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2026-01-31T00:00, 2026-02-28T00:00",
    "1, 1, 2028-01-31T00:00, 2028-02-29T00:00",
    "1, 2, 2026-01-31T00:00, 2026-03-31T00:00",
    "1, 1, 2026-02-28T00:00, 2026-03-31T00:00",
    "1, 1, 2026-01-15T08:00, 2026-02-15T08:00",
    "1, 1, 2026-01-30T08:00, 2026-02-28T08:00",
    "1, 13, 2026-01-01T00:00, 2027-02-01T00:00",
    "3, 1, 2026-03-31T00:00, 2026-06-30T00:00",
    "12, 1, 2028-02-29T00:00, 2029-02-28T00:00",
    "12, 4, 2025-01-01T00:00, 2029-01-01T00:00"
  })
  void monthsAreThoseOfTheCalendar(int months, int k, String from, String to) {
    for (String name : List.of("UTC", "Europe/Berlin")) {
      ZoneId zone = ZoneId.of(name);
      long there = zone(name).plus(at(zone, from), months * Calendar.MONTH, k);
      assertThat(shown(zone, there)).isEqualTo(to);
    }
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
    assertThatThrownBy(() -> Hours.of(EnumSet.allOf(DayOfWeek.class), List.of(), List.of()))
        .hasMessage("every day of the week is closed");
    assertThatThrownBy(
            () -> Hours.of(Set.of(), List.of(MARKET, new Session(15 * HOUR, DAY)), List.of()))
        .hasMessage("two sessions overlap");
    assertThatThrownBy(
            () ->
                Hours.of(
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
