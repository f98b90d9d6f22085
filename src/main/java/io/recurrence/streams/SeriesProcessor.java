package io.recurrence.streams;

import io.recurrence.core.Emission;
import io.recurrence.core.Output;
import io.recurrence.core.Sequencer.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.format.BadRecordException;
import io.recurrence.format.BadRecordException.Reason;
import io.recurrence.format.BinaryEncoder;
import io.recurrence.format.Decoder;
import io.recurrence.format.Encoder;
import io.recurrence.format.JsonEncoder;
import io.recurrence.format.Reading;
import io.recurrence.spec.OutputSpec;
import io.recurrence.spec.PipelineSpec;
import io.recurrence.streams.States.Moved;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Moves the state of each series by each of its records: decode, step, and only then forward, so
 * that nothing can fail once the state has moved; where the step fails, the state is as it was.
 * What cannot be used is forwarded to the dead letters.
 */
final class SeriesProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final PipelineSpec spec;
  private final Decoder decoder;
  private final Meters meters;
  private final ToLongFunction<String> topicIds;
  private final SeriesPipeline pipeline;
  private final Encoder encoder;
  private final OutputSpec topics;
  private final Reading reading = new Reading();
  private final MixedSeries mixed = new MixedSeries();
  private final List<Pending> pending = new ArrayList<>();
  private Headers headers = new RecordHeaders(); // of the record that is processed
  private Source source;
  private States states;
  private Watch watch;

  /** An output that waits until the state has been stored. */
  private record Pending(String sink, Record<byte[], byte[]> record) {}

  SeriesProcessor(
      PipelineSpec spec, Decoder decoder, Meters meters, ToLongFunction<String> topicIds) {
    this.spec = spec;
    this.topicIds = topicIds;
    this.decoder = decoder;
    this.meters = meters;
    this.pipeline =
        spec.output().forecasts().isEmpty()
            ? spec.newPipeline(Emission.ON_REQUEST) // what no one reads is not made
            : spec.newPipeline();
    this.topics = spec.output();
    this.encoder = encoder(spec, spec.version(pipeline));
    meters.describe(spec.version(pipeline), spec.confidence(), pipeline.stateBytes());
  }

  private static Encoder encoder(PipelineSpec spec, String version) {
    return switch (spec.output().format()) {
      case JSON -> new JsonEncoder(spec.confidence(), version);
      case BINARY -> new BinaryEncoder(spec.confidence(), version);
    };
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    source = new Source(topicIds);
    states =
        new States(
            context.getStateStore(Topologies.STATES), pipeline, spec.state().onChange(), meters);
    watch = Watch.of(spec.state(), pipeline.calendar(), context, states);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long start = System.nanoTime();
    RecordMetadata metadata = context().recordMetadata().orElse(null);
    headers = record.headers();
    Origin origin = Origin.take(headers);
    pending.clear();
    String series = ""; // not known yet
    try {
      decoder.decode(record.key(), record.value(), record.timestamp(), reading);
      series = reading.series();
      checkTime(record.headers());
      apply(metadata);
    } catch (BadRecordException e) {
      refuse(record, origin == null ? Origin.of(metadata) : origin, series, e);
    }
    for (Pending output : pending) {
      context().forward(output.record(), output.sink());
    }
    meters.processed(start);
  }

  private void checkTime(Headers headers) throws BadRecordException {
    Header mark = headers.lastHeader(BoundedTimestamps.MARK);
    long time = reading.time();
    if (mark != null && spec.input().time().isEmpty()) {
      time = Long.parseLong(new String(mark.value(), StandardCharsets.US_ASCII));
    }
    if (time < 0) {
      throw new BadRecordException(Reason.BEFORE_EPOCH, "the time " + time + " ms is before 1970");
    }
    if (time - spec.input().maxAhead().toMillis() > System.currentTimeMillis()) {
      throw new BadRecordException(
          Reason.AHEAD_OF_TIME,
          "the time %d ms is more than %s ahead of now; is its unit right?"
              .formatted(time, spec.input().maxAhead()));
    }
  }

  private void apply(@Nullable RecordMetadata metadata) throws BadRecordException {
    String series = reading.series();
    Bytes key = Bytes.wrap(reading.key());
    Moved moved =
        states.move(
            key,
            metadata == null ? 0 : source.of(metadata),
            metadata == null ? States.NEXT : metadata.offset(),
            reading.time(),
            reading.present(),
            reading.value(),
            out -> collect(key.get(), series, out));
    Fate fate = moved.fate();
    long last = moved.state().time();
    meters.record(fate);
    if (fate == Fate.REPLAYED && metadata != null) {
      meters
          .notices()
          .warn(
              fate.name(),
              () -> Origin.of(metadata).place() + ", series '" + series + "': left out",
              "a record of this or a later offset has been applied before; offsets that the group"
                  + " committed were set back");
    }
    if (fate == Fate.ACCEPTED) {
      compare(key.get());
      watch.seen(key, last);
      watch.advance(reading.time(), this::silent, this::forget);
    } else if (fate == Fate.CLOSED) {
      throw new BadRecordException(
          Reason.CLOSED,
          "the time %s is outside the opening hours of time.calendar"
              .formatted(Instant.ofEpochMilli(reading.time())));
    } else if (fate == Fate.LATE) {
      meters.late(last - reading.time());
      throw new BadRecordException(
          Reason.LATE,
          "the time %d ms is before the last step of its series at %d ms"
              .formatted(reading.time(), last));
    }
  }

  /** Counts a value that differs from another one of its series at the same time. */
  private void compare(byte[] key) {
    long time = reading.time();
    if (reading.present() && mixed.conflicts(key, time, reading.value())) {
      meters.conflict(reading.series(), time, reading.value(), mixed.other(), mixed.often());
    }
  }

  private void collect(byte[] key, String series, Output out) {
    meters.step(out);
    if (!topics.anomalies().isEmpty()) {
      hold(Topologies.ANOMALIES, key, out.time(), encoder.anomaly(series, out));
    }
    if (out.filled()) {
      return;
    }
    if (!topics.features().isEmpty()) {
      hold(Topologies.FEATURES, key, out.time(), encoder.features(series, out));
    }
    if (!topics.outcomes().isEmpty()) {
      for (int i = 0; i < out.outcomes(); i++) {
        hold(Topologies.OUTCOMES, key, out.time(), encoder.outcome(series, out, i));
      }
    }
    if (out.forecasts() && !topics.forecasts().isEmpty()) {
      meters.forecast();
      if (topics.layout() == OutputSpec.Layout.ARRAYS) {
        hold(Topologies.FORECASTS, key, out.time(), encoder.forecast(series, out));
      } else {
        for (int k = 1; k <= out.horizon(); k++) {
          hold(Topologies.FORECASTS, key, out.time(), encoder.forecastStep(series, out, k));
        }
      }
    }
  }

  private void hold(String sink, byte[] key, long time, byte[] value) {
    pending.add(new Pending(sink, new Record<>(key, value, time, headers)));
  }

  private void silent(String series, long time) {
    meters.silence();
    if (!topics.anomalies().isEmpty()) {
      String reason = "silent for " + spec.state().silence();
      hold(
          Topologies.ANOMALIES,
          States.key(series).get(),
          time,
          encoder.silence(series, time, reason));
    }
  }

  private void forget(Bytes series) {
    meters.forgotten();
    states.delete(series);
  }

  private void refuse(
      Record<byte[], byte[]> record, Origin origin, String series, BadRecordException e) {
    if (e.reason() == Reason.LATE && spec.late() == PipelineSpec.Late.DROP) {
      meters.warn(e.reason(), origin, series, e.getMessage());
      return;
    }
    meters.refused(e.reason(), origin, series, e.getMessage());
    if (!topics.deadLetters().isEmpty()) {
      Headers headers = DeadLetters.headers(record.headers(), origin, e.reason(), e.getMessage());
      context().forward(record.withHeaders(headers), Topologies.DEAD_LETTERS);
    }
  }
}
