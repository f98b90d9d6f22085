package io.recurrence.streams;

import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Emission;
import io.recurrence.core.Reorderer.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.BinaryEncoder;
import io.recurrence.record.Decoder;
import io.recurrence.record.Encoder;
import io.recurrence.record.JsonEncoder;
import io.recurrence.record.Measurement;
import io.recurrence.streams.StateRepository.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
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
  private static final int TICKS = 10; // of the clock of the machine, per silence
  private static final Duration SHORTEST_TICK = Duration.ofSeconds(1);

  private final PipelineSpec spec;
  private final Intake intake;
  private final Meters meters;
  private final TopicFacts facts;
  private final SeriesPipeline pipeline;
  private final Encoder encoder;
  private final OutputSpec topics;
  private final MixedSeries mixed = new MixedSeries();
  private final boolean ordered; // an output may be that of an earlier record
  private Source source;
  private StateRepository states;
  private @Nullable StalenessMonitor watch; // null where nothing is watched
  private Refusals refusals;
  private Outgoing outgoing;
  private StepWriter writer;

  SeriesProcessor(PipelineSpec spec, Decoder decoder, Meters meters, TopicFacts facts) {
    this.spec = spec;
    this.facts = facts;
    this.intake = new Intake(spec.input(), decoder);
    this.meters = meters;
    this.pipeline =
        spec.output().forecasts().isEmpty()
            ? spec.newPipeline(Emission.ON_REQUEST) // what no one reads is not made
            : spec.newPipeline();
    this.topics = spec.output();
    this.ordered = spec.latenessMillis() > 0;
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
    source = new Source(facts::id);
    refusals = new Refusals(context, meters, facts, topics.deadLetters());
    outgoing =
        new Outgoing(
            meters,
            facts,
            Map.of(
                Topologies.ANOMALIES, topics.anomalies(),
                Topologies.FORECASTS, topics.forecasts(),
                Topologies.OUTCOMES, topics.outcomes(),
                Topologies.FEATURES, topics.features(),
                Topologies.RESULTS, topics.results()));
    writer = new StepWriter(topics, meters, encoder, outgoing);
    states = new StateRepository(context.getStateStore(Topologies.STATES), spec, pipeline, meters);
    tellLoss(context);
    watch = StalenessMonitor.needed(spec) ? watch(context) : null;
  }

  private StalenessMonitor watch(ProcessorContext<byte[], byte[]> context) {
    ArrivalStore arrivals =
        new ArrivalStore(spec, context.getStateStore(Topologies.CLOCK), states.store());
    StoppedSeries stopped =
        new StoppedSeries(spec.state().silence(), pipeline, states, writer, this::forward);
    StalenessMonitor watch =
        new StalenessMonitor(
            spec, pipeline.calendar(), arrivals, context.currentSystemTimeMs(), stopped);
    if (!spec.state().silence().isZero()) {
      Duration share = spec.state().silence().dividedBy(TICKS);
      context.schedule(
          share.compareTo(SHORTEST_TICK) < 0 ? SHORTEST_TICK : share,
          PunctuationType.WALL_CLOCK_TIME,
          watch::tick);
    }
    return watch;
  }

  /** Says so where records have been processed, but nothing is left of what they taught. */
  private void tellLoss(ProcessorContext<byte[], byte[]> context) {
    if (!states.isEmpty()
        || (spec.input().gathers()
            && SourceTable.onlyWatermarks(context.getStateStore(Topologies.SOURCES)))) {
      return;
    }
    String topic =
        spec.input().partitionedBySeries()
            ? spec.input().topic()
            : Topologies.repartitionTopic(context.applicationId());
    int partition = context.taskId().partition();
    long committed = facts.committed(context.applicationId(), topic, partition);
    if (committed > 0) {
      meters.statesLost(topic + '-' + partition, committed);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long start = System.nanoTime();
    RecordMetadata metadata = context().recordMetadata().orElse(null);
    Origin origin =
        spec.input().partitionedBySeries()
            ? Origin.of(metadata, record)
            : Origin.carried(metadata, record);
    outgoing.begin();
    String series = ""; // not known yet
    try {
      Measurement reading = intake.read(origin, record);
      series = reading.series();
      Bytes key = Bytes.wrap(reading.key());
      intake.checkTime(origin, states, key);
      look(key, reading.time());
      if (!ordered) {
        outgoing.carry(record.headers());
      }
      // what was gathered comes at the offset of the watermark that let it go
      apply(spec.input().gathers() ? null : metadata, key, reading);
    } catch (BadRecordException e) {
      outgoing.begin(); // where the step failed half-way, what it gave is undone too
      if (e.reason() == Reason.LATE && spec.late() == PipelineSpec.Late.DROP) {
        meters.notices().record(e.reason(), origin, series, e.getMessage());
      } else {
        refusals.refuse(record, origin, series, e);
      }
    }
    forward();
    meters.processed(start);
  }

  private void forward() {
    outgoing.forward(context());
    outgoing.begin();
  }

  /** Sees to what the time of a record says of the time before it. */
  private void look(Bytes key, long time) {
    if (watch != null) {
      long newest = states.newest(key);
      if (newest > Long.MIN_VALUE) {
        watch.before(key, newest, time);
      }
    }
  }

  private void apply(@Nullable RecordMetadata metadata, Bytes key, Measurement reading)
      throws BadRecordException {
    String series = reading.series();
    Moved moved =
        states.move(
            key,
            metadata == null ? 0 : source.of(metadata),
            metadata == null ? StateRepository.NEXT : metadata.offset(),
            reading.time(),
            reading.content(),
            out -> writer.write(key.get(), series, out));
    forward(); // whatever comes now, the state has moved
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
    if (watch != null && fate != Fate.REPLAYED) {
      watch.arrived(key, reading.time(), context().currentSystemTimeMs());
    }
    if (fate == Fate.ACCEPTED) {
      compare(key.get(), reading);
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
  private void compare(byte[] key, Measurement reading) {
    long time = reading.time();
    if (spec.forecasts() && reading.present() && mixed.conflicts(key, time, reading.value())) {
      meters.conflict(reading.series(), time, reading.value(), mixed.other(), mixed.often());
    }
  }
}
