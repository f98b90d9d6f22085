package io.recurrence.evaluate;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Fate;
import io.recurrence.core.IncidentReport;
import io.recurrence.core.Judgement;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.StepResult;
import io.recurrence.time.Calendar;
import java.nio.file.Path;
import java.time.Duration;
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
  private final BacktestOptions options;
  private final SeriesPipeline pipeline;
  private final Reorderer reorderer;
  private final SeriesForecast forecast;
  private final Scorecard card;
  private final Map<String, BacktestSeries> runs = new LinkedHashMap<>();
  private final RowCounts counts = new RowCounts();
  private final Alarms alarms = new Alarms();
  private final TimeForm times;
  private final GroupTable groups;
  private final Duration silence;
  private long latest = Long.MIN_VALUE; // time of any series
  private long events;
  private long nanos;

  /** Prepares a run. */
  public Backtest(PipelineSpec spec, BacktestOptions options) {
    this.options = options;
    this.spec = spec;
    this.pipeline = spec.newEvaluation();
    this.reorderer = new Reorderer(pipeline);
    this.forecast = pipeline.newOutput().forecast();
    this.card = new Scorecard(spec.horizon(), forecast.levels());
    this.times = new TimeForm(spec.input().time());
    this.groups = new GroupTable(spec, times);
    this.silence = spec.state().silence();
  }

  /**
   * Runs over a file and writes {@code anomalies.csv}, {@code forecasts.csv}, {@code
   * incidents.csv}, {@code groups.csv} where series are in groups, and {@code summary.json}.
   *
   * @param progress receives how many rows have been read, now and then
   * @throws InputException where the file cannot be read
   */
  public Summary run(Path input, Path output, LongConsumer progress) {
    RowFile rows =
        RowFile.of(input, spec.input(), pipeline.policy().latenessMillis(), options.form());
    if (rows.hasLabels()) {
      alarms.expectLabels();
    }
    long started = System.nanoTime();
    try (Tables tables = Tables.create(output, spec, pipeline, forecast.levels(), times)) {
      rows.read(new Step(tables, rows, progress));
      runs.values().forEach(run -> finish(tables, run));
      groups.write(output, latest);
    }
    nanos = System.nanoTime() - started;
    progress.accept(events);
    runs.values().forEach(run -> run.scores.close());
    alarms.close();
    Summary summary =
        new Summary(
            spec,
            new Summary.Rows(events, runs.size(), counts, rows.note()),
            nanos / 1e9,
            pipeline.stateBytes(),
            card,
            alarms,
            runs.values().stream().map(run -> run.trace).toList(),
            forecast.levels());
    summary.write(output.resolve("summary.json"));
    return summary;
  }

  /** Takes the rows of a file. */
  private final class Step implements RowReceiver {
    private final Tables tables;
    private final RowFile rows;
    private final LongConsumer progress;

    Step(Tables tables, RowFile rows, LongConsumer progress) {
      this.tables = tables;
      this.rows = rows;
      this.progress = progress;
    }

    @Override
    public void row(Row row) {
      take(row, tables, rows.rows(row.series()));
      if ((events & 0xfff) == 0) {
        progress.accept(events);
      }
    }

    @Override
    public void refused(Row row, InputException fault) {
      events++;
      counts.count(RowCounts.Kind.REFUSED, row, String.valueOf(fault.getMessage()));
      tables.passedOver(row);
    }
  }

  private void take(Row row, Tables tables, long rows) {
    BacktestSeries run =
        runs.computeIfAbsent(
            row.series(),
            unused ->
                new BacktestSeries(
                    pipeline.newState(),
                    card.series(options.season()),
                    row,
                    runs.size() < options.drawn()));
    events++;
    run.row++;
    if (run.conflicts(row)) {
      counts.count(RowCounts.Kind.CONFLICTING, row);
    }
    run.last = row;
    if (!row.present()) {
      counts.count(RowCounts.Kind.MISSING, row);
    }
    groups.count(row, counts);
    boolean origin = options.origins().contains(run.row, rows);
    if (origin) {
      run.origins.add(row);
    }
    revealSilence(tables, run, row.time());
    Fate fate =
        reorderer.accept(
            run.state,
            run.row,
            row.time(),
            row.present(),
            row.value(),
            out -> step(tables, row, run, out));
    if (fate != Fate.ACCEPTED) {
      counts.count(RowCounts.Kind.of(fate), row);
      tables.passedOver(row);
    } else {
      if (row.time() > run.newest) {
        tables.incidents().resumed(row, run);
      }
      run.newest = Math.max(run.newest, row.time());
      latest = Math.max(latest, row.time());
      if (run.time != row.time()) {
        run.held.put(row.time(), row);
      }
    }
    if (origin && fate != Fate.ACCEPTED) {
      run.origins.remove(row);
      run.due = true;
    }
    boolean scored =
        fate == Fate.ACCEPTED && ++run.accepted % Math.max(1, spec.horizon() / SCORED) == 0;
    if (scored && pipeline.forecast(run.state, forecast)) {
      run.scores.forecast(forecast);
    }
  }

  /** Lets go of what is held back; an origin that made no step is the last step before it. */
  private void finish(Tables tables, BacktestSeries run) {
    drain(tables, run);
    revealSilence(tables, run, latest);
    if (run.due && run.stepped != null && run.unwritten) {
      write(tables, run.stepped, run);
    }
  }

  private void drain(Tables tables, BacktestSeries run) {
    reorderer.drain(run.state, out -> step(tables, run.last, run, out));
  }

  /**
   * As the stream does: the next row of a series shows its silence, or how far others have come.
   */
  private void revealSilence(Tables tables, BacktestSeries run, long time) {
    Calendar calendar = pipeline.calendar();
    boolean any = !silence.isZero() && run.newest != Long.MIN_VALUE;
    if (any && calendar.open(time) - calendar.open(run.newest) > silence.toMillis()) {
      Row last = run.last;
      drain(tables, run);
      long since = calendar.time(calendar.open(run.newest) + silence.toMillis());
      counts.count(RowCounts.Kind.SILENT, last);
      String reason = "no data for " + silence;
      tables.anomaly(missing(last, since), Judgement.silence(since, reason));
      tables.incidents().silent(last, run, IncidentReport.silence(since, reason));
      groups.silent(last, since);
    }
  }

  /** A row that the file does not have. */
  private Row missing(Row like, long time) {
    return new Row(
        0, like.series(), times.text(time, like.timestamp(), like.time()), time, false, 0, false);
  }

  private void write(Tables tables, Row origin, BacktestSeries run) {
    if (pipeline.forecast(run.state, forecast)) {
      tables.forecast(origin, forecast);
      run.unwritten = false;
      run.due = false;
    }
  }

  /** Writes and scores one step, made for the row that was read last or for one held back. */
  private void step(Tables tables, Row last, BacktestSeries run, StepResult out) {
    if (out.filled()) {
      tables.anomaly(missing(last, out.time()), out.judgement());
      return;
    }
    Row held = run.held.remove(out.time());
    Row row = held == null ? last : held;
    tables.anomaly(row, out.judgement());
    tables.incidents().step(row, run, out);
    groups.step(row, out.judgement(), pipeline.samplingInterval(run.state));
    alarms.take(row, out.judgement().verdict());
    run.trace.take(row, out.judgement());
    run.stepped = row;
    run.unwritten = true;
    if (run.origins.remove(row)) {
      write(tables, row, run);
    }
    long steps = run.state.index() - run.index;
    if (steps == 0 && run.index > 0) {
      counts.count(RowCounts.Kind.MERGED, row);
    }
    if (steps > 1) {
      counts.gap(steps - 1, row);
    }
    run.scores.actual(steps, out.judgement().hasValue(), out.judgement().value());
    run.index = run.state.index();
    run.time = out.time();
  }
}
