package io.recurrence.config;

import io.recurrence.core.Emission;
import io.recurrence.core.ForecastLimits;
import io.recurrence.core.HorizonGrid;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.ValueRange;
import io.recurrence.forecast.mixture.Mixture;
import io.recurrence.forecast.mixture.Tier;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How values are forecast and judged: the keys of a specification whose task is a forecast. */
final class ForecastSpec {
  /** Keys that have no meaning for another task. */
  static final List<String> KEYS =
      List.of(
          "horizon",
          "confidence",
          "quantiles",
          "precision",
          "emit",
          "range",
          "limits",
          "severity",
          "groups",
          "step",
          "model",
          "models",
          "transform",
          "transforms",
          "combine",
          "interval",
          "detector",
          "features",
          "feedback");

  private static final double[] WRITTEN = {0.1, 0.5, 0.9}; // quantiles on a topic,
  private static final double[] EVALUATED = {
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9
  }; // and where a pipeline is evaluated
  private static final int LONGEST_HORIZON = 10_080; // a week of minutes
  private static final int MOST_QUANTILES = 200;
  private static final int LARGEST_FORECAST = 900_000; // bytes, with room for headers and names
  private static final int JSON_NUMBER = 25; // bytes that a number takes, at most
  private static final int BINARY_NUMBER = 9;
  private static final int COLUMNS = 5; // beside the quantiles
  private static final Pattern MONTHS = Pattern.compile("P[1-9]\\d?[MY]");

  private final OutputSpec output;
  private final Tier tier;
  private final int horizon;
  private final double confidence;
  private final double[] written; // the levels of the quantiles on a topic
  private final double[] evaluated; // and of those by which the pipeline is evaluated
  private final boolean single;
  private final long step;
  private final Emission emission;
  private final boolean onChange;
  private final TimePolicy policy;
  private final Calendar calendar;
  private final ValueRange range;
  private final ForecastLimits limits;
  private final GroupSpec groups;
  private final String feedback;
  private final StageList stages;

  /**
   * Reads the keys.
   *
   * @param s of the whole specification
   * @param calendarGiven whether it was named, rather than being the usual one
   * @param range of the values, and so of forecasts
   * @param own stages that can be named beside the project's
   */
  ForecastSpec(
      Section s,
      OutputSpec output,
      Tier tier,
      TimePolicy policy,
      Calendar calendar,
      boolean calendarGiven,
      ValueRange range,
      OwnStages own) {
    this.range = range;
    this.output = output;
    this.tier = tier;
    this.policy = policy;
    this.calendar = calendar;
    this.horizon = s.integer("horizon", 24, 1, LONGEST_HORIZON);
    this.confidence = s.share("confidence", 0.95, false);
    this.written = s.shares("quantiles", WRITTEN);
    this.evaluated = s.has("quantiles") ? written : EVALUATED;
    checkSize(s);
    this.single = s.choice("precision", Precision.SINGLE) == Precision.SINGLE;
    this.emission = EmissionKey.read(s);
    this.onChange = s.text("emit", "").equals("on-change");
    this.limits = LimitsSpec.read(s, range, output);
    this.groups = GroupSpec.read(s, SeveritySpec.read(s), output);
    this.feedback = TopicNames.read(s, "feedback");
    this.step = step(s, calendar);
    if (step >= calendar.week() && calendarGiven) {
      s.fault(
          "step",
          "cannot be a week or longer beside time.calendar: opening hours are for series of days and less");
    }
    StageContext context =
        new StageContext(
            HorizonGrid.upTo(horizon),
            0,
            step,
            calendar,
            single,
            confidence,
            new ArrayList<>(),
            own);
    this.stages = StageList.read(s, tier, context);
    checkExperts(s);
  }

  private enum Precision {
    SINGLE,
    DOUBLE
  }

  /** Refuses forecasts that could be larger than a record of a topic. */
  private void checkSize(Section s) {
    if (written.length > MOST_QUANTILES) {
      s.fault(
          "quantiles",
          "has %d numbers but it must have at most %d".formatted(written.length, MOST_QUANTILES));
    }
    boolean arrays = output.layout() == OutputSpec.Layout.ARRAYS;
    long number = output.format().text() ? JSON_NUMBER : BINARY_NUMBER;
    long bytes = number * (written.length + COLUMNS) * (arrays ? horizon : 1);
    if (!output.forecasts().isEmpty() && bytes > LARGEST_FORECAST) {
      s.fault(
          s.has("quantiles") ? "quantiles" : "horizon",
          ("makes forecasts too large for a topic: %d steps and %d quantiles may take %,d bytes, more"
                  + " than %,d; ask for fewer, or set output.layout: steps or output.format: binary")
              .formatted(horizon, written.length, bytes, LARGEST_FORECAST));
    }
  }

  private static long step(Section s, Calendar calendar) {
    String step = s.text("step", "auto");
    if (step.equals("auto")) {
      return 0;
    }
    if (step.equals("none")) {
      return -1;
    }
    if (MONTHS.matcher(step).matches()) {
      return Period.parse(step).toTotalMonths() * Calendar.MONTH;
    }
    return calendar.openOf(s.duration("step", Duration.ofSeconds(1), true).toMillis());
  }

  /** A fresh pipeline that writes forecasts when the specification says. */
  SeriesPipeline newPipeline() {
    return newPipeline(emission);
  }

  /** A fresh pipeline that writes forecasts at other times. */
  SeriesPipeline newPipeline(Emission emission) {
    return newPipeline(emission, written);
  }

  /**
   * A fresh pipeline that forecasts where it is asked to, with all quantiles it is evaluated by.
   */
  SeriesPipeline newEvaluation() {
    return newPipeline(Emission.ON_REQUEST, evaluated);
  }

  private SeriesPipeline newPipeline(Emission emission, double[] quantiles) {
    PipelineBuilder builder = new PipelineBuilder();
    builder.horizon(horizon).confidence(confidence).levels(quantiles).single(single).range(range);
    builder.time(policy).calendar(calendar).step(step).emission(emission);
    builder.outcomes(!output.outcomes().isEmpty());
    builder.onChange(onChange).incidents(!output.incidents().isEmpty()).limits(limits);
    builder.severity(groups.rule().severity()).feedback(!feedback.isEmpty());
    builder.missingSteps(output.missingSteps() == OutputSpec.MissingSteps.WRITE);
    if (stages.mixes()) {
      Mixture mixture = mixture();
      builder.forecaster(mixture.name(), mixture);
    }
    stages.addTo(builder);
    return builder.build();
  }

  private Mixture mixture() {
    return new Mixture(tier, calendar, horizon, !output.outcomes().isEmpty(), stages.experts());
  }

  private void checkExperts(Section s) {
    try {
      if (stages.mixes() && !s.faulty("models")) {
        mixture();
      }
    } catch (IllegalArgumentException e) {
      s.fault("models", "cannot be experts of the mixture: " + e.getMessage());
    }
  }

  int horizon() {
    return horizon;
  }

  GroupSpec groups() {
    return groups;
  }

  String feedback() {
    return feedback;
  }

  double confidence() {
    return confidence;
  }

  double alarmRate(double interval) {
    return stages.detector().maker().get().alarmRate(interval);
  }

  List<ServedNetwork> networks() {
    return stages.networks();
  }
}
