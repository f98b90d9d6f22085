package io.recurrence.core;

import io.recurrence.detect.TailDetector;
import io.recurrence.forecast.ensemble.AdaptiveConformal;
import io.recurrence.forecast.ensemble.DiscountedError;
import io.recurrence.forecast.model.Holt;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.SimpleSmoothing;

/** Pipelines to test with. */
final class Pipelines {
  private Pipelines() {}

  /** Three models, mixed, with bands, outcomes and flags. */
  static PipelineBuilder baseline(int horizon) {
    HorizonGrid horizonGrid = HorizonGrid.upTo(horizon);
    return new PipelineBuilder()
        .horizon(horizon)
        .levels(0.1, 0.5, 0.9)
        .outcomes(true)
        .model("naive", new Naive())
        .model("smoothing", new SimpleSmoothing())
        .model("holt", new Holt(0.98))
        .combiner("discounted-error", new DiscountedError(3, horizonGrid))
        .interval("conformal", new AdaptiveConformal(horizonGrid, true))
        .detector("tail", new TailDetector(1e-3));
  }
}
