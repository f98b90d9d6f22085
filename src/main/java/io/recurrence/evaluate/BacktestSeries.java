package io.recurrence.evaluate;

import io.recurrence.core.IncidentTracker;
import io.recurrence.core.State;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One series of a file on its way through a backtest. */
final class BacktestSeries {
  final State state;
  final Scorecard.Series scores;
  final Map<Long, Row> held = new HashMap<>(); // rows that are held back, by time
  final SeriesTrace trace;
  final double[] incident = new double[IncidentTracker.SIZE]; // that it is in
  long silentSince = Long.MIN_VALUE; // where it is silent
  Row last;
  long row;
  long accepted;
  long newest = Long.MIN_VALUE; // time of the rows that were accepted
  final Set<Row> origins = Collections.newSetFromMap(new IdentityHashMap<>()); // yet to be steps
  long index; // of the last step
  @Nullable Row stepped; // of the last step
  boolean unwritten; // no forecast was written of that step
  boolean due; // a forecast was asked for at a row that made no step
  long time = Long.MIN_VALUE;

  BacktestSeries(State state, Scorecard.Series scores, Row first, boolean drawn) {
    this.trace = new SeriesTrace(first.series(), drawn, scores.baselines());
    this.state = state;
    this.scores = scores;
    this.last = first;
  }

  /** Whether a row has another value for the time of the one before it. */
  boolean conflicts(Row row) {
    boolean both = last.present() && row.present() && last.time() == row.time();
    return both && last.value() != row.value();
  }
}
