package io.recurrence.spec;

import io.recurrence.core.Calendar;
import io.recurrence.core.Combiner;
import io.recurrence.core.Detector;
import io.recurrence.core.Emission;
import io.recurrence.core.Interval;
import io.recurrence.core.Knots;
import io.recurrence.core.Model;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.Statistic;
import io.recurrence.core.TimePolicy;
import io.recurrence.core.Transform;
import io.recurrence.mixture.Mixture;
import io.recurrence.mixture.Tier;
import io.recurrence.spec.Catalog.Context;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
          "step",
          "model",
          "models",
          "transforms",
          "combine",
          "interval",
          "detector",
          "features");

  private static final String MIXTURE = "mixture";
  private static final double[] QUANTILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  private static final int LONGEST_HORIZON = 1000;
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
  private final List<Consumer<PipelineBuilder>> settings = new ArrayList<>();
  private final List<ServedNetwork> networks = new ArrayList<>();

  /**
   * Reads the keys.
   *
   * @param s of the whole specification
   * @param calendarGiven whether it was named, rather than being the usual one
   */
  ForecastSpec(
      Section s,
      OutputSpec output,
      Tier tier,
      TimePolicy policy,
      Calendar calendar,
      boolean calendarGiven) {
    this.output = output;
    this.tier = tier;
    this.horizon = s.integer("horizon", 24, 1, LONGEST_HORIZON);
    this.confidence = s.share("confidence", 0.95, false);
    set(b -> b.horizon(horizon).confidence(confidence).outcomes(!output.outcomes().isEmpty()));
    set(b -> b.missingSteps(output.missingSteps() == OutputSpec.MissingSteps.WRITE));
    double[] quantiles = s.shares("quantiles", QUANTILES);
    checkSize(s, quantiles.length);
    set(b -> b.levels(quantiles));
    boolean single = s.choice("precision", Precision.SINGLE) == Precision.SINGLE;
    set(b -> b.single(single));
    Emission emission = emission(s);
    set(b -> b.emission(emission).time(policy));
    long step = step(s, calendar);
    if (step >= calendar.week() && calendarGiven) {
      s.fault(
          "step",
          "cannot be a week or longer beside time.calendar: opening hours are for series of days and less");
    }
    set(b -> b.step(step).calendar(calendar));
    stages(s, step, calendar, single);
  }

  private enum Precision {
    SINGLE,
    DOUBLE
  }

  private void set(Consumer<PipelineBuilder> setting) {
    settings.add(setting);
  }

  /** Refuses forecasts that could be larger than a record of a topic. */
  private void checkSize(Section s, int quantiles) {
    if (quantiles > MOST_QUANTILES) {
      s.fault(
          "quantiles",
          "has %d numbers but it must have at most %d".formatted(quantiles, MOST_QUANTILES));
    }
    boolean arrays = output.layout() == OutputSpec.Layout.ARRAYS;
    long number = output.format() == OutputSpec.Format.JSON ? JSON_NUMBER : BINARY_NUMBER;
    long bytes = number * (quantiles + COLUMNS) * (arrays ? horizon : 1);
    if (!output.forecasts().isEmpty() && bytes > LARGEST_FORECAST) {
      s.fault(
          s.has("quantiles") ? "quantiles" : "horizon",
          ("makes forecasts too large for a topic: %d steps and %d quantiles may take %,d bytes, more"
                  + " than %,d; ask for fewer, or set output.layout: steps or output.format: binary")
              .formatted(horizon, quantiles, bytes, LARGEST_FORECAST));
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

  private static Emission emission(Section s) {
    String emit = s.text("emit", "event");
    if (emit.equals("event")) {
      return Emission.EVERY_EVENT;
    }
    return emit.startsWith("P")
        ? new Emission(1, s.duration("emit", Duration.ofSeconds(1), true).toMillis())
        : new Emission(s.integer("emit", 1, 1, 1_000_000), 0);
  }

  private void stages(Section s, long step, Calendar calendar, boolean single) {
    List<Section> models = s.has("model") ? s.sections("model") : s.sections("models");
    if (s.has("model") && s.has("models")) {
      s.fault("model", "cannot stand beside 'models': give one of them");
    }
    boolean mixture = models.isEmpty();
    for (Section model : models) {
      if (model.text("type", "").equals(MIXTURE)) {
        mixture = true;
        model.done();
        if (models.size() > 1) {
          s.fault("models", "must not name 'mixture' beside others: it is a mixture by itself");
        }
      }
    }
    if (mixture) {
      mixture(s, calendar);
      models = List.of();
    } else if (tier != Tier.MEDIUM) {
      s.fault("state", "must not name a tier: models of one's own choice take what they need");
    }
    Context context =
        new Context(
            Knots.upTo(horizon), models.size(), step, calendar, single, confidence, networks);
    boolean first = true;
    for (Section section : mixture ? List.<Section>of() : s.sections("transforms")) {
      if (!first && section.text("type", "").equals("log")) {
        s.fault("transforms", "must begin with log, since what comes before it may be negative");
      }
      first = false;
      Named<? extends Transform> stage = Catalog.transform(section, context);
      set(b -> b.transform(stage.name(), stage.maker().get()));
    }
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Section section : models) {
      Named<? extends Model> stage = Catalog.model(section, context);
      String unique = unique(names, stage.name());
      set(b -> b.model(unique, stage.maker().get()));
    }
    names.clear();
    for (Section section : s.sections("features")) {
      String as =
          section.text(
              "as",
              "",
              name -> !name.isBlank() && !Set.of("series", "timestamp", "value").contains(name),
              "a name other than series, timestamp and value, which stand beside it");
      Named<? extends Statistic> stage = Catalog.statistic(section, context);
      String unique = unique(names, as.isEmpty() ? stage.name() : as);
      set(b -> b.feature(unique, stage.maker().get()));
    }
    if (!mixture) {
      Named<? extends Combiner> combiner =
          Catalog.combiner(PipelineSpec.one(s, "combine"), context);
      Named<? extends Interval> interval =
          s.has("interval")
              ? Catalog.interval(PipelineSpec.one(s, "interval"), context)
              : Catalog.fallback(
                  context,
                  models.stream().map(each -> each.text("type", "")).toList(),
                  !s.sections("transforms").isEmpty());
      set(b -> b.combiner(combiner.name(), combiner.maker().get()));
      set(b -> b.interval(interval.name(), interval.maker().get()));
    }
    Named<? extends Detector> detector =
        Catalog.detector(PipelineSpec.one(s, "detector"), context, tier == Tier.SMALL);
    set(b -> b.detector(detector.name(), detector.maker().get()));
  }

  private void mixture(Section s, Calendar calendar) {
    for (String key : List.of("transforms", "combine", "interval")) {
      if (s.has(key)) {
        s.fault(
            key,
            "is for models of one's own choice, which must then be named under 'models'; the"
                + " mixture has its own");
      }
    }
    boolean outcomes = !output.outcomes().isEmpty();
    set(
        b -> {
          Mixture mixture = new Mixture(tier, calendar, horizon, outcomes);
          b.forecaster(mixture.name(), mixture);
        });
  }

  private static String unique(Map<String, Integer> names, String name) {
    int count = names.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + '#' + count;
  }

  SeriesPipeline newPipeline() {
    return builder().build();
  }

  SeriesPipeline newPipeline(Emission emission) {
    return builder().emission(emission).build();
  }

  private PipelineBuilder builder() {
    PipelineBuilder builder = new PipelineBuilder();
    settings.forEach(setting -> setting.accept(builder));
    return builder;
  }

  int horizon() {
    return horizon;
  }

  double confidence() {
    return confidence;
  }

  List<ServedNetwork> networks() {
    return List.copyOf(networks);
  }
}
