package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link SeriesPipeline} together. Each stage is named after its type and structural
 * settings, such as {@code ar(24)}; a stored state is read by name and size of its stages.
 */
public final class PipelineBuilder {
  int horizon = 1;
  double confidence = 0.95;
  double[] levels = {};
  ValueRange range = ValueRange.ALL;
  long step;
  boolean single;
  boolean outcomes;
  boolean missingSteps;
  boolean incidents;
  boolean onChange;
  boolean feedback;
  @Nullable CounterRate counter;
  ForecastLimits limits = ForecastLimits.NONE;
  SeverityRule severity = SeverityRule.DEFAULT;
  TimePolicy time = TimePolicy.DEFAULT;
  Calendar calendar = Calendar.UTC;
  Emission emission = Emission.EVERY_EVENT;
  final List<Stage> transforms = new ArrayList<>();
  final List<Stage> models = new ArrayList<>();
  final List<Stage> features = new ArrayList<>();
  Stage combiner = new Stage("equal", new EqualWeights(1));
  Stage interval = new Stage("none", new NoInterval());
  Stage detector = new Stage("none", new NoDetector());
  @Nullable Stage forecaster;
  private boolean combines;

  /** How many steps ahead a forecast looks, at least 1. */
  public PipelineBuilder horizon(int steps) {
    require(steps >= 1, "horizon must be >= 1");
    this.horizon = steps;
    return this;
  }

  /** The share of values that lower and upper bound are to hold between them, in (0, 1). */
  public PipelineBuilder confidence(double share) {
    require(share > 0 && share < 1, "confidence must be in (0, 1)");
    this.confidence = share;
    return this;
  }

  /** The levels of the quantiles of a forecast, each in (0, 1), ascending. */
  public PipelineBuilder levels(double... levels) {
    for (int i = 0; i < levels.length; i++) {
      require(levels[i] > 0 && levels[i] < 1, "levels must be in (0, 1)");
      require(i == 0 || levels[i - 1] < levels[i], "levels must ascend");
    }
    this.levels = levels.clone();
    return this;
  }

  /** The values that there can be: no forecast, bound or quantile lies outside. */
  public PipelineBuilder range(ValueRange range) {
    this.range = range;
    return this;
  }

  /** The sampling step in milliseconds; 0 to learn it; -1 for events without a step. */
  public PipelineBuilder step(long millis) {
    this.step = millis;
    return this;
  }

  /** Whether window and waiting forecasts are kept in single precision. */
  public PipelineBuilder single(boolean single) {
    this.single = single;
    return this;
  }

  /** Whether the band of each waiting forecast is kept, to be reported with its outcome. */
  public PipelineBuilder outcomes(boolean outcomes) {
    this.outcomes = outcomes;
    return this;
  }

  /** Whether the steps that no record came for give an output each, as a record without a value. */
  public PipelineBuilder missingSteps(boolean written) {
    this.missingSteps = written;
    return this;
  }

  /** The limits that forecasts are watched for; each step then makes one, written or not. */
  public PipelineBuilder limits(ForecastLimits limits) {
    this.limits = limits;
    return this;
  }

  /** Whether the incidents of a series are followed, to be reported. */
  public PipelineBuilder incidents(boolean followed) {
    this.incidents = followed;
    return this;
  }

  /** How urgent flagged records and incidents are. */
  public PipelineBuilder severity(SeverityRule rule) {
    this.severity = rule;
    return this;
  }

  /** What is done with records that do not come one step after the other. */
  public PipelineBuilder time(TimePolicy policy) {
    this.time = policy;
    return this;
  }

  /** By which time zone and opening hours time is counted. */
  public PipelineBuilder calendar(Calendar calendar) {
    this.calendar = calendar;
    return this;
  }

  /** When forecasts are written. */
  public PipelineBuilder emission(Emission emission) {
    this.emission = emission;
    return this;
  }

  /** Whether they are written, besides, where they differ from the one that was written last. */
  public PipelineBuilder onChange(boolean onChange) {
    this.onChange = onChange;
    return this;
  }

  /** Whether the alarm rate of a series follows what people say of its alarms. */
  public PipelineBuilder feedback(boolean taken) {
    this.feedback = taken;
    return this;
  }

  /** The readings of the series are those of a counter, whose rate is its value. */
  public PipelineBuilder counter(CounterRate counter) {
    this.counter = counter;
    return this;
  }

  /** Adds a transform; the first one added sees the series as it comes. */
  public PipelineBuilder transform(String name, Transform transform) {
    transforms.add(new Stage(name, transform));
    return this;
  }

  public PipelineBuilder model(String name, Model model) {
    models.add(new Stage(name, model));
    return this;
  }

  public PipelineBuilder feature(String name, Statistic statistic) {
    features.add(new Stage(name, statistic));
    return this;
  }

  /** Sets the combiner; without one all models weigh the same. */
  public PipelineBuilder combiner(String name, Combiner combiner) {
    this.combiner = new Stage(name, combiner);
    this.combines = true;
    return this;
  }

  public PipelineBuilder interval(String name, Interval interval) {
    this.interval = new Stage(name, interval);
    return this;
  }

  /** Sets a forecaster, in the place of transforms, models, combiner and interval. */
  public PipelineBuilder forecaster(String name, Forecaster forecaster) {
    this.forecaster = new Stage(name, forecaster);
    return this;
  }

  public PipelineBuilder detector(String name, Detector detector) {
    this.detector = new Stage(name, detector);
    return this;
  }

  ForecastShape shape() {
    return new ForecastShape(
        horizon, levels, confidence, limits, range, calendar, onChange || limits.any());
  }

  /**
   * Builds the pipeline.
   *
   * @throws IllegalArgumentException where it has no model, or two stages of one role share a name
   */
  public SeriesPipeline build() {
    require(
        models.isEmpty() == (forecaster != null),
        "a pipeline needs at least one model, or a forecaster");
    require(
        forecaster == null || transforms.isEmpty(), "transforms are for models, not a forecaster");
    require(
        !interval.recurrence(Interval.class).relative()
            || (models.size() == 1 && transforms.isEmpty()),
        "an interval in units of a model's spread needs one model and no transforms");
    for (List<Stage> stages : Arrays.asList(transforms, models, features)) {
      Set<String> names = new HashSet<>();
      for (Stage stage : stages) {
        require(names.add(stage.name()), "two stages are named " + stage.name());
      }
    }
    if (!combines && forecaster == null) {
      this.combiner = new Stage("equal", new EqualWeights(models.size()));
    }
    return new ForecastPipeline(this);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** Finds nothing strange. */
  private static final class NoDetector implements Detector {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public void step(double[] h, Expectation expected, double x, Verdict verdict) {
      verdict.normal(0);
    }
  }
}
