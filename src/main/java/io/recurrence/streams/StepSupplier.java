package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.StepResult;
import io.recurrence.streams.PipelineStep.Content;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes the steps of a pipeline within a topology of one's own.
 *
 * @param content what a value brings to its series
 * @param time of a record whose value is not null, in milliseconds
 * @param result of a series and a step; empty where there is nothing to be forwarded
 */
record StepSupplier<V, R>(
    PipelineSpec spec,
    Meters meters,
    Content<V> content,
    ToLongFunction<Record<String, V>> time,
    BiFunction<String, StepResult, Optional<R>> result) {

  /** One of the two that a record may lead to. */
  private record Answer<V, R>(@Nullable R event, @Nullable DeadLetter<V> letter) {}

  /** A step that leaves out what it cannot use. */
  Processor<String, V, String, R> events() {
    return step(result, letter -> Optional.empty());
  }

  private <A> Processor<String, V, String, A> step(
      BiFunction<String, StepResult, Optional<A>> result,
      Function<DeadLetter<V>, Optional<A>> refusal) {
    return new PipelineStep<>(spec, meters, content, time, result, refusal);
  }

  /** The store of the states. */
  Set<StoreBuilder<?>> stores() {
    return Set.of(new WriteBehindStoreBuilder(PipelineStep.store(spec), new HeapBudget()));
  }

  /** Puts a step into the topology of a stream, with both of its outputs. */
  Outputs<V, R> outputs(KStream<String, V> values) {
    KStream<String, Answer<V, R>> answers = values.process(answers(), named("step"));
    return new Outputs<>(
        answers.flatMapValues(
            each -> Optional.ofNullable(each.event).stream().toList(), named("events")),
        answers.flatMapValues(
            each -> Optional.ofNullable(each.letter).stream().toList(), named("dead-letters")));
  }

  private Named named(String node) {
    return Named.as(spec.name() + '-' + node);
  }

  private ProcessorSupplier<String, V, String, Answer<V, R>> answers() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, V, String, Answer<V, R>> get() {
        return step(
            (series, out) -> result.apply(series, out).map(event -> new Answer<>(event, null)),
            letter -> Optional.of(new Answer<>(null, letter)));
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return StepSupplier.this.stores();
      }
    };
  }
}
