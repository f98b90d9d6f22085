package io.recurrence.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The latest incidents of all series, and a revision that rises with every change of one. Guarded
 * by the lock of its {@link LiveView}.
 */
final class Incidents {
  private static final int MAX_INCIDENTS = 1_000;

  private final Deque<SeriesIncident> latest = new ArrayDeque<>(); // newest onset first
  private long count;
  private long revision;
  private int open;

  SeriesIncident begin(LiveSeries series, AnomalyRecord record) {
    SeriesIncident incident = new SeriesIncident(++count, series, record);
    incident.revision = ++revision;
    latest.addFirst(incident);
    open++;
    if (latest.size() > MAX_INCIDENTS) {
      latest.removeLast();
    }
    return incident;
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
