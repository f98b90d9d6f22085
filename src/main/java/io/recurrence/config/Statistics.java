package io.recurrence.config;

import io.recurrence.core.Statistic;
import io.recurrence.forecast.model.ExponentialAverage;
import io.recurrence.forecast.model.ExponentialVariance;
import io.recurrence.forecast.model.HistoricalMaximum;
import io.recurrence.forecast.model.HistoricalMinimum;
import io.recurrence.forecast.model.MemorylessMap;
import io.recurrence.forecast.model.MovingAverage;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.RunningMean;
import io.recurrence.forecast.model.RunningProduct;
import io.recurrence.forecast.model.RunningSum;
import io.recurrence.forecast.model.SimpleSmoothing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The statistics by name; each is a model too. */
final class Statistics {
  private Statistics() {}

  /** What makes each of them. */
  static Map<String, StageFactory<Statistic>> byName() {
    Map<String, StageFactory<Statistic>> all = new LinkedHashMap<>();
    all.put("naive", (s, c) -> new Named<>("naive", Naive::new));
    all.put("map", Statistics::map);
    all.put("moving-average", Statistics::movingAverage);
    all.put("mean", (s, c) -> new Named<>("mean", RunningMean::new));
    all.put("sum", (s, c) -> new Named<>("sum", RunningSum::new));
    all.put("product", (s, c) -> new Named<>("product", RunningProduct::new));
    all.put("maximum", (s, c) -> new Named<>("maximum", HistoricalMaximum::new));
    all.put("minimum", (s, c) -> new Named<>("minimum", HistoricalMinimum::new));
    all.put("exponential-average", Statistics::exponentialAverage);
    all.put("exponential-variance", Statistics::exponentialVariance);
    all.put("smoothing", Statistics::smoothing);
    return all;
  }

  private static Named<Statistic> map(Section s, StageContext c) {
    MemorylessMap.Function function = s.choice("function", MemorylessMap.Function.ABS);
    return new Named<>(
        "map(" + function.name().toLowerCase(Locale.ROOT) + ")", () -> new MemorylessMap(function));
  }

  private static Named<Statistic> movingAverage(Section s, StageContext c) {
    int order = s.integer("order", 15, 1, SeasonLength.MAX_STEPS);
    return new Named<>("moving-average(" + order + ")", () -> new MovingAverage(order));
  }

  private static Named<Statistic> exponentialAverage(Section s, StageContext c) {
    if (s.has("half-life")) {
      if (s.has("alpha")) {
        s.fault("alpha", "cannot stand beside 'half-life': give one of them");
      }
      Duration halfLife = s.duration("half-life", Duration.ofHours(1), true);
      return new Named<>(
          "exponential-average(" + halfLife + ")",
          () -> ExponentialAverage.ofHalfLife(halfLife.toMillis() / 1000.0));
    }
    double alpha = s.share("alpha", 0.1, true);
    return new Named<>(
        "exponential-average(" + alpha + ")", () -> ExponentialAverage.ofAlpha(alpha));
  }

  private static Named<Statistic> exponentialVariance(Section s, StageContext c) {
    double alpha = s.share("alpha", 0.1, true);
    return new Named<>("exponential-variance(" + alpha + ")", () -> new ExponentialVariance(alpha));
  }

  private static Named<Statistic> smoothing(Section s, StageContext c) {
    if (!s.has("alpha")) {
      return new Named<>("smoothing", SimpleSmoothing::new);
    }
    double alpha = s.share("alpha", 0.1, true);
    return new Named<>("smoothing(fixed)", () -> new SimpleSmoothing(alpha));
  }
}
