package io.recurrence.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A list of series as it stood at one moment, which can be sorted while the series go on: who asks
 * for a list holds up nobody who writes.
 */
final class Listing {
  private final List<Row> rows = new ArrayList<>();

  /** What a list of series is sorted by; equals stand in the order of their names. */
  enum Order {
    TROUBLE,
    NAME,
    ERROR,
    ANOMALIES;

    /** The higher, the earlier. */
    private double rank(LiveSeries line) {
      return switch (this) {
        case TROUBLE -> line.troubleStep();
        case NAME -> 0;
        case ERROR -> Double.isNaN(line.relativeError()) ? -1 : line.relativeError();
        case ANOMALIES -> line.anomalies;
      };
    }
  }

  /** A part of a list, and how long all of it is. */
  record Selection(int matched, List<LiveSeries> series) {}

  private record Row(double rank, LiveSeries line) {
    private static final Comparator<Row> ORDER =
        Comparator.comparingDouble(Row::rank)
            .reversed()
            .thenComparing(row -> row.line().name)
            .thenComparing(row -> row.line().pipeline);
  }

  /** Takes in one more; the lock of its view is held. */
  void add(LiveSeries line, Order order) {
    rows.add(new Row(order.rank(line), line));
  }

  Selection select(int offset, int limit) {
    rows.sort(Row.ORDER);
    int from = Math.min(offset, rows.size());
    return new Selection(
        rows.size(),
        rows.subList(from, Math.min(from + limit, rows.size())).stream().map(Row::line).toList());
  }
}
