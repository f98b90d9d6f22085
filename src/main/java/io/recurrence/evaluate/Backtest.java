package io.recurrence.evaluate;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Emission;
import io.recurrence.core.Fate;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a pipeline over a file, row by row, as the stream would: forecast, then score, then learn.
 * What is written is what the topics would hold.
 */
public final class Backtest {
  private static final int SCORED = 4; // forecasts per horizon that are scored

  private final PipelineSpec spec;
  private final Origins origins;
  private final SeriesPipeline pipeline;
  private final Reorderer sequencer;
  private final SeriesForecast forecast;
  private final Scorecard card;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final RowCounts counts = new RowCounts();
  private final int season;
  private long events;
  private long nanos;

  /** One series on its way. */
  private static final class Run {
    final State state;
    final Scorecard.Series scores;
    final Map<Long, Row> held = new HashMap<>(); // rows that are held back, by time
    Row last;
    long row;
    long accepted;
    final Set<Row> origins = Collections.newSetFromMap(new IdentityHashMap<>()); // yet to be steps
    long index; // of the last step
    @Nullable Row stepped; // of the last step
    boolean unwritten; // no forecast was written of that step
    boolean due; // a forecast was asked for at a row that made no step
    long time = Long.MIN_VALUE;

    Run(State state, Scorecard.Series scores, Row first) {
      this.state = state;
      this.scores = scores;
      this.last = first;
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
    this.sequencer = new Reorderer(pipeline);
    this.forecast = pipeline.newOutput().forecast();
    this.card = new Scorecard(spec.horizon(), forecast.levels());
  }

  /**
   * Runs over a file and writes {@code anomalies.csv}, {@code forecasts.csv} and {@code
   * summary.json}.
   *
   * @param progress receives how many rows have been read, now and then
   * @throws InputException where the file cannot be read
   */
  public Summary run(Path input, Path output, LongConsumer progress) {
    RowFile rows = RowFile.of(input, spec.input(), pipeline.policy().latenessMillis());
    long started = System.nanoTime();
    try (Tables tables = Tables.create(output, forecast.levels(), !spec.networks().isEmpty())) {
      rows.read(new Step(tables, rows, progress));
      runs.forEach((series, run) -> finish(tables, series, run));
    }
    nanos = System.nanoTime() - started;
    progress.accept(events);
    runs.values().forEach(run -> run.scores.close());
    Summary summary =
        new Summary(
            spec,
            new Summary.Rows(events, runs.size(), counts, rows.note()),
            nanos / 1e9,
            pipeline.stateBytes(),
            card,
            forecast.levels());
    summary.write(output.resolve("summary.json"));
    return summary;
  }

  /** Takes the rows of a file. */
  private final class Step implements RowFile.Receiver {
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
    String series = row.series();
    Run run =
        runs.computeIfAbsent(
            series, unused -> new Run(pipeline.newState(), card.series(season), row));
    events++;
    run.row++;
    if (conflict(run.last, row)) {
      counts.count(RowCounts.Kind.CONFLICTING, row);
    }
    run.last = row;
    if (!row.present()) {
      counts.count(RowCounts.Kind.MISSING, row);
    }
    boolean origin = origins.contains(run.row, rows);
    if (origin) {
      run.origins.add(row);
    }
    Fate fate =
        sequencer.accept(
            run.state,
            run.row,
            row.time(),
            row.present(),
            row.value(),
            out -> step(tables, series, row, run, out));
    if (fate != Fate.ACCEPTED) {
      counts.count(kind(fate), row);
      tables.passedOver(row);
    } else if (run.time != row.time()) {
      run.held.put(row.time(), row);
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
  private void finish(Tables tables, String series, Run run) {
    sequencer.drain(run.state, out -> step(tables, series, run.last, run, out));
    if (run.due && run.stepped != null && run.unwritten) {
      write(tables, series, run.stepped, run);
    }
  }

  private void write(Tables tables, String series, Row origin, Run run) {
    if (pipeline.forecast(run.state, forecast)) {
      tables.forecast(series, origin.timestamp(), forecast);
      run.unwritten = false;
      run.due = false;
    }
  }

  private static RowCounts.Kind kind(Fate fate) {
    return switch (fate) {
      case LATE -> RowCounts.Kind.LATE;
      case CLOSED -> RowCounts.Kind.CLOSED;
      default -> RowCounts.Kind.DUPLICATE;
    };
  }

  private static boolean conflict(Row last, Row row) {
    boolean both = last.present() && row.present() && last.time() == row.time();
    return both && last.value() != row.value();
  }

  /** Writes and scores one step, made for the row that was read last or for one held back. */
  private void step(Tables tables, String series, Row last, Run run, StepResult out) {
    if (out.filled()) {
      tables.anomaly(series, Instant.ofEpochMilli(out.time()).toString(), out.judgement());
      return;
    }
    Row held = run.held.remove(out.time());
    Row row = held == null ? last : held;
    tables.anomaly(series, row.timestamp(), out.judgement());
    run.stepped = row;
    run.unwritten = true;
    if (run.origins.remove(row)) {
      write(tables, series, row, run);
    }
    long steps = run.state.index() - run.index;
    if (steps == 0 && run.index > 0) {
      counts.count(RowCounts.Kind.MERGED, row);
    }
    run.scores.actual(steps, out.judgement().hasValue(), out.judgement().value());
    run.index = run.state.index();
    run.time = out.time();
  }
}
