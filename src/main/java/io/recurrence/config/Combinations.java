package io.recurrence.config;

import io.recurrence.core.Combiner;
import io.recurrence.core.Interval;
import io.recurrence.forecast.ensemble.AdaptiveConformal;
import io.recurrence.forecast.ensemble.CalibratedSpread;
import io.recurrence.forecast.ensemble.DiscountedError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The combiners and intervals by name. */
final class Combinations {
  /** Models that forecast quantiles of their own. */
  private static final Set<String> WITH_QUANTILES = Set.of("lstm", "encoder-decoder");

  private Combinations() {}

  /** What makes each combiner. */
  static Map<String, StageFactory<Combiner>> combiners() {
    Map<String, StageFactory<Combiner>> all = new LinkedHashMap<>();
    all.put("discounted-error", Combinations::discountedError);
    return all;
  }

  /** What makes each interval. */
  static Map<String, StageFactory<Interval>> intervals() {
    Map<String, StageFactory<Interval>> all = new LinkedHashMap<>();
    all.put("conformal", Combinations::conformal);
    return all;
  }

  private static Named<Combiner> discountedError(Section s, StageContext c) {
    return new Named<>("discounted-error", () -> new DiscountedError(c.models(), c.horizonGrid()));
  }

  /**
   * The interval that a pipeline has which names none.
   *
   * @param types of its models
   */
  static Named<? extends Interval> fallback(
      StageContext c, List<String> types, boolean transformed) {
    return types.size() == 1 && WITH_QUANTILES.contains(types.get(0)) && !transformed
        ? new Named<>("calibrated-spread", () -> new CalibratedSpread(c.horizonGrid(), c.single()))
        : new Named<>("conformal", () -> new AdaptiveConformal(c.horizonGrid(), c.single()));
  }

  private static Named<Interval> conformal(Section s, StageContext c) {
    return new Named<>("conformal", () -> new AdaptiveConformal(c.horizonGrid(), c.single()));
  }
}
