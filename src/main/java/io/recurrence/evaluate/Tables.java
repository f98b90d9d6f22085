package io.recurrence.evaluate;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.recurrence.core.Judgement;
import io.recurrence.core.SeriesForecast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The CSV files that a backtest writes. Times are written as the input has them; times to come in
 * ISO-8601.
 */
final class Tables implements AutoCloseable {
  private static final String ALARM = "alarm_score";
  private static final String NETWORK = "network_version";

  private final CsvWriter anomalies;
  private final CsvWriter forecasts;
  private final boolean networks;
  private final String[] row;
  private final String[] verdict;

  private Tables(CsvWriter anomalies, CsvWriter forecasts, int levels, boolean networks) {
    this.anomalies = anomalies;
    this.forecasts = forecasts;
    this.networks = networks;
    this.row = new String[5 + levels + (networks ? 1 : 0)];
    this.verdict = new String[9 + (networks ? 1 : 0)];
  }

  /**
   * @param networks whether a further column says which weights took part
   */
  static Tables create(Path directory, double[] levels, boolean networks) {
    try {
      Files.createDirectories(directory);
      Tables tables =
          new Tables(
              CsvWriter.builder().build(directory.resolve("anomalies.csv")),
              CsvWriter.builder().build(directory.resolve("forecasts.csv")),
              levels.length,
              networks);
      tables.anomaly(
          ALARM,
          NETWORK,
          "series",
          "timestamp",
          "value",
          "expected_value",
          "lower_bound",
          "upper_bound",
          "anomaly_score",
          "is_anomaly");
      String[] header = tables.row;
      header[header.length - 1] = NETWORK;
      System.arraycopy(
          new String[] {
            "series", "origin", "horizon_index", "forecast_timestamp", "forecast_value"
          },
          0,
          header,
          0,
          5);
      for (int i = 0; i < levels.length; i++) {
        header[5 + i] = "q" + levels[i];
      }
      tables.forecasts.writeRecord(header);
      return tables;
    } catch (IOException e) {
      throw new InputException("cannot write into " + directory + ": " + e.getMessage());
    }
  }

  /** The alarm stands last, so that programs that go by position read the others as before. */
  private void anomaly(String alarm, String network, String... fields) {
    System.arraycopy(fields, 0, verdict, 0, fields.length);
    if (networks) {
      verdict[fields.length] = network;
    }
    verdict[verdict.length - 1] = alarm;
    anomalies.writeRecord(verdict);
  }

  void anomaly(String series, String timestamp, Judgement judgement) {
    anomaly(
        Double.toString(judgement.verdict().alarm()),
        judgement.networkVersion(),
        series,
        timestamp,
        number(judgement.value()),
        number(judgement.expected()),
        number(judgement.lower()),
        number(judgement.upper()),
        Double.toString(judgement.verdict().score()),
        Boolean.toString(judgement.verdict().anomaly()));
  }

  /** Empty where there is none. */
  private static String number(double x) {
    return Double.isNaN(x) ? "" : Double.toString(x);
  }

  /** A row that was no step: a duplicate, too late, or unreadable. */
  void passedOver(Row row) {
    String value = row.present() ? Double.toString(row.value()) : "";
    anomaly("0.0", "", row.series(), row.timestamp(), value, "", "", "", "0.0", "false");
  }

  void forecast(String series, String timestamp, SeriesForecast forecast) {
    for (int k = 1; k <= forecast.horizon(); k++) {
      row[0] = series;
      row[1] = timestamp;
      row[2] = Integer.toString(k);
      row[3] = Instant.ofEpochMilli(forecast.time(k)).toString();
      row[4] = Double.toString(forecast.mean(k));
      for (int i = 0; i < forecast.levels().length; i++) {
        row[5 + i] = Double.toString(forecast.quantile(i, k));
      }
      if (networks) {
        row[row.length - 1] = forecast.networkVersion();
      }
      forecasts.writeRecord(row);
    }
  }

  @Override
  public void close() {
    try (anomalies;
        forecasts) {
      anomalies.flush();
      forecasts.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
