package io.recurrence.config;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.record.BinaryDecoder;
import io.recurrence.record.BinaryEncoder;
import io.recurrence.record.RecordFormatException;
import io.recurrence.testing.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What users write: specifications; and what other programs write to output topics. */
final class SpecFuzz {
  private SpecFuzz() {}

  static List<FuzzTarget> targets() {
    return List.of(
        new FuzzTarget(
            "specification",
            specifications(),
            30_000,
            Set.of(SpecException.class),
            bytes -> SpecLoader.parse(new String(bytes, StandardCharsets.UTF_8))),
        new FuzzTarget(
            "binary-record",
            records(),
            1_000,
            Set.of(RecordFormatException.class),
            bytes -> new BinaryDecoder().json(bytes)));
  }

  /** Records of topics in the binary format. */
  private static List<byte[]> records() {
    PipelineSpec spec = SpecLoader.parse("{name: t, horizon: 3, step: 1m, models: [naive]}");
    SeriesPipeline pipeline = spec.newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int i = 0; i < 20; i++) {
      pipeline.step(state, 60_000L * i, i % 3, out);
    }
    BinaryEncoder encoder = new BinaryEncoder(spec.confidence(), "v");
    return List.of(
        encoder.anomaly("s", out.judgement()).clone(),
        encoder.forecast("s", out.forecast()).clone());
  }

  /** Small pieces of what the reference explains, and whole pipelines. */
  private static List<byte[]> specifications() {
    List<byte[]> samples = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("topology"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        samples.add(Files.readAllBytes(file));
      }
      samples.add(Files.readAllBytes(Path.of("config", "reference.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String text :
        List.of(
            "{name: a, horizon: 3, models: [{type: holt, damping: 0.9}, naive], quantiles: [0.1, 0.9]}",
            "{time: {calendar: {sessions: ['09:30-16:00'], closed: [saturday]}, zone: Europe/Berlin}}",
            "{input: {values: {in: {at: /a, missing: [-127], range: [-40, 85]}}, series: '{/tags/host}.{value}'}}",
            "{limits: {above: 90, below: 5, probability: 0.5}, range: [0, 100]}",
            "{state: {tier: small, idle: P7D, silence: 10m}, detector: {alarm-every: 7d, direction: above}}",
            "a: &x [*x, *x]\n")) {
      samples.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return samples;
  }

  /** Runs each target over as many mutations as the argument says. */
  public static void main(String[] args) {
    FuzzTarget.main(targets(), args);
  }
}
