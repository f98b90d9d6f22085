package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recurrence.core.Sequencer.Fate;
import io.recurrence.format.BadRecordException.Reason;
import java.util.EnumMap;
import java.util.Map;

/** What a running pipeline counts. No series is ever a label. */
public final class Meters {
  private final Map<Fate, Counter> fates = new EnumMap<>(Fate.class);
  private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
  private final Counter anomalies;
  private final Counter forecasts;
  private final Counter silences;
  private final Counter forgotten;
  private final Counter carriedOver;
  private final Counter reset;

  /** Registers the meters of one pipeline. */
  public Meters(MeterRegistry registry, String pipeline) {
    for (Fate fate : Fate.values()) {
      fates.put(
          fate,
          counter(
              registry, pipeline, "recurrence.records", "Records by what became of them", fate));
    }
    for (Reason reason : Reason.values()) {
      deadLetters.put(
          reason,
          counter(
              registry,
              pipeline,
              "recurrence.dead.letters",
              "Records that could not be used",
              reason));
    }
    anomalies = counter(registry, pipeline, "recurrence.anomalies", "Records that were flagged");
    forecasts = counter(registry, pipeline, "recurrence.forecasts", "Forecasts that were written");
    silences = counter(registry, pipeline, "recurrence.silences", "Series reported silent");
    forgotten =
        counter(
            registry,
            pipeline,
            "recurrence.states.forgotten",
            "Idle series whose state was deleted");
    carriedOver =
        counter(
            registry,
            pipeline,
            "recurrence.states.carried.over",
            "States read into a pipeline of another shape");
    reset =
        counter(
            registry,
            pipeline,
            "recurrence.states.reset",
            "States of another shape that were dropped");
  }

  private static Counter counter(
      MeterRegistry registry, String pipeline, String name, String text, Enum<?> result) {
    return Counter.builder(name)
        .description(text)
        .tag("pipeline", pipeline)
        .tag("result", result.name().toLowerCase(java.util.Locale.ROOT))
        .register(registry);
  }

  private static Counter counter(
      MeterRegistry registry, String pipeline, String name, String text) {
    return Counter.builder(name).description(text).tag("pipeline", pipeline).register(registry);
  }

  void record(Fate fate) {
    count(fates, fate);
  }

  void deadLetter(Reason reason) {
    count(deadLetters, reason);
  }

  private static <E extends Enum<E>> void count(Map<E, Counter> counters, E result) {
    Counter counter = counters.get(result);
    if (counter != null) {
      counter.increment();
    }
  }

  void anomaly() {
    anomalies.increment();
  }

  void forecast() {
    forecasts.increment();
  }

  void silence() {
    silences.increment();
  }

  void forgotten() {
    forgotten.increment();
  }

  void carriedOver() {
    carriedOver.increment();
  }

  void reset() {
    reset.increment();
  }
}
