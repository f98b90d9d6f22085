package io.recurrence.page;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The forecasts of all series, as text, within a {@link PageBudget}: where it is full, the series
 * that has waited longest for a forecast loses its own; the store has the newest. Guarded by the
 * lock of its {@link LiveView}.
 */
final class HeldForecasts {
  private final Set<LiveSeries> series = new LinkedHashSet<>(); // the one that waited longest first
  private long bytes;

  /** Takes a record of the forecasts topic in; false where it cannot be read. */
  boolean take(
      LiveSeries line,
      RunningPipeline running,
      long origin,
      byte[] record,
      PageBudget budget,
      int count) {
    long before = line.textBytes();
    byte[] whole = record;
    if (running.stepwise()) {
      whole = ForecastText.withStep(line.partial, record);
      line.partial = whole;
    }
    if (whole != null && (!running.stepwise() || ForecastText.steps(whole) >= running.horizon())) {
      int fanEvery = Math.max(1, running.horizon() / 2);
      line.forecast(origin, whole, fanEvery, budget.fans(), budget.weights(count));
    }
    bytes += line.textBytes() - before;
    series.remove(line);
    series.add(line);
    Iterator<LiveSeries> first = series.iterator();
    while (bytes > budget.text(count) && first.hasNext()) {
      LiveSeries dropped = first.next();
      bytes -= dropped.textBytes();
      dropped.dropForecasts();
      first.remove();
    }
    return whole != null;
  }

  void clear() {
    series.clear();
    bytes = 0;
  }

  long bytes() {
    return bytes;
  }
}
