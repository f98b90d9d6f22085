package io.recurrence.streams;

import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Emission;
import io.recurrence.core.Fate;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Encoder;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.schema.RegistryException;
import io.recurrence.streams.StateRepository.Moved;
import java.time.Duration;
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

  private final NamedPipeline named;
  private final PipelineSpec spec;
  private final Intake intake;
  private final Meters meters;
  private final TopicFacts facts;
  private final SeriesPipeline pipeline;
  private final Encoder encoder;
  private final OutputSpec topics;
  private final RecordFates fates;
  private final boolean ordered; // an output may be that of an earlier record
  private Source source;
  private StateRepository states;
  private @Nullable StalenessMonitor staleness; // null where nothing is watched
  private @Nullable FeedbackTaker feedback; // null where none is taken
  private Refusals refusals;
  private Outgoing outgoing;
  private StepWriter writer;
  private GroupWriter groups;

  SeriesProcessor(NamedPipeline named, TopicFacts facts) {
    this.named = named;
    this.spec = named.spec();
    this.facts = facts;
    this.intake = new Intake(spec.input());
    this.meters = named.meters();
    this.fates = new RecordFates(spec.forecasts(), meters);
    this.pipeline =
        spec.output().forecasts().isEmpty()
            ? spec.newPipeline(Emission.ON_REQUEST) // what no one reads is not made
            : spec.newPipeline();
    this.topics = spec.output();
    this.ordered = spec.latenessMillis() > 0;
    this.encoder = spec.output().encoder(spec.confidence(), spec.version(pipeline));
    meters.describe(spec.version(pipeline), spec.confidence(), pipeline.stateBytes());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    source = new Source(facts::id);
    refusals = new Refusals(context, named, facts);
    outgoing = new Outgoing(meters, facts, named.names(), topics.topics());
    writer = new StepWriter(topics, meters, encoder, outgoing);
    groups = new GroupWriter(spec.groups(), outgoing);
    states =
        new StateRepository(
            context.getStateStore(named.names().of(Topologies.STATES)), spec, pipeline, meters);
    reportLoss(context);
    feedback =
        spec.feedback().isEmpty() ? null : new FeedbackTaker(named, context, states, refusals);
    staleness = StalenessMonitor.needed(spec) ? staleness(context) : null;
  }

  private StalenessMonitor staleness(ProcessorContext<byte[], byte[]> context) {
    ArrivalStore arrivals =
        new ArrivalStore(
            spec, context.getStateStore(named.names().of(Topologies.CLOCK)), states.store());
    StoppedSeries stopped =
        new StoppedSeries(spec.state(), pipeline, states, writer, groups, feedback, this::forward);
    StalenessMonitor staleness =
        new StalenessMonitor(
            spec, pipeline.calendar(), arrivals, context.currentSystemTimeMs(), stopped);
    if (!spec.state().silence().isZero()) {
      Duration share = spec.state().silence().dividedBy(TICKS);
      context.schedule(
          share.compareTo(SHORTEST_TICK) < 0 ? SHORTEST_TICK : share,
          PunctuationType.WALL_CLOCK_TIME,
          staleness::tick);
    }
    return staleness;
  }

  /** Says so where records have been processed, but nothing is left of what they taught. */
  private void reportLoss(ProcessorContext<byte[], byte[]> context) {
    if (!states.isEmpty()
        || (spec.input().gathers()
            && SourceTable.onlyWatermarks(
                context.getStateStore(named.names().of(Topologies.SOURCES))))) {
      return;
    }
    String topic =
        spec.input().partitionedBySeries()
            ? spec.input().topics().toString()
            : named.names().repartitionTopic(context.applicationId());
    int partition = context.taskId().partition();
    long committed = facts.committed(context.applicationId(), topic, partition);
    if (committed > 0) {
      meters.statesLost(topic + '-' + partition, committed, named.names().shared());
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long start = System.nanoTime();
    RecordMetadata metadata = context().recordMetadata().orElse(null);
    if (feedback != null && feedback.is(metadata)) {
      feedback.take(record, Origin.carried(metadata, record));
      return;
    }
    boolean direct = spec.input().partitionedBySeries();
    Origin origin = direct ? Origin.of(metadata, record) : Origin.carried(metadata, record);
    Measurements found = direct ? intake.read(origin, record) : intake.carried(origin, record);
    meters.input().read(found.leftOut(), found.size());
    for (int i = 0; i < found.size(); i++) {
      take(metadata, origin, record, found.get(i));
    }
    meters.processed(start);
  }

  /** One measurement, all the way: what is written of it comes after its state is committed. */
  private void take(
      @Nullable RecordMetadata metadata,
      Origin origin,
      Record<byte[], byte[]> record,
      Measurement measurement) {
    outgoing.begin();
    try {
      check(measurement.fault());
      Bytes key = Bytes.wrap(measurement.key());
      intake.checkTime(measurement, origin, states, key);
      long newest = look(key, measurement.time());
      if (!ordered) {
        outgoing.carry(record.headers());
      }
      if (staleness != null) {
        staleness.applies(key, newest, measurement.time());
      }
      if (feedback != null) {
        feedback.leaveOut(measurement);
      }
      // what was gathered comes at the offset of the watermark that let it go
      Moved moved = move(spec.input().gathers() ? null : metadata, key, measurement);
      forward(); // whatever comes now, the state has moved
      if (staleness != null && moved.fate() != Fate.REPLAYED) {
        staleness.arrived(key, measurement.time(), context().currentSystemTimeMs());
      }
      fates.account(metadata, key.get(), measurement, moved);
    } catch (BadRecordException e) {
      outgoing.begin(); // where the step failed half-way, what it gave is undone too
      if (e.reason() == Reason.LATE && spec.late() == PipelineSpec.Late.DROP) {
        meters.notices().record(e.reason(), origin, measurement.series(), e.getMessage());
      } else {
        refusals.refuse(record, origin, measurement.series(), e);
      }
    }
  }

  @Override
  public void close() {
    if (writer != null) { // else it never began
      writer.close();
    }
  }

  private static void check(@Nullable BadRecordException fault) throws BadRecordException {
    if (fault != null) {
      throw fault;
    }
  }

  private void forward() {
    outgoing.forward(context());
    outgoing.begin();
  }

  /**
   * Sees to what the time of a record says of the time before it.
   *
   * @return the latest time of its series so far; {@link Long#MIN_VALUE} where no one asks
   */
  private long look(Bytes key, long time) {
    if (staleness == null) {
      return Long.MIN_VALUE;
    }
    long newest = states.newest(key);
    if (newest > Long.MIN_VALUE) {
      staleness.before(key, newest, time);
    }
    return newest;
  }

  /** Moves the state of a series by a measurement, all the way or not at all. */
  private Moved move(@Nullable RecordMetadata metadata, Bytes key, Measurement measurement)
      throws BadRecordException {
    states.load(key);
    try {
      if (feedback != null) {
        feedback.mute(measurement);
      }
      states.offer(
          metadata == null ? 0 : source.of(metadata),
          metadata == null ? StateRepository.NEXT : metadata.offset(),
          measurement.time(),
          measurement.content());
      String group = spec.groups().group(measurement);
      while (states.next()) {
        writer.write(key.get(), measurement.series(), states.result());
        if (!states.muted(states.result().time())) {
          groups.write(group, measurement.series(), states.result(), states.samplingInterval());
        }
      }
      return states.commit();
    } catch (RegistryException e) {
      throw e; // the record can be written once the registry answers
    } catch (RuntimeException e) {
      throw Intake.failed(e);
    } finally {
      states.undo();
    }
  }
}
