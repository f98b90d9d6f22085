package io.recurrence.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recurrence.core.SeriesPipeline;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of stored states that could not be read as they are. */
final class StateMeters {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final MeterRegistry registry;
  private final String pipeline;
  private final Notices notices;
  private final Counter carriedOver;
  private final Counter reset;
  private final Counter damaged;
  private final AtomicBoolean carriedOverSaid = new AtomicBoolean();

  StateMeters(MeterRegistry registry, String pipeline, Counters counters, Notices notices) {
    this.registry = registry;
    this.pipeline = pipeline;
    this.notices = notices;
    carriedOver =
        counters.one(
            "recurrence.states.carried.over", "States read into a pipeline of another shape");
    reset = counters.one("recurrence.states.reset", "States of another shape that were dropped");
    damaged =
        counters.one(
            "recurrence.states.damaged", "Series that start afresh, their state being unreadable");
  }

  /** A stored state of another shape has been carried over; said once for all series. */
  void carriedOver(SeriesPipeline pipeline, byte[] bytes) {
    carriedOver.increment();
    if (carriedOverSaid.getAndSet(true)) {
      return;
    }
    List<String> afresh = pipeline.afresh(bytes);
    LOG.info(
        "Stored states of another shape are carried over; {}",
        afresh.isEmpty()
            ? "every stage goes on with what it has learned"
            : "these stages start afresh: " + String.join(", ", afresh));
  }

  /** A stored state of another shape has been dropped. */
  void reset() {
    reset.increment();
  }

  /** A stored state could not be read, and the series starts afresh. */
  void damaged() {
    damaged.increment();
  }

  /** A stage of a state held a number that is not finite, and began anew. */
  void repaired(String stage) {
    Counter.builder("recurrence.repairs")
        .description("Stages of states that held a number which was not finite, and began anew")
        .tag("pipeline", pipeline)
        .tag("stage", stage)
        .register(registry)
        .increment();
    notices.warn(
        "NOT_FINITE_STATE",
        () -> "stage " + stage + " of a series held a number that is not finite, and began anew",
        "the series goes on, warming up; please report it with the values before");
  }
}
