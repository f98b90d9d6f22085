package io.recurrence.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.SeverityRule;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.detect.GroupEvidence;
import io.recurrence.detect.GroupRule;
import io.recurrence.detect.GroupTracker;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.Feedback;
import io.recurrence.streams.Watermark.Progress;
import io.recurrence.testing.FuzzParts;
import io.recurrence.testing.FuzzTarget;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/**
 * What several classes of a task read together: a state, the records since and the settings of
 * these; what comes through the topic that gathers series, beside what is kept of its sources. And
 * the memory of a group, and feedback.
 */
final class TaskFuzz {
  private static final long TIME = 1_700_000_000_000L;
  private static final Set<Class<? extends Exception>> INTERNAL =
      Set.of(IllegalStateException.class, BufferUnderflowException.class);
  private static final PipelineSpec BEFORE =
      SpecLoader.parse("{name: t, horizon: 2, models: [{type: holt, alpha: 0.5}]}");
  private static final PipelineSpec NOW =
      SpecLoader.parse("{name: t, horizon: 2, models: [{type: holt, alpha: 0.2}]}");
  private static final PipelineSpec GATHERED =
      SpecLoader.parse("{name: t, input: {topic: in, format: number, max-ahead: PT30M}}");

  private static final GroupRule RULE = new GroupRule(600_000, 86_400_000, SeverityRule.DEFAULT);

  private TaskFuzz() {}

  static List<FuzzTarget> targets() {
    return List.of(
        stored(),
        gather(),
        new FuzzTarget("group-memory", groups(), 2_000, INTERNAL, TaskFuzz::useGroup),
        new FuzzTarget(
            "feedback", feedback(), 400, Set.of(BadRecordException.class), Feedback::read));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A state and its record log, written with the settings of today and with those of before. */
  private static byte[] stored(PipelineSpec spec) {
    SeriesPipeline pipeline = spec.newPipeline();
    State state = pipeline.newState();
    Reorderer reorderer = new Reorderer(pipeline);
    Random random = new Random(1);
    RecordLog log = new StateReader(spec, pipeline, key -> null).recordLog();
    byte[] bytes = {};
    for (int i = 0; i < 12; i++) {
      if (i == 8) {
        bytes = state.toBytes();
        log.begin(state);
      }
      double x = random.nextGaussian();
      reorderer.accept(state, i, TIME + 1_000L * i, Contents.of(x), out -> {});
      log.add(i, TIME + 1_000L * i, Contents.of(x));
    }
    return FuzzParts.join(bytes, log.toBytes(), utf8(BEFORE.memorySettings()));
  }

  private static FuzzTarget stored() {
    SeriesPipeline pipeline = NOW.newPipeline();
    return new FuzzTarget(
        "stored-series",
        List.of(stored(NOW), stored(BEFORE)),
        20_000,
        Set.of(StateFormatException.class),
        bytes -> {
          byte[][] parts = FuzzParts.split(bytes, 3);
          Bytes settings = named(parts[1], parts[2]);
          StateReader reader = new StateReader(NOW, pipeline, Map.of(settings, parts[2])::get);
          State state =
              reader.read(
                  parts[0],
                  parts[1].length == 0 ? null : parts[1],
                  reader.recordLog(),
                  pipeline::carryOver);
          reader
              .reorderer()
              .accept(state, state.offset() + 1, TIME + 60_000, Contents.of(1), out -> {});
          state.toBytes();
        });
  }

  /** Makes a record log one of settings, mostly, so that they are read; the key of these. */
  private static Bytes named(byte[] log, byte[] settings) {
    CRC32 crc = new CRC32();
    crc.update(settings);
    int id = (int) crc.getValue();
    if (log.length > Integer.BYTES && id % 8 != 0) {
      ByteBuffer.wrap(log).putInt(1, id);
    }
    return StateReader.key(id);
  }

  /** A kept entry, and a record: its key, its value, where it came from, what was read of it. */
  private static FuzzTarget gather() {
    MockProcessorContext<byte[], byte[]> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), null);
    NamedPipeline pipeline =
        NamedPipeline.alone(GATHERED, new Meters(new SimpleMeterRegistry(), "t"));
    BufferGauges gauges = new BufferGauges(pipeline.meters());
    return new FuzzTarget(
        "gather",
        gathered(),
        400,
        INTERNAL,
        bytes -> {
          byte[][] parts = FuzzParts.split(bytes, 6);
          KeyValueStore<Bytes, byte[]> sources = store(context, Topologies.SOURCES);
          store(context, Topologies.BUFFER);
          sources.put(Bytes.wrap(parts[0]), parts[1]);
          GatherProcessor processor = new GatherProcessor(pipeline, gauges);
          processor.init(context);
          RecordHeaders headers = new RecordHeaders();
          headers.add("recurrence.origin", parts[4]);
          if (parts[5].length > 0) {
            Origin.carry(parts[5], headers);
          }
          context.setRecordMetadata("by-series", 0, 7);
          processor.process(new Record<>(parts[2], parts[3], TIME, headers));
          context.setRecordMetadata("by-series", 0, 8);
          byte[] watermark = new Watermark(1, 2, Progress.CURRENT, TIME, 0).toBytes();
          processor.process(new Record<>(Broadcast.key(), watermark, TIME));
          processor.close();
          context.resetForwards();
        });
  }

  private static KeyValueStore<Bytes, byte[]> store(
      MockProcessorContext<byte[], byte[]> context, String name) {
    KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore(name);
    context.addStateStore(store);
    return store;
  }

  private static List<byte[]> gathered() {
    KeyValueStore<Bytes, byte[]> kept = new InMemoryKeyValueStore("kept");
    SourceTable table = new SourceTable(kept, 0);
    table.update(new Watermark(0, 2, Progress.CURRENT, TIME, 0), 1);
    table.update(new Watermark(1, 2, Progress.CURRENT, TIME, 0), 2);
    RecordHeaders headers = new RecordHeaders();
    new Origin("in", 1, 5, TIME, utf8("s")).write(headers);
    byte[] origin = headers.lastHeader("recurrence.origin").value();
    byte[] read = StoredFuzz.measurement("input: {value: /v}", "{\"v\": 1.5}");
    byte[] mark = new Watermark(0, 2, Progress.BEHIND, TIME + 5, 3).toBytes();
    List<byte[]> samples = new ArrayList<>();
    kept.all()
        .forEachRemaining(
            row -> {
              byte[] key = row.key.get();
              samples.add(FuzzParts.join(key, row.value, utf8("s"), utf8("1.5"), origin, read));
              samples.add(FuzzParts.join(key, row.value, Broadcast.key(), mark, origin, read));
            });
    byte[] series = {SourceTable.SERIES.get()[0], 's'};
    byte[] provenance = new byte[16];
    samples.add(FuzzParts.join(series, provenance, utf8("s"), utf8("1.5"), origin, new byte[0]));
    byte[] totals = SourceTable.TOTALS.get();
    samples.add(FuzzParts.join(totals, new byte[32], utf8("s"), utf8("1.5"), origin, read));
    return samples;
  }

  private static List<byte[]> groups() {
    GroupTracker tracker = new GroupTracker(RULE);
    List<byte[]> samples = new ArrayList<>();
    samples.add(tracker.toBytes());
    for (int i = 0; i < 40; i++) {
      tracker.step("g", new GroupEvidence("series " + i % 20, TIME + 1_000L * i, 1e-6, 60_000));
      if (i % 13 == 0) {
        samples.add(tracker.toBytes());
      }
    }
    return samples;
  }

  private static void useGroup(byte[] bytes) {
    GroupTracker tracker = new GroupTracker(RULE);
    tracker.read(bytes);
    for (int i = 0; i < 3; i++) {
      tracker.step(
          "g", new GroupEvidence("s" + i, TIME + 100_000L * i, i == 1 ? .5 : 1e-9, 60_000));
    }
    tracker.newest();
    tracker.end("g", TIME + 1_000_000, "no data");
    tracker.read(tracker.toBytes());
  }

  private static List<byte[]> feedback() {
    return List.of(
        utf8("{\"feedback\": \"false-alarm\", \"incident\": \"web-1@2026-01-31T12:00:00Z\"}"),
        utf8("{\"feedback\": \"missed\", \"series\": \"web-1\", \"time\": 1769860800000}"),
        utf8(
            "{\"feedback\": \"mute\", \"series\": \"web-*\", \"from\": \"2026-01-31T12:00:00Z\","
                + " \"to\": \"2026-01-31T13:00:00+01:00\", \"note\": \"x\", \"by\": \"y\"}"));
  }

  /** Runs each target over as many mutations as the argument says. */
  public static void main(String[] args) {
    FuzzTarget.main(targets(), args);
  }
}
