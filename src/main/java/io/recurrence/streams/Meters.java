package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recurrence.config.SeriesPatterns;
import io.recurrence.core.Fate;
import io.recurrence.core.PublicApi;
import io.recurrence.core.StepResult;
import io.recurrence.record.BadRecordException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running pipeline counts and measures; a series is a label in {@link SeriesMeters} alone.
 */
@PublicApi
public final class Meters {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final Duration[] PROCESSING = {
    Duration.ofNanos(10_000),
    Duration.ofNanos(25_000),
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofMillis(1),
    Duration.ofMillis(10),
    Duration.ofMillis(100)
  };

  private final MeterRegistry registry;
  private final String pipeline;
  private final Notices notices;
  private final Counters counters;
  private final InputMeters input;
  private final ControlMeters control;
  private final Map<Fate, Counter> fates;
  private final Map<Reason, Counter> deadLetters;
  private final Counter missing;
  private final Counter restored;
  private final Counter forecasts;
  private final Counter silences;
  private final Counter forgotten;
  private final Counter tooLarge;
  private final Counter lost;
  private final StateMeters states;
  private final ForecastMeters quality;
  private final Timer processing;
  private final Timer lateness;
  private final AtomicLong newest = new AtomicLong();

  /** Registers the meters of one pipeline. */
  public Meters(MeterRegistry registry, String pipeline) {
    this.registry = registry;
    this.pipeline = pipeline;
    this.notices = new Notices(pipeline, System::nanoTime, LOG::warn);
    this.counters = new Counters(registry, pipeline);
    fates =
        counters.each(Fate.class, "recurrence.records", "Records by what became of them", "result");
    control = new ControlMeters(counters);
    deadLetters =
        counters.each(
            Reason.class, "recurrence.dead.letters", "Records that could not be used", "reason");
    input = new InputMeters(counters, notices);
    missing =
        counters.one(
            "recurrence.missing.steps",
            "Steps without a value: gaps between records, and records that have none");
    restored = counters.one("recurrence.restored", "Records restored from changelogs");
    quality = new ForecastMeters(registry, pipeline, counters);
    forecasts = counters.one("recurrence.forecasts", "Forecasts that were written");
    silences = counters.one("recurrence.silences", "Series reported silent");
    forgotten = counters.one("recurrence.states.forgotten", "Idle series whose state was deleted");
    lost =
        counters.one(
            "recurrence.states.lost", "Tasks that began without the states of earlier records");
    tooLarge =
        counters.one("recurrence.outputs.too.large", "Outputs that no topic took for their size");
    states = new StateMeters(registry, pipeline, counters, notices);
    processing =
        Timer.builder("recurrence.processing")
            .description("Time to process one record: decode, step, store, forward")
            .tag("pipeline", pipeline)
            .serviceLevelObjectives(PROCESSING)
            .register(registry);
    lateness =
        Timer.builder("recurrence.lateness")
            .description("How far behind the last step of their series late records came")
            .tag("pipeline", pipeline)
            .register(registry);
    gauge("recurrence.event.time", "Newest event time", "seconds", () -> newest.get() / 1e3);
  }

  /** What does not change while a pipeline runs. */
  void describe(String version, double confidence, int stateBytes) {
    Gauge.builder("recurrence.pipeline.info", () -> 1)
        .description("The version of the pipeline: its name and the shape of its state")
        .tag("pipeline", pipeline)
        .tag("version", version)
        .register(registry);
    gauge("recurrence.forecast.nominal", "Coverage that is asked for", "", () -> confidence);
    gauge("recurrence.series.state", "State of one series", "bytes", () -> stateBytes);
  }

  /** What is shown of the series of a task. */
  SeriesMeters series(SeriesPatterns chosen) {
    return new SeriesMeters(registry, pipeline, chosen);
  }

  /** Registers a number that is read when someone asks. */
  void gauge(String name, String text, String unit, Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(text)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tag("pipeline", pipeline)
        .strongReference(true)
        .register(registry);
  }

  /** How often everything that is counted has happened, in a stable order. */
  public List<EventCount> counts() {
    return counters.counts();
  }

  /** How many records have been processed, whatever became of them. */
  public long records() {
    return processing.count();
  }

  /** Warnings of what goes wrong with records. */
  Notices notices() {
    return notices;
  }

  MeterRegistry registry() {
    return registry;
  }

  /** One record has been processed, since {@code System.nanoTime()} was {@code start}. */
  void processed(long start) {
    processing.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  /** One step has been made. */
  void step(StepResult out) {
    newest.accumulateAndGet(out.time(), Math::max);
    quality.step(out);
    out.repaired().forEach(states::repaired);
  }

  /** A record came behind the last step of its series. */
  void late(long millis) {
    lateness.record(millis, TimeUnit.MILLISECONDS);
  }

  void record(Fate fate) {
    Counters.count(fates, fate);
  }

  /** What is counted of records as they are read. */
  InputMeters input() {
    return input;
  }

  /** What is counted of stored states. */
  StateMeters states() {
    return states;
  }

  /** What is counted of control topics. */
  ControlMeters control() {
    return control;
  }

  /** The newest event time of all records, in milliseconds since 1970; 0 before the first. */
  long newest() {
    return newest.get();
  }

  /**
   * A record was refused: it is counted, and the operator is warned.
   *
   * @param series where it is known, otherwise empty
   * @param message what was found
   */
  void refused(Reason reason, Origin origin, String series, @Nullable String message) {
    Counters.count(deadLetters, reason);
    notices.record(reason, origin, series, message);
  }

  /** Steps were made for which there was no value. */
  void missing(long steps) {
    missing.increment((double) steps);
  }

  void restored(long records) {
    restored.increment((double) records);
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

  /**
   * A task begins without any state, though records of its partition have been processed.
   *
   * @param shared whether the application may have processed them before the pipeline joined it
   */
  void statesLost(String partition, long records, boolean shared) {
    lost.increment();
    notices.warn(
        "STATES_LOST",
        () ->
            "records of %s up to offset %,d have been processed, but no state is stored"
                .formatted(partition, records),
        (shared ? "the pipeline has joined the application since, " : "")
            + "its changelog was deleted or emptied, or none of the records could be used; all series"
            + " begin anew");
  }

  void tooLarge() {
    tooLarge.increment();
  }
}
