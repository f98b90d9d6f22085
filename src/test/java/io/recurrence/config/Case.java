package io.recurrence.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One name of the catalog with one choice of settings, in a pipeline that makes it work. */
record Case(String role, String name, String settings) {

  /**
   * The settings with which each name is tested, by role; whoever adds a name adds its settings.
   */
  private static final Map<String, Map<String, List<String>>> SETTINGS = new LinkedHashMap<>();

  static {
    Map<String, List<String>> features = new LinkedHashMap<>();
    features.put("naive", List.of(""));
    features.put(
        "map",
        List.of(
            "function: abs",
            "function: square",
            "function: sign",
            "function: sin",
            "function: tanh",
            "function: signed-log"));
    features.put("moving-average", List.of("order: 1", "order: 5", "order: 40"));
    features.put("mean", List.of(""));
    features.put("sum", List.of(""));
    features.put("product", List.of(""));
    features.put("maximum", List.of(""));
    features.put("minimum", List.of(""));
    features.put("exponential-average", List.of("", "alpha: 0.5", "half-life: PT3M"));
    features.put("exponential-variance", List.of("", "alpha: 1"));
    features.put("smoothing", List.of("", "alpha: 0.3"));
    SETTINGS.put("features", features);

    Map<String, List<String>> models = new LinkedHashMap<>(features);
    models.put(
        "seasonal-naive",
        List.of("season: 12", "season: [5, 12]", "season: PT12M", "season: P1D, window: 30"));
    models.put("affine", List.of("", "forgetting: 0.9", "forgetting: 0.1"));
    models.put("logistic", List.of("", "forgetting: 1"));
    models.put(
        "ar", List.of("", "order: 1", "order: 3, forgetting: 0.9", "order: 5, forgetting: 1"));
    models.put("holt", List.of("", "damping: 1", "alpha: 0.5, beta: 0.2"));
    models.put(
        "holt-winters",
        List.of(
            "season: 12",
            "season: PT7M",
            "season: 12, alpha: 0.3, beta: 0.1, gamma: 0.2, damping: 1"));
    models.put("hidden-markov", List.of("", "states: 1", "states: 3, forgetting: 0.99"));
    models.put("markov", List.of("", "bins: 2", "bins: 5, forgetting: 0.9"));
    models.put("lstm", List.of("", "rolling: true", "adapt: false"));
    models.put("encoder-decoder", List.of(""));
    SETTINGS.put("models", models);

    SETTINGS.put(
        "transforms",
        Map.of(
            "log", List.of("", "shift: 100"),
            "difference", List.of("", "lag: 7"),
            "seasonal-difference", List.of("season: 12", "season: PT6M"),
            "standardise", List.of("", "alpha: 0.2")));
    SETTINGS.put("readings", Map.of("counter", List.of("", "per: step")));
    SETTINGS.put("combine", Map.of("discounted-error", List.of("")));
    SETTINGS.put("interval", Map.of("conformal", List.of("")));
    SETTINGS.put(
        "detector",
        Map.of(
            "surprise",
            List.of(
                "",
                "alarm-rate: 0.01",
                "alarm-every: P7D",
                "direction: above, minimum-deviation: 2",
                "minimum-deviation: 5 %",
                "minimum-deviation: 2 widths"),
            "tail",
            List.of("", "alarm-rate: 0.05")));
    SETTINGS.put("forecaster", Map.of("mixture", List.of("small", "medium", "large")));
  }

  /** The names that have settings, by role. */
  static Map<String, List<String>> tested() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    SETTINGS.forEach((role, settings) -> names.put(role, List.copyOf(settings.keySet())));
    return names;
  }

  static Stream<Case> all() {
    List<Case> all = new ArrayList<>();
    SETTINGS.forEach(
        (role, names) ->
            names.forEach(
                (name, choices) ->
                    choices.forEach(choice -> all.add(new Case(role, name, choice)))));
    return all.stream();
  }

  static Stream<Case> of(String role) {
    return all().filter(c -> c.role().equals(role));
  }

  /** A stage of this name and settings, as it stands in a specification. */
  String stage() {
    return "{type: %s%s}".formatted(name, settings.isEmpty() ? "" : ", " + settings);
  }

  /** A pipeline with this stage in it. */
  PipelineSpec spec(String precision, String... more) {
    List<String> yaml = new ArrayList<>(List.of(more));
    yaml.add("horizon: 13");
    yaml.add("step: PT1M");
    yaml.add("quantiles: [0.1, 0.5, 0.9]");
    yaml.add("output: {outcomes: o}");
    yaml.add("precision: " + precision);
    yaml.add(
        switch (role) {
          case "models" -> "model: " + stage();
          case "features" -> "model: naive\nfeatures: [" + stage() + "]";
          case "forecaster" -> "state: " + settings;
          case "transforms" ->
              "models: [naive, holt, {type: ar, order: 3}]\ntransforms: [" + stage() + "]";
          case "readings" -> "transforms: [" + stage() + "]";
          default -> "models: [naive, holt, {type: ar, order: 3}]\n" + role + ": " + stage();
        });
    return SpecLoader.parse(String.join("\n", yaml));
  }

  @Override
  public String toString() {
    return role + " " + stage();
  }
}
