package io.recurrence.config;

import io.recurrence.core.Model;
import io.recurrence.forecast.model.Affine;
import io.recurrence.forecast.model.Autoregression;
import io.recurrence.forecast.model.Holt;
import io.recurrence.forecast.model.HoltWinters;
import io.recurrence.forecast.model.Logistic;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.SeasonalNaive;
import io.recurrence.forecast.network.NetworkModel;
import io.recurrence.forecast.network.WeightSchedule;
import io.recurrence.forecast.network.Weights;
import io.recurrence.sequence.EncoderDecoderModel;
import io.recurrence.symbol.HiddenMarkovModel;
import io.recurrence.symbol.MarkovModel;
import io.recurrence.symbol.SymbolWeights;
import io.recurrence.time.Calendar;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The models by name that are no statistics. */
final class Models {
  private Models() {}

  /** What makes each of them. */
  static Map<String, StageFactory<Model>> byName() {
    Map<String, StageFactory<Model>> all = new LinkedHashMap<>();
    all.put("seasonal-naive", Models::seasonalNaive);
    all.put("affine", (s, c) -> affine(s));
    all.put("logistic", (s, c) -> logistic(s));
    all.put("ar", (s, c) -> autoregression(s));
    all.put("holt", (s, c) -> holt(s));
    all.put("holt-winters", Models::holtWinters);
    all.put("hidden-markov", (s, c) -> hiddenMarkov(s));
    all.put("markov", (s, c) -> markov(s));
    all.put("lstm", Models::network);
    all.put("encoder-decoder", Models::encoderDecoder);
    return all;
  }

  private static Named<Model> seasonalNaive(Section s, StageContext c) {
    List<String> seasons = s.texts("season");
    int window = s.integer("window", 512, 2, SeasonLength.MAX_STEPS);
    if (seasons.isEmpty()) {
      s.fault(
          "season", "is missing; it must be a length in steps, such as 24, or in time, such as 1d");
    }
    boolean clock = seasons.stream().anyMatch(season -> Scalar.duration(season) != null);
    long[] lengths =
        seasons.stream()
            .mapToLong(season -> length(s, season, clock, c.calendar()))
            .sorted()
            .toArray();
    String name = "seasonal-naive(" + String.join("+", seasons) + ")";
    return clock
        ? new Named<>(name, () -> SeasonalNaive.ofPeriods(window, lengths))
        : new Named<>(
            name,
            () -> SeasonalNaive.ofSteps(Arrays.stream(lengths).mapToInt(x -> (int) x).toArray()));
  }

  private static long length(Section s, String season, boolean clock, Calendar calendar) {
    if (clock) {
      Duration duration = Scalar.duration(season);
      if (duration != null && duration.toMillis() > 0) {
        return calendar.openOf(duration.toMillis());
      }
    } else if (season.matches("\\d{1,4}") && Integer.parseInt(season) >= 2) {
      return Integer.parseInt(season);
    }
    s.fault(
        "season",
        "was '%s' but it must be a number of steps in [2, 9999], or a duration such as 1d; a list has one kind"
            .formatted(season));
    return 2;
  }

  private static double forgetting(Section s) {
    return s.share("forgetting", 0.999, true);
  }

  private static Named<Model> affine(Section s) {
    double forgetting = forgetting(s);
    return new Named<>("affine", () -> new Affine(forgetting));
  }

  private static Named<Model> logistic(Section s) {
    double forgetting = forgetting(s);
    return new Named<>("logistic", () -> new Logistic(forgetting));
  }

  private static Named<Model> autoregression(Section s) {
    int order = s.integer("order", 16, 1, 256);
    double forgetting = forgetting(s);
    return new Named<>("ar(" + order + ")", () -> new Autoregression(order, forgetting));
  }

  private static Named<Model> holt(Section s) {
    double damping = s.share("damping", 0.98, true);
    if (!s.has("alpha") && !s.has("beta")) {
      return new Named<>("holt", () -> new Holt(damping));
    }
    double alpha = s.share("alpha", 0.3, true);
    double beta = s.share("beta", 0.1, true);
    return new Named<>("holt(fixed)", () -> new Holt(alpha, beta, damping));
  }

  private static Named<Model> holtWinters(Section s, StageContext c) {
    int season = SeasonLength.of(s, c);
    if (Stream.of("alpha", "beta", "gamma", "damping").noneMatch(s::has)) {
      return new Named<>("holt-winters(" + season + ")", () -> new HoltWinters(season));
    }
    double alpha = s.share("alpha", 0.2, true);
    double beta = s.share("beta", 0.1, true);
    double gamma = s.share("gamma", 0.1, true);
    double damping = s.share("damping", 0.98, true);
    return new Named<>(
        "holt-winters(" + season + ",fixed)",
        () -> new HoltWinters(season, alpha, beta, gamma, damping));
  }

  private static Named<Model> hiddenMarkov(Section s) {
    double forgetting = s.share("forgetting", 0.9999, true);
    if (!s.has("states")) {
      return new Named<>("hidden-markov", () -> new HiddenMarkovModel(1, 4, forgetting));
    }
    int states = s.integer("states", 2, 1, 8);
    return new Named<>(
        "hidden-markov(" + states + ")", () -> new HiddenMarkovModel(states, states, forgetting));
  }

  private static Named<Model> markov(Section s) {
    int bins = s.integer("bins", 8, 2, 16);
    double forgetting = s.share("forgetting", 0.9999, true);
    return new Named<>("markov(" + bins + ")", () -> new MarkovModel(bins, forgetting));
  }

  private static Named<Model> network(Section s, StageContext c) {
    String name = s.text("weights", Weights.SHIPPED);
    String control = TopicNames.read(s, "control");
    boolean rolling = s.flag("rolling", false);
    boolean adapt = s.flag("adapt", true);
    try {
      Weights weights = Weights.find(name);
      WeightSchedule schedule = new WeightSchedule(weights);
      c.networks().add(new ServedNetwork(control, schedule));
      return new Named<>(
          NetworkModel.name(weights), () -> new NetworkModel(schedule, rolling, adapt));
    } catch (IllegalArgumentException e) {
      s.fault("weights", "was '%s', but %s".formatted(name, e.getMessage()));
      return new Named<>("lstm", Naive::new);
    }
  }

  private static Named<Model> encoderDecoder(Section s, StageContext c) {
    String name = s.text("weights", "calendar");
    try {
      SymbolWeights weights = SymbolWeights.find(name);
      return new Named<>(
          EncoderDecoderModel.name(weights, name),
          () -> new EncoderDecoderModel(weights, name, c.calendar()));
    } catch (IllegalArgumentException e) {
      s.fault("weights", "was '%s', but %s".formatted(name, e.getMessage()));
      return new Named<>("encoder-decoder", Naive::new);
    }
  }
}
