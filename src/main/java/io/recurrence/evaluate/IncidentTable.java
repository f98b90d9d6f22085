package io.recurrence.evaluate;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.recurrence.core.IncidentReport;
import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.core.IncidentTracker;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.StepResult;
import io.recurrence.record.DecimalText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The incidents of a backtest, as the topic of incidents would hold them: a row where one begins,
 * worsens or ends. Where the pipeline does not follow them, this table does.
 */
final class IncidentTable implements AutoCloseable {
  private static final List<String> HEADER =
      List.of(
          "series",
          "timestamp",
          "incident_id",
          "status",
          "onset_timestamp",
          "end_timestamp",
          "duration_ms",
          "flagged_records",
          "kind",
          "direction",
          "reason",
          "peak_timestamp",
          "incident_peak",
          "anomaly_grade",
          "value",
          "expected_value",
          "lower_bound",
          "upper_bound",
          "severity");

  private final CsvWriter rows;
  private final TimeForm times;
  private final boolean follows;
  private final IncidentTracker tracker;
  private final DecimalText numbers = new DecimalText();

  /**
   * @param times says how times are written
   * @param follows whether the pipeline does not follow incidents
   */
  IncidentTable(Path directory, TimeForm times, SeriesPipeline pipeline, boolean follows) {
    this.times = times;
    this.follows = follows;
    this.tracker = new IncidentTracker(pipeline.severity());
    try {
      this.rows = CsvWriter.builder().build(directory.resolve("incidents.csv"));
    } catch (IOException e) {
      throw new InputException("cannot write into " + directory + ": " + e.getMessage());
    }
    rows.writeRecord(HEADER);
  }

  /** What a step of a series says of its incidents. */
  void step(Row row, BacktestSeries run, StepResult out) {
    if (follows && out.judgement().hasValue()) {
      tracker.step(run.incident, out.judgement(), out.incidents());
    }
    out.incidents().forEach(report -> write(row, report));
  }

  /** The series is silent since some time behind a row. */
  void silent(Row last, BacktestSeries run, IncidentReport silence) {
    run.silentSince = silence.onset();
    write(last, silence);
  }

  /** A row comes of a series that may have been silent. */
  void resumed(Row row, BacktestSeries run) {
    if (run.silentSince != Long.MIN_VALUE) {
      write(row, IncidentReport.silenceOver(run.silentSince, row.time(), "data again"));
      run.silentSince = Long.MIN_VALUE;
    }
  }

  /** A report, of which times are written as in a row of its series. */
  private void write(Row like, IncidentReport report) {
    Peak peak = report.peak();
    double width = peak.upper() - peak.lower();
    rows.writeRecord(
        like.series(),
        time(like, report.time()),
        report.id(like.series()),
        report.change().name(),
        time(like, report.onset()),
        report.over() ? time(like, report.time()) : "",
        report.over() ? Long.toString(report.time() - report.onset()) : "",
        Long.toString(report.flagged()),
        report.kind().name(),
        report.direction().name(),
        report.reason(),
        time(like, peak.time()),
        Double.toString(peak.score()),
        Double.toString(peak.grade()),
        numbers.exact(peak.value()),
        numbers.banded(peak.expected(), width),
        numbers.banded(peak.lower(), width),
        numbers.banded(peak.upper(), width),
        report.severity().name());
  }

  private String time(Row like, long time) {
    return time == like.time() ? like.timestamp() : times.text(time, like.timestamp(), like.time());
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
