package io.recurrence.config;

import io.recurrence.core.NearestName;
import io.recurrence.time.Calendar;
import io.recurrence.time.OpeningHours;
import io.recurrence.time.OpeningHours.Session;
import io.recurrence.time.TimePolicy;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the time zone and the opening hours of a series, and what is done with records out of
 * order.
 */
final class CalendarSpec {
  private static final Pattern SESSION = Pattern.compile("(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2200;

  /** What becomes of a record from closed hours. */
  private enum Outside {
    DEAD_LETTER,
    KEEP
  }

  private CalendarSpec() {}

  /**
   * Reads the key {@code calendar}.
   *
   * @param s the section that has it
   */
  static Calendar read(Section s, ZoneId zone) {
    Section calendar = s.section("calendar");
    Set<DayOfWeek> closed = closed(calendar);
    List<Session> sessions = sessions(calendar);
    List<LocalDate> holidays = holidays(calendar);
    boolean keep = calendar.choice("outside", Outside.DEAD_LETTER) == Outside.KEEP;
    calendar.done();
    try {
      return Calendar.of(zone, OpeningHours.of(closed, sessions, holidays), keep);
    } catch (IllegalArgumentException e) {
      s.fault("calendar", "cannot hold: " + e.getMessage());
      return Calendar.UTC;
    }
  }

  /** Reads the key {@code zone}. */
  static ZoneId zone(Section s) {
    String name = s.text("zone", "UTC");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      s.fault(
          "zone",
          "was '%s' but it must be a time zone such as Europe/Berlin or UTC%s"
              .formatted(name, near(name, new TreeSet<>(ZoneId.getAvailableZoneIds()))));
      return ZoneOffset.UTC;
    }
  }

  private static String near(String name, Collection<String> known) {
    return NearestName.name(name, known).map(x -> "; did you mean '" + x + "'?").orElse("");
  }

  private static Set<DayOfWeek> closed(Section s) {
    Set<DayOfWeek> closed = EnumSet.noneOf(DayOfWeek.class);
    List<String> names =
        Arrays.stream(DayOfWeek.values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
    for (String text : s.texts("closed")) {
      int day = names.indexOf(text.toLowerCase(Locale.ROOT));
      if (day >= 0) {
        closed.add(DayOfWeek.of(day + 1));
      } else {
        s.fault(
            "closed",
            "has '%s', but it must hold days of the week such as saturday%s"
                .formatted(text, near(text, names)));
      }
    }
    return closed;
  }

  private static List<Session> sessions(Section s) {
    List<Session> sessions = new ArrayList<>();
    for (String text : s.texts("sessions")) {
      session(text)
          .ifPresentOrElse(
              sessions::add,
              () ->
                  s.fault(
                      "sessions",
                      "has '%s', but it must hold local times such as 09:30-16:00 or, over midnight, 18:00-17:00"
                          .formatted(text)));
    }
    return sessions;
  }

  private static Optional<Session> session(String text) {
    Matcher m = SESSION.matcher(text);
    if (!m.matches() || text.charAt(3) > '5' || text.charAt(9) > '5') {
      return Optional.empty();
    }
    long start = minutes(m.group(1), m.group(2)) * MINUTE;
    long end = minutes(m.group(3), m.group(4)) * MINUTE;
    if (end == 0) {
      end = DAY;
    }
    if (start >= DAY || end > DAY) {
      return Optional.empty();
    }
    return Optional.of(new Session(start < end ? start : start - DAY, end));
  }

  private static int minutes(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  private static List<LocalDate> holidays(Section s) {
    List<LocalDate> holidays = new ArrayList<>();
    for (String text : s.texts("holidays")) {
      try {
        if (text.length() == "MM-dd".length()) {
          MonthDay day = MonthDay.parse("--" + text);
          for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            if (day.isValidYear(year)) {
              holidays.add(day.atYear(year));
            }
          }
        } else {
          holidays.add(LocalDate.parse(text));
        }
      } catch (DateTimeException e) {
        s.fault(
            "holidays",
            "has '%s', but it must hold dates such as 2026-04-03 or, for every year, 12-25"
                .formatted(text));
      }
    }
    return holidays;
  }

  /** What is done with records that do not come one step after the other. */
  static TimePolicy policy(Section s) {
    long lateness = s.duration("lateness", Duration.ZERO, false).toMillis();
    int heldBack = s.integer("held-back", 32, 1, 1000);
    if (lateness == 0 && s.has("held-back")) {
      s.fault("held-back", "has no meaning without lateness");
    }
    return new TimePolicy(
        lateness,
        lateness == 0 ? 0 : heldBack,
        s.choice("duplicates", TimePolicy.Duplicates.IDENTICAL),
        s.integer("longest-gap", 1000, 0, 100_000),
        s.choice("reading", TimePolicy.Reading.LAST));
  }
}
