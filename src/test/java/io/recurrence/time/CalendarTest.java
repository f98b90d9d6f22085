package io.recurrence.time;

import static io.recurrence.time.Calendars.CALENDARS;
import static io.recurrence.time.Calendars.DAY;
import static io.recurrence.time.Calendars.HOUR;
import static io.recurrence.time.Calendars.MINUTE;
import static io.recurrence.time.Calendars.at;
import static io.recurrence.time.Calendars.shown;
import static io.recurrence.time.Calendars.zone;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
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
  private static final long YEAR_2100 = 4_102_444_800_000L;

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
}
