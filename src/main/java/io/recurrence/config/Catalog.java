package io.recurrence.config;

import io.recurrence.core.Combiner;
import io.recurrence.core.Detector;
import io.recurrence.core.Forecaster;
import io.recurrence.core.Interval;
import io.recurrence.core.Model;
import io.recurrence.core.NearestName;
import io.recurrence.core.Recurrence;
import io.recurrence.core.Statistic;
import io.recurrence.core.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All names that a specification can use, and what they stand for. */
public final class Catalog {
  private static final Map<String, StageFactory<Statistic>> STATISTICS = Statistics.byName();
  private static final Map<String, StageFactory<Model>> MODELS = Models.byName();
  private static final Map<String, StageFactory<Transform>> TRANSFORMS = Transforms.byName();
  private static final Map<String, StageFactory<Combiner>> COMBINERS = Combinations.combiners();
  private static final Map<String, StageFactory<Interval>> INTERVALS = Combinations.intervals();
  private static final Map<String, StageFactory<Detector>> DETECTORS = Detectors.byName();

  private Catalog() {}

  /** The names of all models, statistics among them. */
  public static List<String> models() {
    return Stream.concat(STATISTICS.keySet().stream(), MODELS.keySet().stream()).toList();
  }

  /** The names of all statistics, which can be asked for as features too. */
  public static Set<String> statistics() {
    return STATISTICS.keySet();
  }

  static Named<? extends Model> model(Section s, StageContext c) {
    Map<String, StageFactory<? extends Model>> all = new LinkedHashMap<>(STATISTICS);
    all.putAll(MODELS);
    return make(Model.class, all, s, c, "naive");
  }

  static Named<? extends Statistic> statistic(Section s, StageContext c) {
    return make(Statistic.class, STATISTICS, s, c, "naive");
  }

  static Named<? extends Transform> transform(Section s, StageContext c) {
    return make(Transform.class, TRANSFORMS, s, c, "difference");
  }

  static Named<? extends Combiner> combiner(Section s, StageContext c) {
    return make(Combiner.class, COMBINERS, s, c, "discounted-error");
  }

  static Named<? extends Interval> interval(Section s, StageContext c) {
    return make(Interval.class, INTERVALS, s, c, "conformal");
  }

  static Named<? extends Detector> detector(Section s, StageContext c, boolean small) {
    return make(Detector.class, DETECTORS, s, c, small ? "tail" : "surprise");
  }

  private static <T extends Recurrence> Named<? extends T> make(
      Class<T> role,
      Map<String, ? extends StageFactory<? extends T>> factories,
      Section s,
      StageContext c,
      String fallback) {
    String type = s.text("type", fallback);
    StageFactory<? extends T> factory = factories.get(type);
    if (factory != null) {
      Named<? extends T> stage = factory.make(s, c);
      s.done();
      return stage;
    }
    if (c.own().has(role, type)) {
      Optional<Named<? extends T>> stage = c.own().make(role, type, s, c.horizon());
      s.done();
      if (stage.isPresent()) {
        return stage.get();
      }
    } else {
      List<String> known = new ArrayList<>(factories.keySet());
      known.addAll(c.own().types(role));
      s.fault("type", "was '" + type + "', which is not known" + NearestName.hint(type, known));
    }
    Section empty =
        new Section(s.path(), new Tree.Fields(Map.of(), ""), new ArrayList<>()); // to go on with
    return make(role, factories, empty, c, fallback);
  }

  /** Whether a model of this type forecasts by itself, and is one's own. */
  static boolean forecasts(String type, StageContext c) {
    return !type.isEmpty()
        && !STATISTICS.containsKey(type)
        && !MODELS.containsKey(type)
        && c.own().has(Forecaster.class, type);
  }

  /** A forecaster of one's own; empty where it cannot be made. */
  static Optional<Named<? extends Forecaster>> forecaster(Section s, StageContext c) {
    Optional<Named<? extends Forecaster>> stage =
        c.own().make(Forecaster.class, s.text("type", ""), s, c.horizon());
    s.done();
    return stage;
  }

  /** All names by role. */
  static Map<String, List<String>> names() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("models", models());
    names.put("features", List.copyOf(STATISTICS.keySet()));
    names.put("transforms", List.copyOf(TRANSFORMS.keySet()));
    names.put("readings", List.of(CounterSpec.COUNTER));
    names.put("combine", List.copyOf(COMBINERS.keySet()));
    names.put("interval", List.copyOf(INTERVALS.keySet()));
    names.put("detector", List.copyOf(DETECTORS.keySet()));
    names.put("forecaster", List.of("mixture"));
    return names;
  }

  /** All names by role, for help texts. */
  public static String overview() {
    return names().entrySet().stream()
        .map(role -> role.getKey() + ": " + String.join(", ", role.getValue()))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
