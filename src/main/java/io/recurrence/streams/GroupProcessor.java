package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Emission;
import io.recurrence.core.GroupReport;
import io.recurrence.detect.GroupEvidence;
import io.recurrence.detect.GroupTracker;
import io.recurrence.record.Encoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Moves the memory of each group by what the records of its series say, and writes the changes of
 * its incidents. Memory, output and position are committed together, so that after a crash nothing
 * counts twice.
 */
final class GroupProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private static final long NEVER = Long.MIN_VALUE;

  private final NamedPipeline pipeline;
  private final TopicFacts facts;
  private final Encoder encoder;
  private final Duration idle;
  private KeyValueStore<Bytes, byte[]> groups;
  private Outgoing outgoing;
  private @Nullable StoppedGroups stopped;

  GroupProcessor(NamedPipeline pipeline, TopicFacts facts) {
    PipelineSpec spec = pipeline.spec();
    this.pipeline = pipeline;
    this.facts = facts;
    this.idle = spec.state().idle();
    this.encoder =
        spec.output()
            .encoder(spec.confidence(), spec.version(spec.newPipeline(Emission.ON_REQUEST)));
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    ResourceNames names = pipeline.names();
    groups = context.getStateStore(names.of(Topologies.GROUP_STATES));
    outgoing = new Outgoing(pipeline.meters(), facts, names, pipeline.spec().output().topics());
    if (!idle.isZero()) {
      stopped =
          new StoppedGroups(
              idle.toMillis(), context.currentSystemTimeMs(), this::end, this::forget);
      watch(context, stopped);
    }
  }

  private void watch(ProcessorContext<byte[], byte[]> context, StoppedGroups watch) {
    try (KeyValueIterator<Bytes, byte[]> all = groups.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> group = all.next();
        watch.known(group.key, tracker(group.value).newest());
      }
    }
    context.schedule(watch.tick(), PunctuationType.WALL_CLOCK_TIME, watch::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Bytes key = Bytes.wrap(record.key());
    GroupEvidence evidence = EvidenceBytes.read(record.value());
    GroupTracker tracker = tracker(groups.get(key));
    if (stopped != null
        && tracker.newest() != NEVER
        && evidence.time() - tracker.newest() > idle.toMillis()) {
      forget(key);
      tracker = tracker(null);
    }
    tracker.step(name(key), evidence).ifPresent(this::write);
    groups.put(key, tracker.toBytes());
    if (stopped != null) {
      stopped.arrived(key, evidence.time(), context().currentSystemTimeMs());
    }
  }

  private GroupTracker tracker(byte @Nullable [] stored) {
    GroupTracker tracker = new GroupTracker(pipeline.spec().groups().rule());
    if (stored != null) {
      tracker.read(stored);
    }
    return tracker;
  }

  /** Ends the incident of a group that has stopped; that it has follows from its times alone. */
  private void end(Bytes key) {
    GroupTracker tracker = tracker(groups.get(key));
    tracker
        .end(name(key), tracker.newest() + idle.toMillis(), "no data for " + idle)
        .ifPresent(
            report -> {
              write(report);
              groups.put(key, tracker.toBytes());
            });
  }

  private void forget(Bytes key) {
    end(key);
    groups.delete(key);
  }

  private void write(GroupReport report) {
    outgoing.begin();
    outgoing.addAlone(
        Topologies.GROUPS,
        report.id().getBytes(StandardCharsets.UTF_8),
        report.time(),
        encoder.group(report));
    outgoing.forward(context());
  }

  private static String name(Bytes key) {
    return new String(key.get(), StandardCharsets.UTF_8);
  }
}
