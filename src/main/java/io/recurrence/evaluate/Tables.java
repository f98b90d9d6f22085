package io.recurrence.evaluate;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Judgement;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.Verdict;
import io.recurrence.record.DecimalText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The CSV files that a backtest writes. Times are written as the input has them, and numbers as the
 * records of the topics do; scores have all their digits.
 */
final class Tables implements AutoCloseable {
  private static final String NETWORK = "network_version";
  private static final List<String> VERDICT =
      List.of(
          "series",
          "timestamp",
          "value",
          "expected_value",
          "lower_bound",
          "upper_bound",
          "anomaly_score",
          "is_anomaly");
  private static final List<String> EVIDENCE =
      List.of(
          "alarm_score",
          "anomaly_grade",
          "kind",
          "direction",
          "incident",
          "incident_peak",
          "status",
          "reason",
          "severity");
  private static final List<String> STEP =
      List.of("series", "origin", "horizon_index", "forecast_timestamp", "forecast_value");

  private final CsvWriter anomalies;
  private final CsvWriter forecasts;
  private final IncidentTable incidents;
  private final TimeForm times;
  private final boolean networks;
  private final DecimalText numbers = new DecimalText();
  private final List<String> fields = new ArrayList<>(); // of the row that is written

  private Tables(
      CsvWriter anomalies,
      CsvWriter forecasts,
      IncidentTable incidents,
      TimeForm times,
      boolean networks) {
    this.anomalies = anomalies;
    this.forecasts = forecasts;
    this.incidents = incidents;
    this.times = times;
    this.networks = networks;
  }

  /**
   * @param spec of the pipeline; where it has networks, a further column says which weights took
   *     part
   * @param times says how those to come are written
   */
  static Tables create(
      Path directory, PipelineSpec spec, SeriesPipeline pipeline, double[] levels, TimeForm times) {
    try {
      Files.createDirectories(directory);
      Tables tables =
          new Tables(
              CsvWriter.builder().build(directory.resolve("anomalies.csv")),
              CsvWriter.builder().build(directory.resolve("forecasts.csv")),
              new IncidentTable(directory, times, pipeline, spec.output().incidents().isEmpty()),
              times,
              !spec.networks().isEmpty());
      tables.header(levels);
      return tables;
    } catch (IOException e) {
      throw new InputException("cannot write into " + directory + ": " + e.getMessage());
    }
  }

  /** Newer columns stand behind the others, for programs that go by position. */
  private void header(double[] levels) {
    fields.addAll(VERDICT);
    network(NETWORK);
    fields.addAll(EVIDENCE);
    anomalies.writeRecord(fields);
    fields.clear();
    fields.addAll(STEP);
    for (double level : levels) {
      fields.add("q" + level);
    }
    network(NETWORK);
    forecasts.writeRecord(fields);
  }

  private void network(String version) {
    if (networks) {
      fields.add(version);
    }
  }

  /** The judgement of a row. */
  void anomaly(Row row, Judgement judgement) {
    Verdict verdict = judgement.verdict();
    double width = judgement.upper() - judgement.lower();
    fields.clear();
    fields.add(row.series());
    fields.add(row.timestamp());
    fields.add(numbers.exact(judgement.value()));
    fields.add(numbers.banded(judgement.expected(), width));
    fields.add(numbers.banded(judgement.lower(), width));
    fields.add(numbers.banded(judgement.upper(), width));
    fields.add(Double.toString(verdict.score()));
    fields.add(Boolean.toString(verdict.anomaly()));
    network(judgement.networkVersion());
    fields.add(Double.toString(verdict.alarm()));
    fields.add(Double.toString(verdict.grade()));
    fields.add(verdict.kind().name());
    fields.add(verdict.direction().name());
    fields.add(verdict.phase().name());
    fields.add(Double.toString(verdict.peak()));
    fields.add(judgement.status().name());
    fields.add(verdict.reason());
    fields.add(judgement.severity().name());
    anomalies.writeRecord(fields);
  }

  IncidentTable incidents() {
    return incidents;
  }

  /** A row that was no step: a duplicate, too late, or unreadable. */
  void passedOver(Row row) {
    fields.clear();
    fields.add(row.series());
    fields.add(row.timestamp());
    fields.add(row.present() ? numbers.exact(row.value()) : "");
    fields.addAll(List.of("", "", "", "0.0", "false"));
    network("");
    fields.addAll(List.of("0.0", "0.0", "NONE", "NONE", "NONE", "0.0", "", "", "NONE"));
    anomalies.writeRecord(fields);
  }

  /** A forecast from a row, a row for each step; none where its steps have no times. */
  void forecast(Row origin, SeriesForecast forecast) {
    if (!forecast.timed()) {
      return;
    }
    for (int k = 1; k <= forecast.horizon(); k++) {
      double width = forecast.upper(k) - forecast.lower(k);
      fields.clear();
      fields.add(origin.series());
      fields.add(origin.timestamp());
      fields.add(Integer.toString(k));
      fields.add(times.text(forecast.time(k), origin.timestamp(), origin.time()));
      fields.add(numbers.banded(forecast.mean(k), width));
      for (int i = 0; i < forecast.levels().length; i++) {
        fields.add(numbers.banded(forecast.quantile(i, k), width));
      }
      network(forecast.networkVersion());
      forecasts.writeRecord(fields);
    }
  }

  @Override
  public void close() {
    try (anomalies;
        forecasts;
        incidents) {
      anomalies.flush();
      forecasts.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
