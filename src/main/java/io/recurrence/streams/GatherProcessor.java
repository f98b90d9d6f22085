package io.recurrence.streams;

import io.recurrence.record.MeasurementBytes;
import io.recurrence.record.Measurements;
import io.recurrence.streams.BufferGauges.Buffered;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Puts the records of a series that come from several source partitions, in order in each of them,
 * in the order of their event times. A record waits in a buffer on disk until no earlier one can
 * come any more, by the watermarks. A series that has long come from one partition alone does not
 * wait, unless there is a backlog. Records are let go at watermarks only, so that what comes out is
 * decided by the records of the topic and nothing else.
 */
final class GatherProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private static final int SETTLED_RECORDS = 32; // records in a row from one source partition

  private final ResourceNames names;
  private final Intake intake;
  private final boolean several; // topics
  private final long slack;
  private final BufferGauges gauges;
  private KeyValueStore<Bytes, byte[]> kept;
  private SourceTable sources;
  private MergeBuffer buffer;
  private String task = "";

  // offsets of the topic by series
  private long swept; // when settled series were last let go
  private long reached; // since then no partition has had a backlog
  private long offsetBefore; // limits of the last release
  private long timeBefore;

  private long records;
  private long bytes;

  /**
   * Where a series comes from.
   *
   * @param run how many records have come from the source partition since another one, up to {@link
   *     #SETTLED_RECORDS}
   * @param buffered offset of the last record that was put into the buffer, without a backlog
   */
  private record Provenance(int source, int run, long buffered) {
    static final Provenance NONE = new Provenance(-1, 0, -1);

    static Provenance of(byte[] bytes) {
      if (bytes == null) {
        return NONE;
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Provenance(buffer.getInt(), buffer.getInt(), buffer.getLong());
    }

    byte[] toBytes() {
      return ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
          .putInt(source)
          .putInt(run)
          .putLong(buffered)
          .array();
    }

    boolean settled() {
      return run == SETTLED_RECORDS;
    }

    Provenance next(int from, long offset) {
      return new Provenance(from, from == source ? Math.min(run + 1, SETTLED_RECORDS) : 0, offset);
    }
  }

  GatherProcessor(NamedPipeline pipeline, BufferGauges gauges) {
    this.names = pipeline.names();
    this.intake = new Intake(pipeline.input());
    this.several = pipeline.input().topics().several();
    this.slack = pipeline.input().maxAhead().toMillis();
    this.gauges = gauges;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    task = context.taskId().toString();
    kept = context.getStateStore(names.of(Topologies.SOURCES));
    sources = new SourceTable(kept, slack);
    buffer = new MergeBuffer(context.getStateStore(names.of(Topologies.BUFFER)));
    byte[] totals = kept.get(SourceTable.TOTALS);
    if (totals != null) {
      ByteBuffer read = ByteBuffer.wrap(totals);
      swept = read.getLong();
      reached = read.getLong();
      records = read.getLong();
      bytes = read.getLong();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElse(null);
    if (metadata == null || record.key() == null) {
      context().forward(record);
    } else if (Broadcast.is(record.key())) {
      advance(Watermark.of(record.value()), metadata.offset());
    } else if (!sources.several() || record.key().length == 0) {
      context().forward(record);
    } else {
      gather(record, metadata.offset());
    }
  }

  private void gather(Record<byte[], byte[]> record, long offset) {
    int source = source(record);
    Bytes series = key(record.key());
    Provenance before = Provenance.of(kept.get(series));
    boolean backlog = !sources.allReached();
    boolean straight =
        !backlog
            && source == before.source
            && before.settled()
            && before.buffered < swept
            && reached < swept;
    long time = time(record);
    if (straight || time < 0) {
      context().forward(record);
      return;
    }
    Provenance now = before.next(source, backlog ? before.buffered : offset);
    if (!now.equals(before)) {
      kept.put(series, now.toBytes());
    }
    bytes += buffer.add(record, time, source, offset);
    records++;
  }

  /** A number for the source partition: its own, unless several topics have one of it. */
  private int source(Record<byte[], byte[]> record) {
    int partition = Origin.partition(record.headers());
    return several
        ? Objects.hash(Origin.carried(null, record).topic(), partition) & Integer.MAX_VALUE
        : partition;
  }

  private static Bytes key(byte[] series) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + series.length).put(SourceTable.SERIES.get()).put(series).array());
  }

  private boolean settled(Bytes series) {
    return Provenance.of(kept.get(key(series.get()))).settled();
  }

  /** Its event time; negative where it has none, and is refused where all such records are. */
  private long time(Record<byte[], byte[]> record) {
    byte[] measurement = Origin.carried(record.headers());
    if (measurement != null) {
      return MeasurementBytes.time(measurement);
    }
    RecordMetadata metadata = context().recordMetadata().orElse(null);
    Measurements read = intake.read(Origin.carried(metadata, record), record);
    return read.size() == 0 || read.get(0).fault() != null ? -1 : read.get(0).time();
  }

  private void advance(Watermark watermark, long offset) {
    boolean backlog = !sources.allReached();
    sources.update(watermark, offset);
    if (backlog && sources.allReached()) {
      reached = offset;
    }
    long limit = sources.offset();
    long time = sources.time();
    if (buffer.more() || limit != offsetBefore || time != timeBefore) {
      offsetBefore = limit;
      timeBefore = time;
      boolean sweep = time == Long.MAX_VALUE;
      buffer.release(time, limit, sweep ? this::settled : series -> false, this::release);
      if (sweep && !buffer.more()) {
        swept = offset;
      }
      if (buffer
          .empty()) { // those added since the last watermark before a restart were not counted
        records = 0;
        bytes = 0;
      }
    }
    kept.put(
        SourceTable.TOTALS,
        ByteBuffer.allocate(4 * Long.BYTES)
            .putLong(swept)
            .putLong(reached)
            .putLong(records)
            .putLong(bytes)
            .array());
    gauges.set(task, new Buffered(records, bytes, sources.watermark()));
  }

  private void release(Record<byte[], byte[]> record, int size) {
    records--;
    bytes -= size;
    context().forward(record);
  }

  @Override
  public void close() {
    gauges.remove(task);
  }
}
