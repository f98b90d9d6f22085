package io.recurrence.streams;

import io.recurrence.config.OutputSpec;
import io.recurrence.core.EventResult;
import io.recurrence.core.StepResult;
import io.recurrence.record.Encoder;

/** Writes what a step gives to the topics that take it. */
final class StepWriter {
  private final OutputSpec topics;
  private final Meters meters;
  private final Encoder encoder;
  private final Outgoing outgoing;

  StepWriter(OutputSpec topics, Meters meters, Encoder encoder, Outgoing outgoing) {
    this.topics = topics;
    this.meters = meters;
    this.encoder = encoder;
    this.outgoing = outgoing;
  }

  void write(byte[] key, String series, StepResult out) {
    meters.step(out);
    if (out.result().kind() != EventResult.Kind.NONE && outgoing.to(Topologies.RESULTS)) {
      outgoing.add(Topologies.RESULTS, key, out.time(), encoder.result(series, out));
    }
    if (out.filled()) {
      if (outgoing.to(Topologies.ANOMALIES)) {
        outgoing.addAlone(Topologies.ANOMALIES, key, out.time(), encoder.anomaly(series, out));
      }
      return;
    }
    if (outgoing.to(Topologies.ANOMALIES)) {
      outgoing.add(Topologies.ANOMALIES, key, out.time(), encoder.anomaly(series, out));
    }
    if (outgoing.to(Topologies.FEATURES)) {
      outgoing.add(Topologies.FEATURES, key, out.time(), encoder.features(series, out));
    }
    if (outgoing.to(Topologies.OUTCOMES)) {
      for (int i = 0; i < out.outcomes(); i++) {
        outgoing.add(Topologies.OUTCOMES, key, out.time(), encoder.outcome(series, out, i));
      }
    }
    if (out.forecasts() && outgoing.to(Topologies.FORECASTS)) {
      meters.forecast();
      if (topics.layout() == OutputSpec.Layout.ARRAYS) {
        outgoing.add(Topologies.FORECASTS, key, out.time(), encoder.forecast(series, out));
      } else {
        for (int k = 1; k <= out.horizon(); k++) {
          outgoing.add(Topologies.FORECASTS, key, out.time(), encoder.forecastStep(series, out, k));
        }
      }
    }
  }

  /** Writes that a series is silent. */
  void silence(byte[] key, String series, long time, String reason) {
    meters.silence();
    if (outgoing.to(Topologies.ANOMALIES)) {
      byte[] record = encoder.silence(series, time, reason);
      outgoing.addAlone(Topologies.ANOMALIES, key, time, record);
    }
  }

  /** A series has been forgotten. */
  void forgotten() {
    meters.forgotten();
  }
}
