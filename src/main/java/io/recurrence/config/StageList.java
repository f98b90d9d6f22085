package io.recurrence.config;

import io.recurrence.core.Combiner;
import io.recurrence.core.CounterRate;
import io.recurrence.core.Detector;
import io.recurrence.core.Forecaster;
import io.recurrence.core.Interval;
import io.recurrence.core.Model;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.Statistic;
import io.recurrence.core.Transform;
import io.recurrence.forecast.mixture.ExpertModel;
import io.recurrence.forecast.mixture.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stages that a specification lists.
 *
 * @param mixes whether the mixture forecasts: its own experts, and the models beside them
 * @param counter what its growth is divided by, where the series is a counter
 * @param models of one's own choice
 * @param forecasters one of one's own, in the place of models; else none
 * @param combiners one beside models
 * @param intervals one beside models
 * @param networks the trained ones among the models
 */
record StageList(
    boolean mixes,
    Optional<CounterRate.Per> counter,
    List<Named<? extends Transform>> transforms,
    List<Named<? extends Model>> models,
    List<Named<? extends Forecaster>> forecasters,
    List<Named<? extends Combiner>> combiners,
    List<Named<? extends Interval>> intervals,
    Named<? extends Detector> detector,
    List<Named<? extends Statistic>> features,
    List<ServedNetwork> networks) {
  private static final String MIXTURE = "mixture";
  private static final List<String> MODELS_ONLY =
      List.of("transform", "transforms", "combine", "interval");

  /**
   * Reads them.
   *
   * @param s the whole specification
   * @param pipeline all but the number of models
   */
  static StageList read(Section s, Tier tier, StageContext pipeline) {
    List<Section> listed = models(s);
    boolean mixes = listed.removeIf(StageList::isMixture) || listed.isEmpty();
    List<Section> whole =
        listed.stream().filter(each -> Catalog.forecasts(each.text("type", ""), pipeline)).toList();
    if (!whole.isEmpty() && (mixes || listed.size() > 1)) {
      s.fault("models", "must name nothing beside a forecaster, which forecasts by itself");
    }
    listed.removeAll(whole);
    StageContext context = pipeline.of(listed.size());
    List<Section> transformed = CounterSpec.transforms(s);
    Optional<CounterRate.Per> counter = CounterSpec.take(s, transformed);
    if (mixes) {
      refuse(
          s, "the mixture", transformed.isEmpty() ? List.of("combine", "interval") : MODELS_ONLY);
    } else if (!whole.isEmpty()) {
      refuse(s, "a forecaster", MODELS_ONLY);
    }
    if (!mixes && tier != Tier.MEDIUM) {
      s.fault("state", "must not name a tier: models of one's own choice take what they need");
    }
    List<Named<? extends Transform>> transforms =
        mixes || !whole.isEmpty() ? List.of() : transforms(s, transformed, context);
    List<Named<? extends Model>> models = new ArrayList<>();
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Section section : listed) {
      models.add(unique(names, Catalog.model(section, context)));
    }
    List<Named<? extends Statistic>> features = features(s, context);
    List<Named<? extends Combiner>> combiners = new ArrayList<>();
    List<Named<? extends Interval>> intervals = new ArrayList<>();
    if (mixes && !context.networks().isEmpty()) {
      s.fault(
          "models", "must not name a trained network beside the mixture: it forecasts by itself");
    }
    List<Named<? extends Forecaster>> forecasters = new ArrayList<>();
    for (Section section : whole) {
      Catalog.forecaster(section, context).ifPresent(forecasters::add);
    }
    if (!mixes && whole.isEmpty()) {
      combiners.add(Catalog.combiner(PipelineSpec.one(s, "combine"), context));
      intervals.add(
          s.has("interval")
              ? Catalog.interval(PipelineSpec.one(s, "interval"), context)
              : Combinations.fallback(
                  context,
                  listed.stream().map(each -> each.text("type", "")).toList(),
                  !transforms.isEmpty()));
    }
    Named<? extends Detector> detector =
        Catalog.detector(PipelineSpec.one(s, "detector"), context, tier == Tier.SMALL);
    return new StageList(
        mixes,
        counter,
        transforms,
        models,
        forecasters,
        combiners,
        intervals,
        detector,
        features,
        List.copyOf(context.networks()));
  }

  private static List<Section> models(Section s) {
    if (s.has("model") && s.has("models")) {
      s.fault("model", "cannot stand beside 'models': give one of them");
    }
    return new ArrayList<>(s.has("model") ? s.sections("model") : s.sections("models"));
  }

  private static boolean isMixture(Section model) {
    if (!model.text("type", "").equals(MIXTURE)) {
      return false;
    }
    model.done();
    return true;
  }

  private static void refuse(Section s, String forecaster, List<String> keys) {
    for (String key : keys) {
      if (s.has(key)) {
        s.fault(
            key,
            "is for models of one's own choice, which must then be named under 'models'; %s has its own"
                .formatted(forecaster));
      }
    }
  }

  private static List<Named<? extends Transform>> transforms(
      Section s, List<Section> listed, StageContext context) {
    List<Named<? extends Transform>> transforms = new ArrayList<>();
    for (Section section : listed) {
      if (!transforms.isEmpty() && section.text("type", "").equals("log")) {
        s.fault("transforms", "must begin with log, since what comes before it may be negative");
      }
      if (section.text("type", "").equals(CounterSpec.COUNTER)) {
        s.fault("transforms", "must begin with counter, which takes the readings as they come");
        continue;
      }
      transforms.add(Catalog.transform(section, context));
    }
    return transforms;
  }

  private static List<Named<? extends Statistic>> features(Section s, StageContext context) {
    List<Named<? extends Statistic>> features = new ArrayList<>();
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Section section : s.sections("features")) {
      String as =
          section.text(
              "as",
              "",
              name -> !name.isBlank() && !Set.of("series", "timestamp", "value").contains(name),
              "a name other than series, timestamp and value, which stand beside it");
      Named<? extends Statistic> stage = Catalog.statistic(section, context);
      features.add(unique(names, stage.as(as.isEmpty() ? stage.name() : as)));
    }
    return features;
  }

  /** Of several with the same name, the second is called {@code name#2}. */
  private static <T> Named<T> unique(Map<String, Integer> names, Named<T> stage) {
    int count = names.merge(stage.name(), 1, Integer::sum);
    return count == 1 ? stage : stage.as(stage.name() + '#' + count);
  }

  /** Fresh models that the mixture takes as further experts. */
  List<ExpertModel> experts() {
    return mixes
        ? models.stream().map(stage -> new ExpertModel(stage.name(), stage.maker().get())).toList()
        : List.of();
  }

  /** Adds a fresh one of each. */
  void addTo(PipelineBuilder builder) {
    counter.ifPresent(per -> builder.counter(new CounterRate(per)));
    transforms.forEach(stage -> builder.transform(stage.name(), stage.maker().get()));
    if (!mixes) {
      models.forEach(stage -> builder.model(stage.name(), stage.maker().get()));
    }
    forecasters.forEach(stage -> builder.forecaster(stage.name(), stage.maker().get()));
    features.forEach(stage -> builder.feature(stage.name(), stage.maker().get()));
    combiners.forEach(stage -> builder.combiner(stage.name(), stage.maker().get()));
    intervals.forEach(stage -> builder.interval(stage.name(), stage.maker().get()));
    builder.detector(detector.name(), detector.maker().get());
  }
}
