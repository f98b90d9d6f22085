package io.recurrence.config;

import io.recurrence.core.CounterRate;
import io.recurrence.core.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a series is a counter, of which the rate is forecast: the first of its transforms. */
final class CounterSpec {
  static final String COUNTER = "counter";

  private CounterSpec() {}

  /** The transforms that are named, one or several. */
  static List<Section> transforms(Section s) {
    return new ArrayList<>(s.has("transform") ? s.sections("transform") : s.sections("transforms"));
  }

  private static boolean isCounter(Section transform) {
    return transform.text("type", "").equals(COUNTER);
  }

  /**
   * The values that readings can have, where those of the series have a range: of a counter, any.
   */
  static ValueRange readings(Section s, ValueRange range) {
    return transforms(s).stream().anyMatch(CounterSpec::isCounter) ? ValueRange.ALL : range;
  }

  /**
   * Takes the counter from the transforms.
   *
   * @param transforms without it, afterwards
   */
  static Optional<CounterRate.Per> take(Section s, List<Section> transforms) {
    if (s.has("transform") && s.has("transforms")) {
      s.fault("transform", "cannot stand beside 'transforms': give one of them");
    }
    if (transforms.isEmpty() || !isCounter(transforms.get(0))) {
      return Optional.empty();
    }
    Section counter = transforms.remove(0);
    CounterRate.Per per = counter.choice("per", CounterRate.Per.S);
    counter.done();
    return Optional.of(per);
  }
}
