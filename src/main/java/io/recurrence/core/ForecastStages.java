package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages that the state of a forecasting pipeline is made of, in their order, and who reads
 * them.
 *
 * @param written the last stage, where forecasts are written on change
 */
record ForecastStages(
    Sampling sampling,
    IntervalReadings readings,
    ReorderBuffer heldBack,
    ForecastStage forecastStage,
    Features features,
    IncidentStages incidents,
    @Nullable WrittenForecast written,
    Layout layout,
    Repairs repairs) {
  static final int READINGS = Sampling.STAGES; // where each stands in a state
  static final int DETECTOR = READINGS + 1;
  static final int COVERAGE = READINGS + 3;

  static ForecastStages of(PipelineBuilder b) {
    List<Stage> stages = new ArrayList<>();
    Sampling sampling = new Sampling(b.step, b.calendar, stages);
    IntervalReadings readings = new IntervalReadings(b.time.reading(), b.confidence);
    ReorderBuffer heldBack = new ReorderBuffer(b.time.heldBack(), 1);
    stages.add(new Stage("readings", readings));
    stages.add(b.detector.as("detect"));
    stages.add(SeriesPipeline.stage(heldBack));
    stages.add(new Stage("coverage", new Coverage()));
    int forecasting = stages.size();
    ForecastStage forecastStage =
        b.forecaster == null
            ? new Ensemble(b, sampling, stages)
            : new SingleForecaster(b.forecaster, sampling, stages);
    int others = stages.size();
    Features features = new Features(b, sampling, stages);
    if (b.counter != null) {
      stages.add(new Stage("counter", b.counter));
    }
    IncidentStages incidents =
        new IncidentStages(b.incidents, b.limits, b.severity, b.calendar, stages);
    if (b.feedback) {
      stages.add(new Stage("feedback", new AlarmFeedback()));
    }
    WrittenForecast written = b.onChange ? new WrittenForecast(b.horizon) : null;
    if (written != null) {
      stages.add(new Stage("written(" + b.horizon + ")", written));
    }
    Layout layout = new Layout(stages);
    Repairs repairs = new Repairs(layout, forecasting, others);
    return new ForecastStages(
        sampling, readings, heldBack, forecastStage, features, incidents, written, layout, repairs);
  }
}
