package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A pipeline as a step of your own topology: {@code stream.process(Forecasting.with(spec))} turns a
 * stream of values by series into one of {@link SeriesEvent}s. The records of a series must be in
 * one partition, as they are where the key is the series.
 *
 * <p>A null value is a missing step. Left out and counted are duplicates, records that come too
 * late, those whose timestamp is before 1970 or ahead of now by more than {@code input.max-ahead},
 * and those without a key or with a value that is not finite. Each value is applied once where the
 * application runs with {@code processing.guarantee: exactly_once_v2}. {@link EventTasks} is the
 * same for tasks on symbols and sequences.
 */
public final class Forecasting implements ProcessorSupplier<String, Double, String, SeriesEvent> {
  private final PipelineSpec spec;
  private final Meters meters;

  private Forecasting(PipelineSpec spec, Meters meters) {
    this.spec = spec;
    this.meters = meters;
  }

  /**
   * The pipeline of a specification; its input and output topics are not used.
   *
   * @throws IllegalArgumentException where the pipeline does not forecast
   */
  public static Forecasting with(PipelineSpec spec, Meters meters) {
    if (!spec.forecasts()) {
      throw new IllegalArgumentException(
          "pipeline '%s' has a task of another kind, see EventTasks".formatted(spec.name()));
    }
    return new Forecasting(spec, meters);
  }

  @Override
  public Processor<String, Double, String, SeriesEvent> get() {
    return new PipelineStep<>(
        spec,
        meters,
        (value, content) -> content.add(value),
        Record::timestamp,
        out -> Optional.of(SeriesEvent.of(out)));
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(new WriteBehindStoreBuilder(PipelineStep.store(spec), new HeapBudget()));
  }
}
