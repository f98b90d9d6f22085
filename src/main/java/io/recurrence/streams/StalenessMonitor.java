package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.time.Calendar;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Notices series from which nothing comes any more, by when their records arrive in the {@linkplain
 * PartitionTime time of the partition}: releases what they hold back, reports them silent, and
 * forgets them.
 *
 * <p>What is written of a silence follows from the times of the series alone, and so does what is
 * forgotten: a record that comes more than {@code silence} or {@code idle} after the one before it
 * reveals it at the latest. That other series go on, or that the clock of the machine does, only
 * decides that it is written sooner.
 */
final class StalenessMonitor {
  private static final int QUIET_LOOKS = 10; // per silence, at what is to be reported later
  private static final int SPARE = 5; // part of idle after which a series is forgotten unasked

  /** Does what a series that has stopped calls for. */
  interface Actions {

    /** Lets go of the records that are held back. */
    void release(Bytes series);

    /** Reports a series silent since its last record. */
    void silent(Bytes series);

    /** Until when people do not want to know of it, in milliseconds since 1970. */
    long quietUntil(Bytes series);

    /**
     * A record comes of a series that was reported silent.
     *
     * @param newest the latest time of the series before it
     */
    void resumed(Bytes series, long newest, long time);

    /**
     * Forgets a series.
     *
     * @param silent whether it was reported silent since its last record
     */
    void forget(Bytes series, boolean silent);
  }

  private final Calendar calendar;
  private final long silence; // of open time
  private final long idle;
  private final long lateness;
  private final ArrivalStore store;
  private final PartitionTime time;
  private final Actions actions;
  private final Map<Bytes, Arrivals> known = new HashMap<>();
  private final ArrivalQueue toRelease = new ArrivalQueue();
  private final ArrivalQueue toReport = new ArrivalQueue();
  private final ArrivalQueue toForget = new ArrivalQueue();
  private final Set<Bytes> quiet = new LinkedHashSet<>(); // to be reported later
  private long quietLooked; // the time of the partition when these were last looked at
  private long looked; // the time of the partition when series were last looked at

  /**
   * A watch over the series of a task.
   *
   * @param store of arrivals
   * @param machine the clock of the machine, in milliseconds
   */
  StalenessMonitor(
      PipelineSpec spec, Calendar calendar, ArrivalStore store, long machine, Actions actions) {
    this.calendar = calendar;
    this.silence = spec.state().silence().toMillis();
    this.idle = spec.state().idle().toMillis();
    this.lateness = spec.latenessMillis();
    this.store = store;
    this.time = store.time();
    this.actions = actions;
    store.read((series, arrivals) -> enter(series, arrivals, machine));
    looked = time.now();
  }

  /** Whether settings ask for a watch at all. */
  static boolean needed(PipelineSpec spec) {
    return !spec.state().silence().isZero()
        || !spec.state().idle().isZero()
        || spec.latenessMillis() > 0;
  }

  private void enter(Bytes series, Arrivals arrivals, long machine) {
    known.put(series, arrivals);
    arrivals.machine = machine;
    queue(series, arrivals);
  }

  private void queue(Bytes series, Arrivals arrivals) {
    if (lateness > 0 && !arrivals.released) {
      toRelease.put(series, arrivals);
    }
    if (silence > 0 && !arrivals.reported) {
      quiet.remove(series);
      toReport.put(series, arrivals);
    }
    if (idle > 0) {
      toForget.put(series, arrivals);
    }
  }

  /**
   * Looks at a record before it is applied: what its own times say of the time before it.
   *
   * @param newest the latest time of its series so far
   */
  void before(Bytes series, long newest, long recordTime) {
    Arrivals arrivals = known.get(series);
    if (silence > 0
        && open(newest, recordTime) > silence
        && (arrivals == null || !arrivals.reported)) {
      report(series, arrivals, recordTime);
    }
    if (idle > 0 && recordTime - newest > idle) {
      forget(series);
    }
  }

  /** Tells of a record that ends a silence, while it is applied. */
  void applies(Bytes series, long newest, long recordTime) {
    Arrivals arrivals = known.get(series);
    if (arrivals != null && arrivals.reported && recordTime > newest) {
      actions.resumed(series, newest, recordTime);
    }
  }

  /** Notes that a record of a series has come, and looks at the others. */
  void arrived(Bytes series, long recordTime, long machine) {
    Arrivals arrivals = known.get(series);
    if (arrivals == null) {
      arrivals = new Arrivals(time.first(recordTime), time.now());
      known.put(series, arrivals);
      store.changed(series, arrivals);
    } else {
      if (recordTime > arrivals.clock.time() && arrivals.reported) {
        arrivals.reported = false;
        store.changed(series, arrivals);
      }
      arrivals.clock = time.moved(arrivals.clock, recordTime);
      arrivals.last = time.now();
    }
    arrivals.machine = machine;
    arrivals.released = false;
    queue(series, arrivals);
    store.arrived(series, arrivals);
    if (time.now() > looked) {
      looked = time.now();
      look();
    }
  }

  /** Looks at all series by the time of the partition. */
  private void look() {
    long now = time.now();
    toRelease.due(a -> now - a.last >= lateness, this::release);
    toReport.due(
        a -> now - Math.max(a.last, store.begun()) > silence,
        s -> report(s, a -> a.clock.ahead() + now));
    if (now - quietLooked >= silence / QUIET_LOOKS) {
      quietLooked = now;
      reportQuiet(a -> a.clock.ahead() + now);
    }
    toForget.due(a -> now - a.last > idle + idle / SPARE, this::forget);
  }

  /** Reports what has been silent by the clock of the machine. */
  void tick(long machine) {
    ToLongFunction<Arrivals> at = a -> a.clock.time() + machine - a.machine;
    toReport.due(a -> open(a.machine, machine) > silence, s -> report(s, at));
    reportQuiet(at);
  }

  /** Reports what is silent still where people want to know of it again. */
  private void reportQuiet(ToLongFunction<Arrivals> at) {
    if (!quiet.isEmpty()) {
      List.copyOf(quiet).forEach(series -> report(series, at));
    }
  }

  private long open(long from, long to) {
    return calendar.open(to) - calendar.open(from);
  }

  private void release(Bytes series) {
    Arrivals arrivals = known.get(series);
    if (arrivals != null) {
      arrivals.released = true;
      store.changed(series, arrivals);
    }
    actions.release(series);
  }

  /**
   * Reports a series, or keeps it to be reported later.
   *
   * @param at what the time of a series is by now, by its own clock
   */
  private void report(Bytes series, ToLongFunction<Arrivals> at) {
    Arrivals arrivals = known.get(series);
    report(series, arrivals, arrivals == null ? Long.MAX_VALUE : at.applyAsLong(arrivals));
  }

  private void report(Bytes series, @Nullable Arrivals arrivals, long at) {
    toReport.remove(series);
    if (at < actions.quietUntil(series)) {
      quiet.add(series);
      return;
    }
    quiet.remove(series);
    actions.release(series);
    actions.silent(series);
    if (arrivals != null) {
      arrivals.reported = true;
      store.changed(series, arrivals);
    }
  }

  private void forget(Bytes series) {
    Arrivals arrivals = known.remove(series);
    toRelease.remove(series);
    toReport.remove(series);
    quiet.remove(series);
    toForget.remove(series);
    store.forgotten(series);
    actions.release(series);
    actions.forget(series, arrivals != null && arrivals.reported);
  }
}
