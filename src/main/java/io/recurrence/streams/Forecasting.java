package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.PublicApi;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A pipeline as a step of your own topology: {@code stream.process(Forecasting.with(spec, meters))}
 * turns a stream of values by series into one of {@link SeriesEvent}s, {@link #outputs} into one of
 * these and one of the records that could not be used. The records of a series must be in one
 * partition, as they are where the key is the series. A specification is read by {@link
 * io.recurrence.config.SpecLoader}, or made by a {@link io.recurrence.config.SpecBuilder} with
 * models, detectors and forecasters of your own.
 *
 * <p>A null value is a missing step. Left out and counted are duplicates. Refused, counted, and
 * dead letters of {@link #outputs}, are records that come too late, those while a series is closed,
 * those whose timestamp is before 1970 or ahead of now by more than {@code input.max-ahead}, and
 * those without a key or with a value that is not finite. Each value is applied once where the
 * application runs with {@code processing.guarantee: exactly_once_v2}. {@link EventTasks} is the
 * same for tasks on symbols and sequences.
 */
@PublicApi
public final class Forecasting implements ProcessorSupplier<String, Double, String, SeriesEvent> {
  private final StepSupplier<Double, SeriesEvent> steps;

  private Forecasting(StepSupplier<Double, SeriesEvent> steps) {
    this.steps = steps;
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
    String version = spec.version(spec.newPipeline());
    return new Forecasting(
        new StepSupplier<>(
            spec,
            meters,
            (value, content) -> content.add(value),
            Record::timestamp,
            (series, out) -> Optional.of(SeriesEvent.of(series, out, spec.confidence(), version))));
  }

  /** Makes the step part of the topology of a stream, with a stream of dead letters beside it. */
  public Outputs<Double, SeriesEvent> outputs(KStream<String, Double> values) {
    return steps.outputs(values);
  }

  @Override
  public Processor<String, Double, String, SeriesEvent> get() {
    return steps.events();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return steps.stores();
  }
}
