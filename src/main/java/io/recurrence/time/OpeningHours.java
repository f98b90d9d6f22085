package io.recurrence.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Opening hours in local time: the sessions of a day, the days of the week without any, and
 * holidays. Open time is counted in milliseconds, every open day having the same; days are counted
 * from 1970-01-01.
 */
public final class OpeningHours {
  static final long DAY = 86_400_000;
  static final int WEEK = 7;
  private static final int FIRST_DAY = LocalDate.EPOCH.getDayOfWeek().getValue(); // of 1970

  /** Open without end. */
  public static final OpeningHours ALWAYS =
      new OpeningHours(Set.of(), List.of(new Session(0, DAY)), List.of(), true);

  /**
   * A part of a day that is open.
   *
   * @param start in milliseconds of the local day; negative where it begins the evening before
   * @param end in milliseconds of the local day, after the start
   */
  public record Session(long start, long end) {
    public Session {
      require(
          start < end && start > -DAY && end > 0 && end <= DAY, "a session must be within a day");
    }
  }

  final boolean always;
  private final Session[] sessions;
  private final long[] opened; // [session], open time of the day before it
  private final long shift; // where a day begins: not before its first session
  private final long day; // open time of an open day
  private final int days; // open days of a week
  private final int[] before = new int[WEEK]; // [day of the week], open ones before it
  private final int[] nth = new int[WEEK]; // [open day of the week]
  private final boolean[] weekday = new boolean[WEEK]; // whether open
  private final long[]
      reopenings; // phases of the week at which a session begins after closed hours
  private final long[] holidays; // that fall on days otherwise open, ascending
  private final long[] ranks; // [holiday], how many days are open before it

  private OpeningHours(
      Set<DayOfWeek> closed, List<Session> ordered, Collection<LocalDate> dates, boolean always) {
    this.always = always;
    this.sessions = ordered.toArray(Session[]::new);
    this.opened = new long[sessions.length];
    long open = 0;
    for (int i = 0; i < sessions.length; i++) {
      opened[i] = open;
      open += sessions[i].end - sessions[i].start;
    }
    this.day = open;
    this.shift = Math.min(0, sessions[0].start);
    int count = 0;
    for (int d = 0; d < WEEK; d++) {
      weekday[d] = !closed.contains(DayOfWeek.of((FIRST_DAY - 1 + d) % WEEK + 1));
      before[d] = count;
      if (weekday[d]) {
        nth[count++] = d;
      }
    }
    this.days = count;
    this.reopenings = reopenings();
    this.holidays =
        dates.stream()
            .mapToLong(LocalDate::toEpochDay)
            .filter(d -> weekday[(int) Math.floorMod(d, (long) WEEK)])
            .distinct()
            .sorted()
            .toArray();
    this.ranks = new long[holidays.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = usualDays(holidays[i]) - i;
    }
  }

  /**
   * Puts opening hours together.
   *
   * @param closed days of the week without a session
   * @param sessions of each other day, in local time; none stands for the whole day. One that runs
   *     over midnight belongs to the day on which it ends
   * @param holidays further days without a session
   * @throws IllegalArgumentException where nothing is ever open, or sessions overlap
   */
  public static OpeningHours of(
      Set<DayOfWeek> closed, List<Session> sessions, Collection<LocalDate> holidays) {
    require(closed.size() < WEEK, "every day of the week is closed");
    if (sessions.isEmpty()) {
      return closed.isEmpty() && holidays.isEmpty()
          ? ALWAYS
          : new OpeningHours(closed, ALWAYS.list(), holidays, false);
    }
    List<Session> ordered =
        sessions.stream().sorted(Comparator.comparingLong(Session::start)).toList();
    for (int i = 0; i < ordered.size(); i++) {
      long next = i + 1 < ordered.size() ? ordered.get(i + 1).start : ordered.get(0).start + DAY;
      require(ordered.get(i).end <= next, "two sessions overlap");
    }
    return new OpeningHours(closed, ordered, holidays, false);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }

  private List<Session> list() {
    return Arrays.asList(sessions);
  }

  /** The open time of an open day. */
  long day() {
    return day;
  }

  /** The open time of a week without holidays. */
  long week() {
    return day * days;
  }

  boolean isOpen(long local) {
    long d = dayOf(local);
    long at = local - d * DAY;
    for (Session session : sessions) {
      if (at >= session.start && at < session.end) {
        return isOpenDay(d);
      }
    }
    return false;
  }

  /** The open time up to a local time. */
  long open(long local) {
    long d = dayOf(local);
    return openDays(d) * day + (isOpenDay(d) ? within(local - d * DAY) : 0);
  }

  /** The same as if there were no holidays, which depends on the day of the week alone. */
  long phase(long local) {
    long d = dayOf(local);
    boolean open = weekday[(int) Math.floorMod(d, (long) WEEK)];
    return usualDays(d) * day + (open ? within(local - d * DAY) : 0);
  }

  private long[] reopenings() {
    boolean nights = sessions[sessions.length - 1].end < sessions[0].start + DAY;
    LongStream.Builder found = LongStream.builder();
    for (int rank = 0; rank < days; rank++) {
      for (int i = 0; i < sessions.length; i++) {
        boolean closed =
            i > 0
                ? sessions[i - 1].end < sessions[i].start
                : nights || !weekday[(nth[rank] + WEEK - 1) % WEEK];
        if (closed) {
          found.add(rank * day + opened[i]);
        }
      }
    }
    return found.build().toArray();
  }

  /** How many sessions begin after closed hours up to a phase; holidays do not count. */
  long reopenings(long phase) {
    int found = Arrays.binarySearch(reopenings, Math.floorMod(phase, week()));
    return Math.floorDiv(phase, week()) * reopenings.length + (found >= 0 ? found + 1 : -found - 1);
  }

  /** The last local time up to which no more than {@code open} has passed. */
  long local(long open) {
    long rest = Math.floorMod(open, day);
    int i = sessions.length - 1;
    while (opened[i] > rest) {
      i--;
    }
    return openDay(Math.floorDiv(open, day)) * DAY + sessions[i].start + rest - opened[i];
  }

  /** The same time of the day, so many open days later. */
  long plusDays(long local, long count) {
    long d = dayOf(local);
    return local + (openDay(openDays(d) + count) - d) * DAY;
  }

  private long dayOf(long local) {
    return Math.floorDiv(local - shift, DAY);
  }

  private boolean isOpenDay(long d) {
    return weekday[(int) Math.floorMod(d, (long) WEEK)] && Arrays.binarySearch(holidays, d) < 0;
  }

  private long within(long at) {
    long open = 0;
    for (Session session : sessions) {
      open += Math.max(0, Math.min(at, session.end) - session.start);
    }
    return open;
  }

  private long usualDays(long d) {
    return Math.floorDiv(d, WEEK) * days + before[(int) Math.floorMod(d, (long) WEEK)];
  }

  /** How many days are open before a day. */
  private long openDays(long d) {
    int found = Arrays.binarySearch(holidays, d);
    return usualDays(d) - (found >= 0 ? found : -found - 1);
  }

  /** The open day before which so many are open. */
  private long openDay(long rank) {
    int passed = 0;
    int end = ranks.length;
    while (passed < end) {
      int middle = (passed + end) >>> 1;
      if (ranks[middle] <= rank) {
        passed = middle + 1;
      } else {
        end = middle;
      }
    }
    long usual = rank + passed;
    return Math.floorDiv(usual, days) * WEEK + nth[(int) Math.floorMod(usual, (long) days)];
  }
}
