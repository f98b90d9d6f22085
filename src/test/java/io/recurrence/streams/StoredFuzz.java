package io.recurrence.streams;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.core.StepResult;
import io.recurrence.detect.GroupEvidence;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.Measurement;
import io.recurrence.record.MeasurementBytes;
import io.recurrence.record.Measurements;
import io.recurrence.record.SourceRecord;
import io.recurrence.testing.FuzzTarget;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** What lies in stores, changelogs and internal topics, damaged in every way. */
final class StoredFuzz {
  private static final Set<Class<? extends Exception>> DAMAGED = Set.of(StateFormatException.class);
  private static final Set<Class<? extends Exception>> INTERNAL =
      Set.of(IllegalStateException.class, BufferUnderflowException.class);
  private static final List<String> PIPELINES =
      List.of(
          "{name: t, horizon: 3, step: PT1S, models: [holt, {type: ar, order: 3}], time: {lateness: PT5S}}",
          "{name: t, horizon: 6, state: small}",
          "{name: t, horizon: 2, models: [naive], transform: counter, input: {value: /v}}");

  private StoredFuzz() {}

  static List<FuzzTarget> targets() {
    List<FuzzTarget> targets = new ArrayList<>();
    for (int i = 0; i < PIPELINES.size(); i++) {
      targets.add(states(i));
      targets.add(recordLogs(i));
    }
    targets.add(
        new FuzzTarget(
            "measurement",
            List.of(
                measurement("input: {value: /v}", "{\"v\": 1.5}"),
                measurement("input: {value: /v}", "{\"v\": null}"),
                measurement("{input: {symbol: /v}, task: symbols}", "{\"v\": \"x\"}")),
            200,
            Set.of(),
            bytes -> {
              MeasurementBytes.time(bytes);
              MeasurementBytes.read(bytes, bytes, new Measurement());
            }));
    targets.add(
        new FuzzTarget(
            "watermark",
            List.of(hex("010200000003000000080000018bcfe5680000000000000007d0")),
            64,
            INTERNAL,
            Watermark::of));
    targets.add(
        new FuzzTarget("buffered-record", List.of(buffered()), 200, INTERNAL, BufferedRecord::of));
    targets.add(
        new FuzzTarget(
            "evidence",
            List.of(EvidenceBytes.of(new GroupEvidence("s", 1_700_000_000_000L, .5, 3))),
            100,
            INTERNAL,
            EvidenceBytes::read));
    targets.add(new FuzzTarget("origin", List.of(origin()), 100, Set.of(), StoredFuzz::origin));
    targets.add(
        new FuzzTarget(
            "series-event",
            List.of(event()),
            3_000,
            Set.of(SerializationException.class),
            bytes -> new SeriesEventSerde().deserializer().deserialize("t", bytes)));
    return targets;
  }

  static byte[] measurement(String pipeline, String json) {
    Measurements found = new Measurements();
    try {
      SpecLoader.parse(pipeline)
          .input()
          .reader()
          .read(
              new SourceRecord(new byte[] {'s'}, json.getBytes(StandardCharsets.UTF_8), 1_000),
              found);
    } catch (BadRecordException e) {
      throw new IllegalStateException(e);
    }
    return MeasurementBytes.of(found.get(0));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] buffered() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("t", new byte[] {42}).add("n", null);
    return BufferedRecord.toBytes(
        new Record<>(hex("78"), hex("3432"), 1_700_000_000_000L, headers));
  }

  private static byte[] origin() {
    RecordHeaders headers = new RecordHeaders();
    new Origin("in", 1, 2, 3, hex("6b")).write(headers);
    return headers.lastHeader("recurrence.origin").value();
  }

  private static void origin(byte[] bytes) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("recurrence.origin", bytes).add("recurrence.measurement", bytes);
    headers.add("recurrence.bad.timestamp", bytes);
    Origin.carried(null, new Record<>(bytes, bytes, 1, headers)).place();
  }

  private static byte[] event() {
    var spec = SpecLoader.parse(PIPELINES.get(0));
    SeriesPipeline pipeline = spec.newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int i = 0; i < 5; i++) {
      pipeline.step(state, 1000L * i, i, out);
    }
    return new SeriesEventSerde()
        .serializer()
        .serialize("t", SeriesEvent.of("s", out, spec.confidence(), "v"));
  }

  private static State moved(SeriesPipeline pipeline, int steps) {
    State state = pipeline.newState();
    Reorderer reorderer = new Reorderer(pipeline);
    Random random = new Random(steps);
    for (int i = 0; i < steps; i++) {
      reorderer.accept(
          state, i, 1_700_000_000_000L + 1000L * i, i % 9 != 0, random.nextGaussian(), out -> {});
    }
    return state;
  }

  /** A state that is read goes on, and what it gives can be asked for. */
  private static FuzzTarget states(int number) {
    SeriesPipeline pipeline = SpecLoader.parse(PIPELINES.get(number)).newPipeline();
    List<byte[]> samples = new ArrayList<>();
    for (int steps : new int[] {0, 1, 5, 60}) {
      samples.add(moved(pipeline, steps).toBytes());
    }
    samples.add(moved(SpecLoader.parse(PIPELINES.get(0)).newPipeline(), 20).toBytes());
    Reorderer reorderer = new Reorderer(pipeline);
    StepResult out = pipeline.newOutput();
    return new FuzzTarget(
        "state-" + number,
        samples,
        40_000,
        DAMAGED,
        bytes -> {
          State state = pipeline.matches(bytes) ? pipeline.read(bytes) : pipeline.carryOver(bytes);
          pipeline.keeps(bytes);
          state.describe();
          pipeline.samplingInterval(state);
          pipeline.forecast(state, out.forecast());
          reorderer.accept(state, state.offset() + 1, 1_700_000_100_000L, true, 1.5, result -> {});
          state.toBytes();
        });
  }

  private static FuzzTarget recordLogs(int number) {
    SeriesPipeline pipeline = SpecLoader.parse(PIPELINES.get(number)).newPipeline();
    byte[] stored = moved(pipeline, 5).toBytes();
    RecordLog log = new RecordLog(7);
    log.begin(pipeline.read(stored));
    for (int i = 5; i < 9; i++) {
      log.add(i, 1_700_000_000_000L + 1000L * i, Contents.of(i));
    }
    log.release();
    log.add(12, 1_700_000_020_000L, Contents.of());
    Reorderer reorderer = new Reorderer(pipeline);
    return new FuzzTarget(
        "record-log-" + number,
        List.of(log.toBytes()),
        200,
        DAMAGED,
        bytes -> {
          State state = pipeline.read(stored);
          new RecordLog(7).replay(bytes, state, reorderer);
          state.toBytes();
        });
  }

  /** Runs each target over as many mutations as the argument says. */
  public static void main(String[] args) {
    FuzzTarget.main(targets(), args);
  }
}
