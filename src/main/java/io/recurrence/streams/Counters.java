package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The counters of one pipeline. What is registered here is shown everywhere that counts are shown:
 * in {@code /metrics}, in the log and on the page.
 */
final class Counters {
  private static final String PREFIX = "recurrence.";

  private final MeterRegistry registry;
  private final String pipeline;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String what, String reason, Counter counter) {}

  Counters(MeterRegistry registry, String pipeline) {
    this.registry = registry;
    this.pipeline = pipeline;
  }

  /** A counter of one kind of event. */
  Counter one(String name, String text) {
    return add(name, "", Counter.builder(name).description(text));
  }

  /** A counter for each value of a label. */
  <E extends Enum<E>> Map<E, Counter> each(
      Class<E> values, String name, String text, String label) {
    Map<E, Counter> counters = new EnumMap<>(values);
    for (E value : values.getEnumConstants()) {
      String reason = value.name().toLowerCase(Locale.ROOT);
      counters.put(
          value, add(name, reason, Counter.builder(name).description(text).tag(label, reason)));
    }
    return counters;
  }

  /** Counts one event more of a kind. */
  static <E extends Enum<E>> void count(Map<E, Counter> counters, E result) {
    Counter counter = counters.get(result);
    if (counter != null) {
      counter.increment();
    }
  }

  private Counter add(String name, String reason, Counter.Builder builder) {
    Counter counter = builder.tag("pipeline", pipeline).register(registry);
    entries.add(new Entry(name.substring(PREFIX.length()), reason, counter));
    return counter;
  }

  /** How often each of them has happened, in the order in which they were registered. */
  List<EventCount> counts() {
    return entries.stream()
        .map(each -> new EventCount(each.what(), each.reason(), (long) each.counter().count()))
        .toList();
  }
}
