package io.recurrence.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How time passes for a series: the time zone that its days and weeks follow, and the hours in
 * which it is open. Steps and gaps are counted in open time, in which the last moment of a session
 * is the first of the next; phases of the day and the week are taken from local time. In UTC
 * without opening hours all of these are the time itself.
 *
 * <p>Times are milliseconds since 1970. Immutable, and free of allocation except for months.
 */
public final class Calendar {
  /** The mean month of the Gregorian calendar; steps of whole ones are counted in months. */
  public static final long MONTH = 2_629_746_000L;

  /** Time as it is. */
  public static final Calendar UTC = of(ZoneOffset.UTC, OpeningHours.ALWAYS);

  private final ZoneOffsets zone;
  private final OpeningHours hours;
  private final boolean keepsClosed;
  private final boolean plain; // local time is the time itself
  private final long[] base; // [offset], what open time is ahead of that of the local clock
  private final long[] opens; // [offset], open time from which it holds

  private Calendar(ZoneOffsets zone, OpeningHours hours, boolean keepsClosed) {
    this.zone = zone;
    this.hours = hours;
    this.keepsClosed = keepsClosed;
    this.plain = zone.count() == 1 && zone.offset(0) == 0;
    this.base = new long[zone.count()];
    this.opens = new long[zone.count()];
    opens[0] = Long.MIN_VALUE;
    base[0] = -hours.open(zone.offset(0));
    for (int i = 1; i < base.length; i++) {
      long from = zone.from(i);
      opens[i] = hours.open(from + zone.offset(i - 1)) + base[i - 1];
      base[i] = opens[i] - hours.open(from + zone.offset(i));
    }
  }

  /** The calendar of a time zone with opening hours. */
  public static Calendar of(ZoneId zone, OpeningHours hours) {
    return of(zone, hours, false);
  }

  /**
   * The calendar of a time zone with opening hours.
   *
   * @param keepsClosed whether a record from closed hours is taken, as one of the next opening
   */
  public static Calendar of(ZoneId zone, OpeningHours hours, boolean keepsClosed) {
    return new Calendar(new ZoneOffsets(zone), hours, keepsClosed);
  }

  /** The time that local clocks show, as milliseconds since 1970 on them. */
  public long local(long time) {
    return plain ? time : time + zone.offset(zone.at(time));
  }

  /** How much open time has passed since 1970; it never falls. */
  public long open(long time) {
    if (hours.always) {
      return time;
    }
    int entry = zone.at(time);
    return hours.open(time + zone.offset(entry)) + base[entry];
  }

  /**
   * The same on local clocks, for which every day has 24 hours; it may fall as they are put back.
   */
  public long localOpen(long time) {
    return hours.always ? local(time) : hours.open(local(time));
  }

  /**
   * The last time up to which no more than {@code open} has passed: the inverse of {@link #open} in
   * open hours, and the first moment of a session rather than the end of the one before.
   */
  public long time(long open) {
    if (hours.always) {
      return open;
    }
    int entry = ZoneOffsets.last(opens, open);
    return hours.local(open - base[entry]) - zone.offset(entry);
  }

  public boolean isOpen(long time) {
    return hours.always || hours.isOpen(local(time));
  }

  /** Whether a record of that time is taken. */
  public boolean admits(long time) {
    return keepsClosed || isOpen(time);
  }

  /**
   * Where in the day and the week a time stands: local open time since 1970 in which holidays count
   * like other days, so that its remainders by {@link #day} and {@link #week} are phases.
   */
  public long phase(long time) {
    long local = local(time);
    return hours.always ? local : hours.phase(local);
  }

  /** The open time of a day that is open: 24 hours where there are no sessions. */
  public long day() {
    return hours.day();
  }

  /** The open time of a week without holidays. */
  public long week() {
    return hours.week();
  }

  /** Whether clocks are put forward and back. */
  public boolean changes() {
    return zone.count() > 1;
  }

  /** The time in which as much open time passes, on average. */
  public long timeOf(long open) {
    return closes()
        ? Math.round((double) open * OpeningHours.WEEK * OpeningHours.DAY / week())
        : open;
  }

  /** Whether there are closed hours at all. */
  public boolean closes() {
    return !hours.always;
  }

  /** How often there are closed hours between two phases, apart from holidays. */
  public int closures(long phase, long later) {
    return closes() ? (int) (hours.reopenings(later) - hours.reopenings(phase)) : 0;
  }

  /** The open time of a duration: of whole weeks and whole days, that of as many open ones. */
  public long openOf(long duration) {
    if (duration % (OpeningHours.WEEK * OpeningHours.DAY) == 0) {
      return duration / (OpeningHours.WEEK * OpeningHours.DAY) * week();
    }
    return duration % OpeningHours.DAY == 0 ? duration / OpeningHours.DAY * day() : duration;
  }

  /**
   * The time {@code k} steps after {@code time}. Whole days keep the local time of the day, whole
   * months also the day of the month, or the last day of the month if {@code time} is on a last
   * one; other steps are open time.
   *
   * @param step in open time: a day is one of {@link #day}, a month one of {@link #MONTH}
   */
  public long plus(long time, long step, long k) {
    long ahead = step * k;
    if (step < MONTH && plain && hours.always) {
      return time + ahead;
    }
    if (step % MONTH == 0) {
      return zone.time(plusMonths(local(time), ahead / MONTH));
    }
    if (step % hours.day() == 0) {
      return zone.time(hours.plusDays(local(time), ahead / hours.day()));
    }
    return time(open(time) + ahead);
  }

  private static long plusMonths(long local, long months) {
    long day = Math.floorDiv(local, OpeningHours.DAY);
    LocalDate date = LocalDate.ofEpochDay(day);
    LocalDate there = date.plusMonths(months);
    if (date.getDayOfMonth() == date.lengthOfMonth()) {
      there = YearMonth.from(there).atEndOfMonth();
    }
    return local + (there.toEpochDay() - day) * OpeningHours.DAY;
  }
}
