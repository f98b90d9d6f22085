package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Emission;
import io.recurrence.detect.GroupEvidence;
import io.recurrence.detect.GroupTracker;
import io.recurrence.record.Encoder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Moves the memory of each group by what the records of its series say, and writes the changes of
 * its incidents. Memory, output and position are committed together, so that after a crash nothing
 * counts twice.
 */
final class GroupProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final NamedPipeline pipeline;
  private final TopicFacts facts;
  private final Encoder encoder;
  private KeyValueStore<Bytes, byte[]> groups;
  private Outgoing outgoing;

  GroupProcessor(NamedPipeline pipeline, TopicFacts facts) {
    PipelineSpec spec = pipeline.spec();
    this.pipeline = pipeline;
    this.facts = facts;
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
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    outgoing.begin();
    Bytes key = Bytes.wrap(record.key());
    String group = new String(record.key(), StandardCharsets.UTF_8);
    GroupEvidence evidence = EvidenceBytes.read(record.value());
    GroupTracker tracker = new GroupTracker(pipeline.spec().groups().rule());
    byte[] stored = groups.get(key);
    if (stored != null) {
      tracker.read(stored);
    }
    tracker
        .step(group, evidence)
        .ifPresent(
            report ->
                outgoing.addAlone(
                    Topologies.GROUPS,
                    report.id().getBytes(StandardCharsets.UTF_8),
                    report.time(),
                    encoder.group(report)));
    groups.put(key, tracker.toBytes());
    outgoing.forward(context());
  }
}
