package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.time.Calendar;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
  private static final int SPARE = 5; // part of idle after which a series is forgotten unasked

  /** Does what a series that has stopped calls for. */
  interface Actions {

    /** Lets go of the records that are held back. */
    void release(Bytes series);

    /** Reports a series silent since its last record. */
    void silent(Bytes series);

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
  private final Map<Bytes, Arrivals> toRelease = new LinkedHashMap<>(); // each in order of arrival
  private final Map<Bytes, Arrivals> toReport = new LinkedHashMap<>();
  private final Map<Bytes, Arrivals> toForget = new LinkedHashMap<>();
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
      toRelease.remove(series);
      toRelease.put(series, arrivals);
    }
    if (silence > 0 && !arrivals.reported) {
      toReport.remove(series);
      toReport.put(series, arrivals);
    }
    if (idle > 0) {
      toForget.remove(series);
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
      report(series, arrivals);
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
    due(toRelease, a -> now - a.last >= lateness, this::release);
    due(toReport, a -> now - Math.max(a.last, store.begun()) > silence, this::report);
    due(toForget, a -> now - a.last > idle + idle / SPARE, this::forget);
  }

  /** Reports what has been silent by the clock of the machine. */
  void tick(long machine) {
    due(toReport, a -> open(a.machine, machine) > silence, this::report);
  }

  private long open(long from, long to) {
    return calendar.open(to) - calendar.open(from);
  }

  private static void due(
      Map<Bytes, Arrivals> queue, Predicate<Arrivals> over, Consumer<Bytes> action) {
    while (!queue.isEmpty()) {
      Iterator<Map.Entry<Bytes, Arrivals>> entries = queue.entrySet().iterator();
      Map.Entry<Bytes, Arrivals> eldest = entries.next();
      if (!over.test(eldest.getValue())) {
        return;
      }
      entries.remove();
      action.accept(eldest.getKey());
    }
  }

  private void release(Bytes series) {
    Arrivals arrivals = known.get(series);
    if (arrivals != null) {
      arrivals.released = true;
      store.changed(series, arrivals);
    }
    actions.release(series);
  }

  private void report(Bytes series) {
    report(series, known.get(series));
  }

  private void report(Bytes series, @Nullable Arrivals arrivals) {
    toReport.remove(series);
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
    toForget.remove(series);
    store.forgotten(series);
    actions.release(series);
    actions.forget(series, arrivals != null && arrivals.reported);
  }
}
