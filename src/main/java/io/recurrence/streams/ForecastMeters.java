package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.recurrence.core.Judgement;
import io.recurrence.core.StepResult;

/** How well the forecasts of a pipeline hold, and what was flagged. */
final class ForecastMeters {
  private final Counter anomalies;
  private final Counter swapped;
  private final Counter judged;
  private final Counter covered;
  private final DistributionSummary error;

  ForecastMeters(MeterRegistry registry, String pipeline, Counters counters) {
    anomalies = counters.one("recurrence.anomalies", "Records that were flagged");
    swapped =
        counters.one(
            "recurrence.weights.swapped", "Values at which a series went on with other weights");
    judged =
        counters.one(
            "recurrence.forecast.judged", "Values that met a forecast made one step before");
    covered =
        counters.one("recurrence.forecast.covered", "Those of them that lay inside their band");
    error =
        DistributionSummary.builder("recurrence.forecast.error")
            .description(
                "Distance of value and forecast one step ahead, in half widths of the band")
            .tag("pipeline", pipeline)
            .register(registry);
  }

  /** One step has been made. */
  void step(StepResult out) {
    Judgement judgement = out.judgement();
    if (judgement.verdict().anomaly()) {
      anomalies.increment();
    }
    if (!judgement.hasExpectation()) {
      return;
    }
    if (!judgement.networkVersion().equals(out.forecast().networkVersion())) {
      swapped.increment();
    }
    if (!judgement.hasValue()) {
      return;
    }
    judged.increment();
    if (judgement.inInterval()) {
      covered.increment();
    }
    double half = (judgement.upper() - judgement.lower()) / 2;
    if (half > 0) {
      error.record(Math.abs(judgement.value() - judgement.expected()) / half);
    }
  }
}
