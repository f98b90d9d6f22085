package io.recurrence.time;

import io.recurrence.time.OpeningHours.Session;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Calendars of all kinds, and times in them. */
public final class Calendars {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;
  static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  static final Session MARKET = new Session(9 * HOUR + 30 * MINUTE, 16 * HOUR);
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final LocalDate CHRISTMAS = LocalDate.of(2026, 12, 25);

  static final Calendar STOCKS =
      Calendar.of(NEW_YORK, OpeningHours.of(WEEKEND, List.of(MARKET), List.of(CHRISTMAS)));

  static final List<Calendar> CALENDARS =
      List.of(
          Calendar.UTC,
          STOCKS,
          zone("Australia/Lord_Howe"),
          Calendar.of(
              ZoneId.of("Europe/Berlin"),
              OpeningHours.of(WEEKEND, List.of(), List.of(CHRISTMAS, LocalDate.of(2026, 1, 1)))),
          Calendar.of(
              ZoneId.of("America/Chicago"),
              OpeningHours.of(
                  WEEKEND, List.of(new Session(-7 * HOUR, 16 * HOUR)), List.of(CHRISTMAS))),
          Calendar.of(
              ZoneId.of("Asia/Tokyo"),
              OpeningHours.of(
                  WEEKEND,
                  List.of(
                      new Session(12 * HOUR + 30 * MINUTE, 15 * HOUR),
                      new Session(9 * HOUR, 11 * HOUR + 30 * MINUTE)),
                  List.of())),
          Calendar.of(
              ZoneId.of("Europe/Berlin"),
              OpeningHours.of(
                  Set.of(DayOfWeek.SUNDAY), List.of(new Session(-2 * HOUR, 6 * HOUR)), List.of())));

  private Calendars() {}

  static Calendar zone(String name) {
    return Calendar.of(ZoneId.of(name), OpeningHours.ALWAYS);
  }

  static long at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant().toEpochMilli();
  }

  static String shown(ZoneId zone, long time) {
    return Instant.ofEpochMilli(time).atZone(zone).toLocalDateTime().toString();
  }
}
