package io.recurrence.evaluate;

import io.recurrence.core.Emission;
import io.recurrence.core.Output;
import io.recurrence.core.Sequencer;
import io.recurrence.core.Sequencer.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.spec.PipelineSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Runs a pipeline over a file, row by row, as the stream would: forecast, then score, then learn.
 * What is written is what the topics would hold.
 */
public final class Backtest {
  private static final int SCORED = 4; // forecasts per horizon that are scored

  private final PipelineSpec spec;
  private final Origins origins;
  private final SeriesPipeline pipeline;
  private final Sequencer sequencer;
  private final Output forecast;
  private final Scorecard card;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<String, Long> rows =
      new HashMap<>(); // of each series, where origins are counted back
  private final int season;
  private long events;
  private long nanos;

  /** One series on its way. */
  private static final class Run {
    final State state;
    final Scorecard.Series scores;
    final Map<Long, String> held = new HashMap<>(); // timestamps, as written, of rows held back
    long row;
    long index; // of the last step
    long time = Long.MIN_VALUE;

    Run(State state, Scorecard.Series scores) {
      this.state = state;
      this.scores = scores;
    }
  }

  /**
   * Prepares a run.
   *
   * @param season MASE is in units of the error of the value this many steps ago
   */
  public Backtest(PipelineSpec spec, Origins origins, int season) {
    this.season = season;
    this.spec = spec;
    this.origins = origins;
    this.pipeline = spec.newPipeline(Emission.ON_REQUEST);
    this.sequencer = new Sequencer(pipeline);
    this.forecast = pipeline.newOutput();
    this.card = new Scorecard(spec.horizon(), forecast.levels());
  }

  /**
   * Runs over a file and writes {@code anomalies.csv}, {@code forecasts.csv} and {@code
   * summary.json}.
   *
   * @param progress is told how many rows have been read, now and then
   * @throws InputException where the file cannot be read
   */
  public Summary run(Path input, Path output, LongConsumer progress) {
    if (origins.countsBack()) {
      count(input);
    }
    long started = System.nanoTime();
    try (Rows in = Rows.open(input);
        Tables tables = Tables.create(output, forecast.levels(), !spec.networks().isEmpty())) {
      Rows.Receiver receiver =
          (series, timestamp, time, present, value) ->
              row(tables, series, timestamp, time, present, value);
      while (in.next(receiver)) {
        if ((events & 0xfff) == 0) {
          progress.accept(events);
        }
      }
      runs.forEach(
          (series, run) -> sequencer.drain(run.state, out -> step(tables, series, "", run, out)));
    }
    nanos = System.nanoTime() - started;
    progress.accept(events);
    runs.values().forEach(run -> run.scores.close());
    Summary summary =
        new Summary(
            spec, events, runs.size(), nanos / 1e9, pipeline.stateBytes(), card, forecast.levels());
    summary.write(output.resolve("summary.json"));
    return summary;
  }

  private void count(Path input) {
    try (Rows in = Rows.open(input)) {
      Rows.Receiver receiver =
          (series, timestamp, time, present, value) -> rows.merge(series, 1L, Long::sum);
      while (in.next(receiver)) {
        // counts
      }
    }
  }

  private void row(
      Tables tables, String series, String timestamp, long time, boolean present, double value) {
    Run run = runs.computeIfAbsent(series, s -> new Run(pipeline.newState(), card.series(season)));
    events++;
    run.row++;
    Fate fate =
        sequencer.accept(
            run.state,
            run.row,
            time,
            present,
            value,
            out -> step(tables, series, timestamp, run, out));
    if (fate != Fate.ACCEPTED) {
      tables.passedOver(series, timestamp, present, value);
    } else if (run.time != time) {
      run.held.put(time, timestamp);
    }
    boolean written = origins.contains(run.row, rows.getOrDefault(series, 0L));
    boolean scored = fate == Fate.ACCEPTED && run.row % Math.max(1, spec.horizon() / SCORED) == 0;
    if ((written || scored) && pipeline.forecast(run.state, forecast)) {
      if (scored) {
        run.scores.forecast(forecast);
      }
      if (written) {
        tables.forecast(series, timestamp, forecast);
      }
    }
  }

  /** Writes and scores one step, made for the row that was read last or for one held back. */
  private static void step(Tables tables, String series, String timestamp, Run run, Output out) {
    if (out.filled()) {
      tables.anomaly(series, Instant.ofEpochMilli(out.time()).toString(), out);
      return;
    }
    String written = run.held.remove(out.time());
    tables.anomaly(series, written == null ? timestamp : written, out);
    run.scores.truth(run.state.index() - run.index, !out.missing(), out.value());
    run.index = run.state.index();
    run.time = out.time();
  }
}
