package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.EventContent;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.StepResult;
import io.recurrence.core.Values;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.streams.StateRepository.Moved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Moves the states of a pipeline within a topology of one's own.
 *
 * @param <V> what records hold
 * @param <R> what is made of the output of a step
 */
final class PipelineStep<V, R> extends ContextualProcessor<String, V, String, R> {
  private final PipelineSpec spec;
  private final Meters meters;
  private final Content<V> content;
  private final ToLongFunction<Record<String, V>> time;
  private final BiFunction<String, StepResult, Optional<R>> result;
  private final Function<DeadLetter<V>, Optional<R>> refusal;
  private final SeriesPipeline pipeline;
  private final List<Timed<R>> results = new ArrayList<>();
  private final EventContent brought = new EventContent();
  private StateRepository states;

  /** What a value brings to its series. */
  interface Content<V> {

    /**
     * Adds it.
     *
     * @param value not null
     */
    void read(V value, EventContent into) throws BadRecordException;
  }

  private record Timed<R>(long time, R result) {}

  /**
   * A step of a pipeline.
   *
   * @param time of a record whose value is not null, in milliseconds
   * @param result of a series and a step; empty where nothing is to be forwarded
   * @param refusal what is to be forwarded of a record that cannot be used
   */
  PipelineStep(
      PipelineSpec spec,
      Meters meters,
      Content<V> content,
      ToLongFunction<Record<String, V>> time,
      BiFunction<String, StepResult, Optional<R>> result,
      Function<DeadLetter<V>, Optional<R>> refusal) {
    this.spec = spec;
    this.meters = meters;
    this.content = content;
    this.time = time;
    this.result = result;
    this.refusal = refusal;
    this.pipeline = spec.newPipeline();
  }

  /** The name of the store of a pipeline's states. */
  static String store(PipelineSpec spec) {
    return spec.name() + "-states";
  }

  @Override
  public void init(ProcessorContext<String, R> context) {
    super.init(context);
    states = new StateRepository(context.getStateStore(store(spec)), spec, pipeline, meters);
  }

  @Override
  public void process(Record<String, V> record) {
    long at = record.timestamp();
    try {
      brought.clear();
      if (record.value() != null) {
        at = time.applyAsLong(record);
      }
      move(record, at);
    } catch (BadRecordException e) {
      refuse(record, at, e);
    }
  }

  private void move(Record<String, V> record, long at) throws BadRecordException {
    if (record.key() == null) {
      throw new BadRecordException(Reason.NO_SERIES, "the record has no key");
    }
    if (record.value() != null) {
      content.read(record.value(), brought);
    }
    check(brought);
    check(at);
    results.clear();
    Moved moved = move(record.key(), StateRepository.key(record.key()), at);
    meters.record(moved.fate());
    meters.missing(moved.missing());
    for (Timed<R> each : results) {
      context().forward(record.withValue(each.result).withTimestamp(each.time));
    }
    RecordFates.check(moved, record.key(), at);
  }

  /** Counts a record that cannot be used, and forwards what is to be forwarded of it. */
  private void refuse(Record<String, V> record, long at, BadRecordException e) {
    Origin origin = Origin.of(context().recordMetadata().orElse(null));
    String series = record.key() == null ? "" : record.key();
    String message = String.valueOf(e.getMessage());
    if (e.reason() == Reason.LATE && spec.late() == PipelineSpec.Late.DROP) {
      meters.notices().record(e.reason(), origin, series, message);
      return;
    }
    meters.refused(e.reason(), origin, series, message);
    refusal
        .apply(new DeadLetter<>(record.value(), at, e.reason(), message))
        .ifPresent(
            letter ->
                context()
                    .forward(
                        record
                            .withValue(letter)
                            .withHeaders(DeadLetters.headers(record.headers(), e))));
  }

  private Moved move(String series, Bytes key, long at) throws BadRecordException {
    states.load(key);
    try {
      // a record may have led to several values, or stem from several topics: no offset of its own
      states.offer(0, StateRepository.NEXT, at, brought);
      while (states.next()) {
        collect(series, states.result());
      }
      return states.commit();
    } catch (RuntimeException e) {
      throw Intake.failed(e);
    } finally {
      states.undo();
    }
  }

  private static void check(EventContent content) throws BadRecordException {
    for (int i = 0; i < content.count(); i++) {
      if (!(Math.abs(content.number(i)) <= Values.MAX_MAGNITUDE)) {
        throw new BadRecordException(
            Reason.NOT_FINITE, content.number(i) + " is not finite or too large");
      }
    }
  }

  private void check(long time) throws BadRecordException {
    boolean early = time < 0;
    if (early || time - System.currentTimeMillis() > spec.input().maxAhead().toMillis()) {
      throw new BadRecordException(
          early ? Reason.BEFORE_EPOCH : Reason.AHEAD_OF_TIME,
          "the time %d ms is before 1970, or more than %s ahead of now"
              .formatted(time, spec.input().maxAhead()));
    }
  }

  private void collect(String series, StepResult out) {
    meters.step(out);
    result.apply(series, out).ifPresent(r -> results.add(new Timed<>(out.time(), r)));
  }
}
