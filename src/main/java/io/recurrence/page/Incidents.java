package io.recurrence.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The latest incidents of all series, and a revision that rises with every change of one. Guarded
 * by the lock of its {@link LiveView}.
 */
final class Incidents {
  private static final int MAX_INCIDENTS = 1_000;

  private final Deque<SeriesIncident> latest = new ArrayDeque<>(); // newest onset first
  private final Map<String, SeriesIncident> reported = new HashMap<>(); // on their topic alone
  private long count;
  private long revision;
  private int open;

  SeriesIncident begin(LiveSeries series, AnomalyRecord record) {
    SeriesIncident incident = new SeriesIncident(++count, series, record);
    List<SeriesIncident> told =
        reported.values().stream().filter(each -> each.covers(series, record.time)).toList();
    for (SeriesIncident each : told) { // it was read of on the topic first
      incident.complete(each);
      reported.values().remove(each);
      latest.remove(each);
      open -= each.open ? 1 : 0;
    }
    add(incident);
    return incident;
  }

  private void add(SeriesIncident incident) {
    incident.revision = ++revision;
    latest.addFirst(incident);
    open += incident.open ? 1 : 0;
    if (latest.size() > MAX_INCIDENTS) {
      reported.values().remove(latest.removeLast());
    }
  }

  /**
   * Takes in a record of the incidents topic. Most incidents are followed by the records that are
   * in them; told of by their topic alone are those that began before what was read, and those of
   * limits, in which no record is.
   *
   * @param lines gives the series of a name, or null where there is no room
   * @return whether it is such a record
   */
  boolean report(Function<String, @Nullable LiveSeries> lines, byte[] bytes) {
    IncidentRecord record = IncidentRecord.read(bytes);
    if (record == null) {
      return false;
    }
    LiveSeries series = lines.apply(record.series());
    SeriesIncident known = reported.get(record.id());
    if (known != null) {
      open += (record.open() ? 1 : 0) - (known.open ? 1 : 0);
      known.take(record);
      known.revision = ++revision;
    } else if (series != null && !isFollowed(series, record)) {
      SeriesIncident incident = new SeriesIncident(++count, series, record);
      reported.put(record.id(), incident);
      add(incident);
    }
    return true;
  }

  private boolean isFollowed(LiveSeries series, IncidentRecord record) {
    return !record.kind().equals(SeriesIncident.LIMIT)
        && series.history.size() > 0
        && record.onset() >= series.history.time(series.history.first());
  }

  void add(SeriesIncident incident, AnomalyRecord record) {
    incident.add(record);
    incident.revision = ++revision;
  }

  void end(SeriesIncident incident, AnomalyRecord record) {
    incident.end(record);
    incident.revision = ++revision;
    open--;
  }

  void clear() {
    latest.clear();
    reported.clear();
    open = 0;
  }

  int open() {
    return open;
  }

  long revision() {
    return revision;
  }

  int size() {
    return latest.size();
  }

  /** Those that have changed since a revision, newest first, at most {@code limit}. */
  List<SeriesIncident> since(long since, int limit) {
    return select(limit, 0, incident -> incident.revision > since);
  }

  /** Those that pass a test, newest first. */
  List<SeriesIncident> select(
      int limit, int offset, java.util.function.Predicate<SeriesIncident> test) {
    List<SeriesIncident> chosen = new ArrayList<>();
    int skipped = 0;
    for (Iterator<SeriesIncident> each = latest.iterator();
        each.hasNext() && chosen.size() < limit; ) {
      SeriesIncident incident = each.next();
      if (test.test(incident) && skipped++ >= offset) {
        chosen.add(incident);
      }
    }
    return chosen;
  }
}
