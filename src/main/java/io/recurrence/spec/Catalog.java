package io.recurrence.spec;

import io.recurrence.combine.DiscountedError;
import io.recurrence.core.Calendar;
import io.recurrence.core.Combiner;
import io.recurrence.core.Detector;
import io.recurrence.core.Interval;
import io.recurrence.core.Knots;
import io.recurrence.core.Model;
import io.recurrence.core.Nearest;
import io.recurrence.core.Statistic;
import io.recurrence.core.Transform;
import io.recurrence.detect.AlarmRule;
import io.recurrence.detect.MinimumDeviation;
import io.recurrence.detect.SurpriseDetector;
import io.recurrence.detect.TailDetector;
import io.recurrence.interval.AdaptiveConformal;
import io.recurrence.interval.CalibratedSpread;
import io.recurrence.model.Affine;
import io.recurrence.model.Autoregression;
import io.recurrence.model.ExponentialAverage;
import io.recurrence.model.ExponentialVariance;
import io.recurrence.model.HistoricalMaximum;
import io.recurrence.model.HistoricalMinimum;
import io.recurrence.model.Holt;
import io.recurrence.model.HoltWinters;
import io.recurrence.model.Logistic;
import io.recurrence.model.MemorylessMap;
import io.recurrence.model.MovingAverage;
import io.recurrence.model.Naive;
import io.recurrence.model.RunningMean;
import io.recurrence.model.RunningProduct;
import io.recurrence.model.RunningSum;
import io.recurrence.model.SeasonalNaive;
import io.recurrence.model.SimpleSmoothing;
import io.recurrence.neural.forecast.NetworkModel;
import io.recurrence.neural.forecast.Timeline;
import io.recurrence.neural.forecast.Weights;
import io.recurrence.sequence.EncoderDecoderModel;
import io.recurrence.symbol.HiddenMarkovModel;
import io.recurrence.symbol.MarkovModel;
import io.recurrence.symbol.SymbolWeights;
import io.recurrence.transform.Difference;
import io.recurrence.transform.Log;
import io.recurrence.transform.Standardise;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All names that a specification can use, and what they stand for: one line per name. */
public final class Catalog {
  private static final Map<String, Maker<Statistic>> STATISTICS = new LinkedHashMap<>();
  private static final Map<String, Maker<Model>> MODELS = new LinkedHashMap<>();
  private static final Map<String, Maker<Transform>> TRANSFORMS = new LinkedHashMap<>();
  private static final Map<String, Maker<Combiner>> COMBINERS = new LinkedHashMap<>();
  private static final Map<String, Maker<Interval>> INTERVALS = new LinkedHashMap<>();
  private static final Map<String, Maker<Detector>> DETECTORS = new LinkedHashMap<>();

  /** Models that forecast quantiles of their own. */
  private static final Set<String> WITH_QUANTILES = Set.of("lstm", "encoder-decoder");

  private static final int LONGEST = 10_000; // lags, orders and seasons, in steps

  static {
    STATISTICS.put("naive", (s, c) -> named("naive", Naive::new));
    STATISTICS.put("map", Catalog::map);
    STATISTICS.put("moving-average", Catalog::movingAverage);
    STATISTICS.put("mean", (s, c) -> named("mean", RunningMean::new));
    STATISTICS.put("sum", (s, c) -> named("sum", RunningSum::new));
    STATISTICS.put("product", (s, c) -> named("product", RunningProduct::new));
    STATISTICS.put("maximum", (s, c) -> named("maximum", HistoricalMaximum::new));
    STATISTICS.put("minimum", (s, c) -> named("minimum", HistoricalMinimum::new));
    STATISTICS.put("exponential-average", Catalog::exponentialAverage);
    STATISTICS.put("exponential-variance", Catalog::exponentialVariance);
    STATISTICS.put("smoothing", Catalog::smoothing);

    MODELS.put("seasonal-naive", Catalog::seasonalNaive);
    MODELS.put("affine", (s, c) -> affine(s));
    MODELS.put("logistic", (s, c) -> logistic(s));
    MODELS.put("ar", (s, c) -> autoregression(s));
    MODELS.put("holt", (s, c) -> holt(s));
    MODELS.put("holt-winters", Catalog::holtWinters);
    MODELS.put("hidden-markov", (s, c) -> hiddenMarkov(s));
    MODELS.put("markov", (s, c) -> markov(s));
    MODELS.put("lstm", Catalog::network);
    MODELS.put("encoder-decoder", Catalog::encoderDecoder);

    TRANSFORMS.put("log", (s, c) -> log(s));
    TRANSFORMS.put("difference", (s, c) -> difference(s, 1));
    TRANSFORMS.put("seasonal-difference", Catalog::seasonalDifference);
    TRANSFORMS.put("standardise", (s, c) -> standardise(s));

    COMBINERS.put("discounted-error", Catalog::discountedError);
    INTERVALS.put("conformal", Catalog::conformal);
    DETECTORS.put("surprise", Catalog::surprise);
    DETECTORS.put("tail", (s, c) -> tail(s));
  }

  private Catalog() {}

  /** What a stage may need to know of the pipeline that it is for. */
  record Context(
      Knots knots,
      int models,
      long step,
      Calendar calendar,
      boolean single,
      double confidence,
      List<ServedNetwork> networks) {}

  private interface Maker<T> {
    Named<? extends T> make(Section settings, Context context);
  }

  /** The names of all models, statistics among them. */
  public static List<String> models() {
    return Stream.concat(STATISTICS.keySet().stream(), MODELS.keySet().stream()).toList();
  }

  /** The names of all statistics, which can be asked for as features too. */
  public static Set<String> statistics() {
    return STATISTICS.keySet();
  }

  static Named<? extends Model> model(Section s, Context c) {
    Map<String, Maker<? extends Model>> all = new LinkedHashMap<>(STATISTICS);
    all.putAll(MODELS);
    return make(all, s, c, "naive");
  }

  static Named<? extends Statistic> statistic(Section s, Context c) {
    return make(STATISTICS, s, c, "naive");
  }

  static Named<? extends Transform> transform(Section s, Context c) {
    return make(TRANSFORMS, s, c, "difference");
  }

  static Named<? extends Combiner> combiner(Section s, Context c) {
    return make(COMBINERS, s, c, "discounted-error");
  }

  static Named<? extends Interval> interval(Section s, Context c) {
    return make(INTERVALS, s, c, "conformal");
  }

  static Named<? extends Detector> detector(Section s, Context c, boolean small) {
    return make(DETECTORS, s, c, small ? "tail" : "surprise");
  }

  private static <T> Named<? extends T> make(
      Map<String, ? extends Maker<? extends T>> makers, Section s, Context c, String fallback) {
    String type = s.text("type", fallback);
    Maker<? extends T> maker = makers.get(type);
    if (maker == null) {
      s.fault(
          "type", "was '" + type + "', which is not known" + Nearest.hint(type, makers.keySet()));
      return make(
          makers,
          new Section(s.path(), new Tree.Fields(Map.of(), ""), new java.util.ArrayList<>()),
          c,
          fallback);
    }
    Named<? extends T> stage = maker.make(s, c);
    s.done();
    return stage;
  }

  private static <T> Named<T> named(String name, Supplier<T> maker) {
    return new Named<>(name, maker);
  }

  private static Named<Statistic> map(Section s, Context c) {
    MemorylessMap.Function function = s.choice("function", MemorylessMap.Function.ABS);
    return named(
        "map(" + function.name().toLowerCase(java.util.Locale.ROOT) + ")",
        () -> new MemorylessMap(function));
  }

  private static Named<Statistic> movingAverage(Section s, Context c) {
    int order = s.integer("order", 15, 1, LONGEST);
    return named("moving-average(" + order + ")", () -> new MovingAverage(order));
  }

  private static Named<Statistic> exponentialAverage(Section s, Context c) {
    if (s.has("half-life")) {
      if (s.has("alpha")) {
        s.fault("alpha", "cannot stand beside 'half-life': give one of them");
      }
      Duration halfLife = s.duration("half-life", Duration.ofHours(1), true);
      return named(
          "exponential-average(" + halfLife + ")",
          () -> ExponentialAverage.ofHalfLife(halfLife.toMillis() / 1000.0));
    }
    double alpha = s.share("alpha", 0.1, true);
    return named("exponential-average(" + alpha + ")", () -> ExponentialAverage.ofAlpha(alpha));
  }

  private static Named<Statistic> exponentialVariance(Section s, Context c) {
    double alpha = s.share("alpha", 0.1, true);
    return named("exponential-variance(" + alpha + ")", () -> new ExponentialVariance(alpha));
  }

  private static Named<Statistic> smoothing(Section s, Context c) {
    if (!s.has("alpha")) {
      return named("smoothing", SimpleSmoothing::new);
    }
    double alpha = s.share("alpha", 0.1, true);
    return named("smoothing(fixed)", () -> new SimpleSmoothing(alpha));
  }

  private static Named<Model> seasonalNaive(Section s, Context c) {
    List<String> seasons = s.texts("season");
    int window = s.integer("window", 512, 2, LONGEST);
    if (seasons.isEmpty()) {
      s.fault(
          "season",
          "is missing; it must be a length in steps, such as 24, or in time, such as P1D");
    }
    boolean clock = seasons.stream().anyMatch(season -> season.startsWith("P"));
    long[] lengths =
        seasons.stream()
            .mapToLong(season -> length(s, season, clock, c.calendar()))
            .sorted()
            .toArray();
    String name = "seasonal-naive(" + String.join("+", seasons) + ")";
    return clock
        ? named(name, () -> SeasonalNaive.ofPeriods(window, lengths))
        : named(
            name,
            () -> SeasonalNaive.ofSteps(Arrays.stream(lengths).mapToInt(x -> (int) x).toArray()));
  }

  private static long length(Section s, String season, boolean clock, Calendar calendar) {
    if (clock) {
      Duration duration = Section.duration(season);
      if (duration != null && duration.toMillis() > 0) {
        return calendar.openOf(duration.toMillis());
      }
    } else if (season.matches("\\d{1,4}") && Integer.parseInt(season) >= 2) {
      return Integer.parseInt(season);
    }
    s.fault(
        "season",
        "was '%s' but it must be a number of steps in [2, 9999], or a duration such as P1D; a list has one kind"
            .formatted(season));
    return 2;
  }

  /** A season in steps, from steps or from a duration and the configured sampling step. */
  private static int season(Section s, Context c) {
    String season = s.required("season", "a length in steps, such as 24, or in time, such as P1D");
    Duration duration = Section.duration(season);
    if (duration == null || season.isEmpty()) {
      return season.isEmpty() ? 2 : s.integer("season", 2, 2, LONGEST);
    }
    long length = c.calendar().openOf(duration.toMillis());
    if (c.step() <= 0) {
      s.fault(
          "season",
          "was '"
              + season
              + "': a season in time needs the key 'step' of the pipeline, such as step: PT1H");
    } else if (length % c.step() != 0 || length / c.step() < 2) {
      s.fault(
          "season",
          "was '"
              + season
              + "', which is not a whole number of steps of "
              + Duration.ofMillis(c.step()));
    } else if (length / c.step() > LONGEST) {
      s.fault("season", "was '%s', which is more than %d steps".formatted(season, LONGEST));
    } else {
      return (int) (length / c.step());
    }
    return 2;
  }

  private static double forgetting(Section s) {
    return s.share("forgetting", 0.999, true);
  }

  private static Named<Model> affine(Section s) {
    double forgetting = forgetting(s);
    return named("affine", () -> new Affine(forgetting));
  }

  private static Named<Model> logistic(Section s) {
    double forgetting = forgetting(s);
    return named("logistic", () -> new Logistic(forgetting));
  }

  private static Named<Model> autoregression(Section s) {
    int order = s.integer("order", 16, 1, 256);
    double forgetting = forgetting(s);
    return named("ar(" + order + ")", () -> new Autoregression(order, forgetting));
  }

  private static Named<Model> holt(Section s) {
    double damping = s.share("damping", 0.98, true);
    if (!s.has("alpha") && !s.has("beta")) {
      return named("holt", () -> new Holt(damping));
    }
    double alpha = s.share("alpha", 0.3, true);
    double beta = s.share("beta", 0.1, true);
    return named("holt(fixed)", () -> new Holt(alpha, beta, damping));
  }

  private static Named<Model> holtWinters(Section s, Context c) {
    int season = season(s, c);
    if (Stream.of("alpha", "beta", "gamma", "damping").noneMatch(s::has)) {
      return named("holt-winters(" + season + ")", () -> new HoltWinters(season));
    }
    double alpha = s.share("alpha", 0.2, true);
    double beta = s.share("beta", 0.1, true);
    double gamma = s.share("gamma", 0.1, true);
    double damping = s.share("damping", 0.98, true);
    return named(
        "holt-winters(" + season + ",fixed)",
        () -> new HoltWinters(season, alpha, beta, gamma, damping));
  }

  private static Named<Model> hiddenMarkov(Section s) {
    double forgetting = s.share("forgetting", 0.9999, true);
    if (!s.has("states")) {
      return named("hidden-markov", () -> new HiddenMarkovModel(1, 4, forgetting));
    }
    int states = s.integer("states", 2, 1, 8);
    return named(
        "hidden-markov(" + states + ")", () -> new HiddenMarkovModel(states, states, forgetting));
  }

  private static Named<Model> markov(Section s) {
    int bins = s.integer("bins", 8, 2, 16);
    double forgetting = s.share("forgetting", 0.9999, true);
    return named("markov(" + bins + ")", () -> new MarkovModel(bins, forgetting));
  }

  private static Named<Model> network(Section s, Context c) {
    String name = s.text("weights", Weights.SHIPPED);
    String control = TopicNames.read(s, "control");
    boolean rolling = s.flag("rolling", false);
    boolean adapt = s.flag("adapt", true);
    try {
      Weights weights = Weights.find(name);
      Timeline timeline = new Timeline(weights);
      c.networks().add(new ServedNetwork(control, timeline));
      return named(NetworkModel.name(weights), () -> new NetworkModel(timeline, rolling, adapt));
    } catch (IllegalArgumentException e) {
      s.fault("weights", "was '%s', but %s".formatted(name, e.getMessage()));
      return named("lstm", Naive::new);
    }
  }

  private static Named<Model> encoderDecoder(Section s, Context c) {
    String name = s.text("weights", "calendar");
    try {
      SymbolWeights weights = SymbolWeights.find(name);
      return named(
          EncoderDecoderModel.name(weights, name),
          () -> new EncoderDecoderModel(weights, name, c.calendar()));
    } catch (IllegalArgumentException e) {
      s.fault("weights", "was '%s', but %s".formatted(name, e.getMessage()));
      return named("encoder-decoder", Naive::new);
    }
  }

  private static Named<Transform> log(Section s) {
    double shift = s.number("shift", 0, x -> true, "a number");
    return named("log(" + shift + ")", () -> new Log(shift));
  }

  private static Named<Transform> difference(Section s, int fallback) {
    int lag = s.integer("lag", fallback, 1, LONGEST);
    return named("difference(" + lag + ")", () -> new Difference(lag));
  }

  private static Named<Transform> seasonalDifference(Section s, Context c) {
    int season = season(s, c);
    return named("seasonal-difference(" + season + ")", () -> new Difference(season));
  }

  private static Named<Transform> standardise(Section s) {
    double alpha = s.share("alpha", 0.01, true);
    return named("standardise", () -> new Standardise(alpha));
  }

  private static Named<Combiner> discountedError(Section s, Context c) {
    return named("discounted-error", () -> new DiscountedError(c.models(), c.knots()));
  }

  /**
   * The interval that a pipeline has which names none.
   *
   * @param types of its models
   */
  static Named<? extends Interval> fallback(Context c, List<String> types, boolean transformed) {
    return types.size() == 1 && WITH_QUANTILES.contains(types.get(0)) && !transformed
        ? named("calibrated-spread", () -> new CalibratedSpread(c.knots(), c.single()))
        : named("conformal", () -> new AdaptiveConformal(c.knots(), c.single()));
  }

  private static Named<Interval> conformal(Section s, Context c) {
    return named("conformal", () -> new AdaptiveConformal(c.knots(), c.single()));
  }

  private static Named<Detector> surprise(Section s, Context c) {
    boolean rated = s.has("alarm-rate");
    Duration every = s.duration("alarm-every", rated ? Duration.ZERO : AlarmRule.USUAL_TIME, true);
    double usual = AlarmRule.rate(every);
    double rate = s.number("alarm-rate", usual, x -> x > 0 && x <= 0.01, "a number in (0, 0.01]");
    AlarmRule.Side side = s.choice("direction", AlarmRule.Side.BOTH);
    MinimumDeviation least =
        s.read(
            "minimum-deviation",
            new MinimumDeviation(0, MinimumDeviation.Unit.SERIES, c.confidence()),
            text -> MinimumDeviation.parse(text, c.confidence()),
            MinimumDeviation.FORMS);
    return named(
        "surprise", () -> new SurpriseDetector(new AlarmRule(rate, every.toMillis(), side, least)));
  }

  private static Named<Detector> tail(Section s) {
    double rate = s.number("alarm-rate", 1e-4, x -> x > 0 && x < 0.5, "a number in (0, 0.5)");
    return named("tail", () -> new TailDetector(rate));
  }

  /** All names by role. */
  static Map<String, List<String>> names() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("models", models());
    names.put("features", List.copyOf(STATISTICS.keySet()));
    names.put("transforms", List.copyOf(TRANSFORMS.keySet()));
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
