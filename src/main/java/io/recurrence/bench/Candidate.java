package io.recurrence.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.EncodedState;
import io.recurrence.evaluate.report.Table.Source;
import io.recurrence.streams.Meters;
import io.recurrence.streams.Settings;
import io.recurrence.streams.Topologies;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiFunction;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Something that reads values and writes a record for each: a topology and its settings.
 *
 * @param id short, as the command line and files name it
 * @param what in words
 * @param ours whether it is a pipeline of this project
 * @param few whether it reads the input of few series
 * @param store the name of its state store; empty where it has none
 * @param heapBytes of a state at rest, as the store counts it; NaN where it keeps none
 * @param topology made of the topics to read and to write
 */
record Candidate(
    String id,
    String what,
    boolean ours,
    boolean few,
    String store,
    double heapBytes,
    BiFunction<String, String, Topology> topology,
    Properties settings) {

  private static final String PIPELINE =
      """
      name: bench
      input: {topic: %s, value: /value, time: {field: /ts, unit: ms}}
      output: {anomalies: %s%s, format: %s}
      %s
      """;

  private static final String SYMBOLS =
      """
      name: bench
      task: %s
      input: {topic: %s, symbol: /level, time: {field: /ts, unit: ms}}
      output: {results: %s}
      """;

  /** A pipeline of ours, with all settings that it has by default. */
  static Candidate pipeline(String id, String what, boolean forecasts, String more) {
    return pipeline(id, what, forecasts, more, "json");
  }

  /** The same, with output in a format. */
  static Candidate pipeline(String id, String what, boolean forecasts, String more, String format) {
    return of(id, what, (in, out) -> spec(in, out, forecasts, more, format));
  }

  private static Candidate of(
      String id, String what, BiFunction<String, String, PipelineSpec> spec) {
    PipelineSpec any = spec.apply("in", "out");
    return new Candidate(
        id,
        what,
        true,
        false,
        "states",
        new EncodedState(any.newPipeline().newState()).heapBytes(),
        (in, out) -> {
          PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
          PipelineSpec own = spec.apply(in, out);
          return Topologies.of(own, new Meters(registry, own.name()));
        },
        Settings.of(any, Map.of()));
  }

  /** A pipeline of ours that predicts the next symbol. */
  static Candidate symbols(String id, String what, String task) {
    BiFunction<String, String, PipelineSpec> spec =
        (in, out) -> SpecLoader.parse(SYMBOLS.formatted(task, in, out));
    return of(id, what, spec);
  }

  static PipelineSpec spec(String in, String out, boolean forecasts, String more) {
    return spec(in, out, forecasts, more, "json");
  }

  private static PipelineSpec spec(
      String in, String out, boolean forecasts, String more, String format) {
    return SpecLoader.parse(
        PIPELINE.formatted(
            in, out, forecasts ? ", forecasts: " + forecasts(out) : "", format, more));
  }

  /** The topic of the forecasts of a run that writes its verdicts to {@code out}. */
  static String forecasts(String out) {
    return out + ".forecasts";
  }

  /** Where its figures come from. */
  Source source() {
    return ours ? Source.OURS : Source.MEASURED;
  }

  /** The settings that a pipeline of ours has by default. */
  static Properties tuned() {
    return Settings.of(spec("in", "out", false, ""), Map.of());
  }

  /** The settings that Kafka Streams has by default, with exactly-once. */
  static Properties plain() {
    Properties p = new Properties();
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    return p;
  }
}
