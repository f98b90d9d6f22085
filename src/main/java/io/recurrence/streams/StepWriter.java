package io.recurrence.streams;

import io.recurrence.config.OutputSpec;
import io.recurrence.core.EventResult;
import io.recurrence.core.IncidentReport;
import io.recurrence.core.Judgement;
import io.recurrence.core.OutcomeBatch;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict;
import io.recurrence.record.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what a step gives to the topics that take it. */
final class StepWriter implements AutoCloseable {
  private final OutputSpec topics;
  private final Meters meters;
  private final SeriesMeters shown;
  private final Encoder encoder;
  private final Outgoing outgoing;

  StepWriter(OutputSpec topics, Meters meters, Encoder encoder, Outgoing outgoing) {
    this.topics = topics;
    this.meters = meters;
    this.shown = meters.series(topics.metrics());
    this.encoder = encoder;
    this.outgoing = outgoing;
  }

  void write(byte[] key, String series, StepResult out) {
    meters.step(out);
    shown.step(series, out);
    Judgement judgement = out.judgement();
    EventResult event = out.event();
    if (event.kind() != EventResult.Kind.NONE && outgoing.to(Topologies.RESULTS)) {
      outgoing.add(Topologies.RESULTS, key, out.time(), encoder.result(series, judgement, event));
    }
    incidents(series, out.incidents());
    boolean judged = outgoing.to(Topologies.ANOMALIES) && writes(judgement.verdict());
    if (out.filled()) {
      if (judged) {
        outgoing.addAlone(
            Topologies.ANOMALIES, key, out.time(), encoder.anomaly(series, judgement));
      }
      return;
    }
    if (judged) {
      outgoing.add(Topologies.ANOMALIES, key, out.time(), encoder.anomaly(series, judgement));
    }
    if (outgoing.to(Topologies.FEATURES)) {
      outgoing.add(Topologies.FEATURES, key, out.time(), encoder.features(series, out.features()));
    }
    if (outgoing.to(Topologies.OUTCOMES)) {
      OutcomeBatch outcomes = out.outcomes();
      for (int i = 0; i < outcomes.count(); i++) {
        outgoing.add(Topologies.OUTCOMES, key, out.time(), encoder.outcome(series, outcomes, i));
      }
    }
    if (out.forecast().isDue() && out.forecast().timed() && outgoing.to(Topologies.FORECASTS)) {
      meters.forecast();
      forecast(key, series, out.forecast());
    }
  }

  private boolean writes(Verdict verdict) {
    return topics.write() == OutputSpec.Write.ALL
        || verdict.anomaly()
        || verdict.phase() == Verdict.Phase.END;
  }

  private void forecast(byte[] key, String series, SeriesForecast forecast) {
    if (topics.layout() == OutputSpec.Layout.ARRAYS) {
      outgoing.add(Topologies.FORECASTS, key, forecast.time(), encoder.forecast(series, forecast));
      return;
    }
    for (int k = 1; k <= forecast.horizon(); k++) {
      outgoing.add(
          Topologies.FORECASTS, key, forecast.time(), encoder.forecastStep(series, forecast, k));
    }
  }

  void incidents(String series, List<IncidentReport> reports) {
    for (IncidentReport report : reports) {
      incident(series, report);
    }
  }

  private void incident(String series, IncidentReport report) {
    if (outgoing.to(Topologies.INCIDENTS)) {
      byte[] id = report.id(series).getBytes(StandardCharsets.UTF_8);
      byte[] record = encoder.incident(series, report);
      outgoing.add(Topologies.INCIDENTS, id, report.time(), record);
    }
  }

  /** Writes that a series is silent. */
  void silence(byte[] key, String series, long time, String reason) {
    meters.silence();
    incident(series, IncidentReport.silence(time, reason));
    if (outgoing.to(Topologies.ANOMALIES)) {
      byte[] record = encoder.anomaly(series, Judgement.silence(time, reason));
      outgoing.addAlone(Topologies.ANOMALIES, key, time, record);
    }
  }

  /** Writes that a series is silent no longer. */
  void silenceOver(String series, long onset, long time, String reason) {
    incident(series, IncidentReport.silenceOver(onset, time, reason));
  }

  /** Steps were made for which there was no value. */
  void missing(long steps) {
    meters.missing(steps);
  }

  /** A series has been forgotten. */
  void forgotten() {
    meters.forgotten();
  }

  /** The task ends. */
  @Override
  public void close() {
    shown.close();
  }
}
