package io.recurrence.bench;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Emission;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.record.BinaryEncoder;
import io.recurrence.record.JsonDecoder;
import io.recurrence.record.JsonEncoder;
import io.recurrence.record.TimeUnit;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** What one event costs without Kafka: its parts, and the whole. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SeriesStep {
  private static final String SMALL =
      "models: [holt]\nfeatures: [mean, maximum, exponential-average, exponential-variance]\n";

  @Param({"default", "small", "lstm"})
  public String pipeline;

  private final byte[] key = "sensor-1000000".getBytes(StandardCharsets.UTF_8);
  private final byte[] json =
      "{\"ts\":1700000060000,\"value\":21.375}".getBytes(StandardCharsets.UTF_8);
  private final JsonDecoder decoder = new JsonDecoder("", "/value", "/ts", TimeUnit.MS);
  private final io.recurrence.record.Measurement reading = new io.recurrence.record.Measurement();
  private SeriesPipeline verdicts;
  private SeriesPipeline forecasts;
  private StepResult out;
  private JsonEncoder encoder;
  private JacksonEncoder jackson;
  private BinaryEncoder binary;
  private State state;
  private State scratch;
  private byte[] stored;
  private long n;

  @Setup
  public void setUp() {
    PipelineSpec spec =
        SpecLoader.parse(
            "name: bench\nhorizon: 24\n"
                + switch (pipeline) {
                  case "small" -> SMALL;
                  case "lstm" -> "models: [lstm]\n";
                  default -> "";
                });
    verdicts = spec.newPipeline(new Emission(Integer.MAX_VALUE, 0));
    forecasts = spec.newPipeline(Emission.EVERY_EVENT);
    out = forecasts.newOutput();
    encoder = new JsonEncoder(0.95, spec.version(forecasts));
    jackson = new JacksonEncoder(0.95, spec.version(forecasts));
    binary = new BinaryEncoder(0.95, spec.version(forecasts));
    state = forecasts.newState();
    for (int i = 0; i < 5_000; i++) {
      step(forecasts);
    }
    stored = state.toBytes();
    scratch = state.copy();
  }

  private void step(SeriesPipeline pipeline) {
    double x = 20 + 10 * Math.sin(n * 2 * Math.PI / 1440) + (n * 7919 % 101) / 101.0;
    pipeline.step(state, 1_700_000_000_000L + 60_000 * n++, x, out);
  }

  @Benchmark
  public io.recurrence.record.Measurement parseRecord() throws Exception {
    decoder.decode(key, json, 0, reading);
    return reading;
  }

  @Benchmark
  public StepResult stepWithVerdict() {
    step(verdicts);
    return out;
  }

  @Benchmark
  public StepResult stepWithForecastOf24() {
    step(forecasts);
    return out;
  }

  @Benchmark
  public byte[] writeVerdict() {
    return encoder.anomaly("sensor-1000000", out.judgement());
  }

  @Benchmark
  public byte[] writeForecast() {
    return encoder.forecast("sensor-1000000", out.forecast());
  }

  @Benchmark
  public byte[] writeVerdictWithJackson() {
    return jackson.anomaly("sensor-1000000", out);
  }

  @Benchmark
  public byte[] writeForecastWithJackson() {
    return jackson.forecast("sensor-1000000", out);
  }

  @Benchmark
  public byte[] writeVerdictInBinary() {
    return binary.anomaly("sensor-1000000", out.judgement());
  }

  @Benchmark
  public byte[] writeForecastInBinary() {
    return binary.forecast("sensor-1000000", out.forecast());
  }

  @Benchmark
  public byte[] encodeState() {
    return state.toBytes();
  }

  @Benchmark
  public State decodeState() {
    return forecasts.read(stored);
  }

  @Benchmark
  public State copyState() {
    scratch.assign(state);
    return scratch;
  }
}
