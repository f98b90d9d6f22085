package io.recurrence.streams;

import io.recurrence.config.InputSpec;
import io.recurrence.record.Measurement;
import io.recurrence.record.MeasurementBytes;
import io.recurrence.record.Measurements;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keys each record by its series, so that all records of a series meet in one partition, and says
 * among them how far its source partition has been read. What cannot be read goes on as it is, and
 * what would be larger than the topic takes goes on cut: the series processor will refuse it, in
 * the one place where records are refused.
 */
final class RouteProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private static final byte[] UNKNOWN = new byte[0]; // series

  /** Bytes that the copies of one record may have together: each measurement goes on with one. */
  private static final int COPIES = 256 * 1024;

  private final InputSpec input;
  private final ResourceNames names;
  private final Intake intake;
  private final Meters meters;
  private final TopicFacts facts;
  private final SourcePositions positions;
  private SourceClocks clocks;
  private int largest;
  private boolean begun;
  private long newest; // timestamp of a record, which a watermark takes over

  RouteProcessor(NamedPipeline pipeline, TopicFacts facts, SourcePositions positions) {
    this.input = pipeline.input();
    this.names = pipeline.names();
    this.intake = new Intake(input);
    this.meters = pipeline.meters();
    this.facts = facts;
    this.positions = positions;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    largest = facts.largestRecord(names.repartitionTopic(context.applicationId()));
    clocks = new SourceClocks(positions, context.taskId().partition());
    if (input.gathers()) {
      context.schedule(input.gather(), PunctuationType.WALL_CLOCK_TIME, this::watermark);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (!begun) {
      begin();
    }
    Origin origin = Origin.of(context().recordMetadata().orElse(null), record);
    long now = context().currentSystemTimeMs();
    SourceClock clock = clocks.of(origin.topic(), now);
    clock.passed(origin.offset(), now);
    newest = Math.max(newest, record.timestamp());
    BoundedTimestamps.clear(record.headers());
    Measurements found = intake.read(origin, record);
    meters.input().read(found.leftOut(), found.size());
    for (int i = 0; i < found.size(); i++) {
      int share = found.size() == 1 ? largest : COPIES / found.size();
      Measurement measurement = found.get(i);
      if (measurement.fault() == null) {
        clock.event(measurement.time(), intake.latest(origin));
      }
      context().forward(routed(record, origin, measurement, share));
    }
  }

  private Record<byte[], byte[]> routed(
      Record<byte[], byte[]> record, Origin origin, Measurement measurement, int share) {
    byte[] series = measurement.fault() == null ? measurement.key() : UNKNOWN;
    byte[] bytes = MeasurementBytes.of(measurement);
    Headers own = new RecordHeaders();
    origin.withKey(null).write(own);
    Origin.carry(bytes, own);
    Headers headers = new RecordHeaders(record.headers().toArray());
    long room =
        largest
            - RecordSize.of(series, null, own)
            - TruncatedRecord.NOTE
            - BufferedRecord.more(headers);
    Record<byte[], byte[]> cut =
        TruncatedRecord.to(
            Math.min(room, share), origin.key(), record.value(), record.timestamp(), headers);
    origin.withKey(cut.key()).write(cut.headers());
    Origin.carry(bytes, cut.headers());
    return cut.withKey(series);
  }

  /** A task says that it begins before it forwards anything, and then goes on by the clock. */
  private void begin() {
    begun = true;
    if (input.gathers()) {
      clocks.begin(context().currentSystemTimeMs()).forEach(this::forward);
    }
  }

  private void watermark(long now) {
    begin();
    clocks.due(now).forEach(this::forward);
  }

  private void forward(Watermark watermark) {
    context().forward(new Record<>(Broadcast.key(), watermark.toBytes(), newest));
  }
}
