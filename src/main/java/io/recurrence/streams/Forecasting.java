package io.recurrence.streams;

import io.recurrence.core.EventContent;
import io.recurrence.core.Output;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.format.BadRecordException;
import io.recurrence.format.BadRecordException.Reason;
import io.recurrence.spec.PipelineSpec;
import io.recurrence.streams.States.Moved;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
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
 * application runs with {@code processing.guarantee: exactly_once_v2}.
 */
public final class Forecasting implements ProcessorSupplier<String, Double, String, SeriesEvent> {
  private final PipelineSpec spec;
  private final Meters meters;
  private final String store;

  private Forecasting(PipelineSpec spec, Meters meters) {
    this.spec = spec;
    this.meters = meters;
    this.store = spec.name() + "-states";
  }

  /** The pipeline of a specification; its input and output topics are not used. */
  public static Forecasting with(PipelineSpec spec, Meters meters) {
    return new Forecasting(spec, meters);
  }

  @Override
  public Processor<String, Double, String, SeriesEvent> get() {
    return new Step();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(new HeapStoreBuilder(store));
  }

  private final class Step extends ContextualProcessor<String, Double, String, SeriesEvent> {
    private final SeriesPipeline pipeline = spec.newPipeline();
    private final List<SeriesEvent> events = new ArrayList<>();
    private final EventContent content = new EventContent();
    private States states;

    @Override
    public void init(ProcessorContext<String, SeriesEvent> context) {
      super.init(context);
      states = new States(context.getStateStore(store), spec, pipeline, meters);
    }

    @Override
    public void process(Record<String, Double> record) {
      if (record.key() == null) {
        refuse(Reason.NO_SERIES, "", "the record has no key");
        return;
      }
      if (record.value() != null && !(Math.abs(record.value()) <= SeriesPipeline.LARGEST)) {
        refuse(Reason.NOT_FINITE, record.key(), record.value() + " is not finite or too large");
        return;
      }
      long ahead = record.timestamp() - System.currentTimeMillis();
      if (record.timestamp() < 0 || ahead > spec.input().maxAhead().toMillis()) {
        refuse(
            record.timestamp() < 0 ? Reason.BEFORE_EPOCH : Reason.AHEAD_OF_TIME,
            record.key(),
            "the time %d ms is before 1970, or more than %s ahead of now"
                .formatted(record.timestamp(), spec.input().maxAhead()));
        return;
      }
      try {
        move(record);
      } catch (BadRecordException e) {
        refuse(e.reason(), record.key(), String.valueOf(e.getMessage()));
      }
    }

    private void move(Record<String, Double> record) throws BadRecordException {
      Bytes key = States.key(record.key());
      Double value = record.value();
      events.clear();
      content.clear();
      if (value != null) {
        content.add(value);
      }
      Moved moved =
          states.move(
              key,
              0,
              States.NEXT, // a record may have led to several values, or stem from several topics
              record.timestamp(),
              content,
              this::collect);
      meters.record(moved.fate());
      for (SeriesEvent event : events) {
        context().forward(record.withValue(event).withTimestamp(event.timestamp()));
      }
    }

    private void refuse(Reason reason, String series, String message) {
      Origin origin = Origin.of(context().recordMetadata().orElse(null));
      meters.refused(reason, origin, series, message);
    }

    private void collect(Output out) {
      meters.step(out);
      events.add(SeriesEvent.of(out));
    }
  }
}
