package io.recurrence.config;

import io.recurrence.record.BinaryEncoder;
import io.recurrence.record.Encoder;
import io.recurrence.record.JsonEncoder;
import io.recurrence.record.OutputSchema;
import io.recurrence.record.SchemaEncoder;
import io.recurrence.record.SchemaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where output goes. A topic that is empty is not written.
 *
 * @param anomalies one record per input record: expected value, interval, score, flag
 * @param write which of them are written
 * @param incidents one record where an incident begins, worsens or ends, by its id
 * @param groups the same of groups of series
 * @param forecasts one record per forecast
 * @param outcomes one record per forecast that met its actual value
 * @param features one record per input record: the statistics asked for
 * @param results one record per input record: what a task on symbols and sequences gives
 * @param deadLetters records that could not be read, with the reason
 * @param layout how a forecast of several steps is written
 * @param format of all records but dead letters, which stay as they came
 * @param schema where the schemas of records are registered
 * @param missingSteps what becomes of the steps that no record came for
 * @param metrics the series whose values and forecasts are metrics
 */
public record OutputSpec(
    String anomalies,
    Write write,
    String incidents,
    String groups,
    String forecasts,
    String outcomes,
    String features,
    String results,
    String deadLetters,
    Layout layout,
    Format format,
    OutputSchemas schema,
    MissingSteps missingSteps,
    SeriesPatterns metrics) {
  private static final String DEAD_LETTERS = "dead-letters";

  /** Which records of the topic of anomalies are written. */
  public enum Write {
    ALL,
    /** Those that are flagged, the end of each incident, and silences. */
    FLAGGED
  }

  /** What becomes of the steps that no record came for. */
  public enum MissingSteps {
    /** Nothing is written of them. */
    OMIT,
    /** Each is a record without a value on the topic of anomalies. */
    WRITE
  }

  /** How a record is written. */
  public enum Format {
    /** As text that anything can read. */
    JSON,
    /** As compact bytes; see {@code docs/formats.md}. */
    BINARY,
    /** Behind the id of a schema in a registry, as the following. */
    AVRO,
    PROTOBUF,
    JSON_SCHEMA;

    /** Whether numbers are written in digits. */
    boolean text() {
      return this == JSON || this == JSON_SCHEMA;
    }

    /** What the schemas of records are written in; null where they have none. */
    @Nullable SchemaType schemas() {
      return switch (this) {
        case JSON, BINARY -> null;
        case AVRO -> SchemaType.AVRO;
        case PROTOBUF -> SchemaType.PROTOBUF;
        case JSON_SCHEMA -> SchemaType.JSON;
      };
    }
  }

  /** How a forecast of several steps is written. */
  public enum Layout {
    /** One record with an array per column. */
    ARRAYS,
    /** One record per step. */
    STEPS
  }

  /**
   * Reads the keys of a section.
   *
   * @param topics notes the use of each
   */
  static OutputSpec read(Section s, TopicNames topics) {
    Format format = s.choice("format", Format.JSON);
    OutputSpec spec =
        new OutputSpec(
            TopicNames.read(s, "anomalies"),
            s.choice("write", Write.ALL),
            TopicNames.read(s, "incidents"),
            TopicNames.read(s, "groups"),
            TopicNames.read(s, "forecasts"),
            TopicNames.read(s, "outcomes"),
            TopicNames.read(s, "features"),
            TopicNames.read(s, "results"),
            TopicNames.read(s, DEAD_LETTERS),
            s.choice("layout", Layout.ARRAYS),
            format,
            OutputSchemas.read(s, format.schemas()),
            s.choice("missing-steps", MissingSteps.OMIT),
            metrics(s));
    s.done();
    spec.topics().forEach((key, topic) -> topics.use(s, key, topic));
    return spec;
  }

  private static SeriesPatterns metrics(Section s) {
    List<String> patterns = s.texts("metrics");
    if (s.has("metrics") && !(s.tree("metrics") instanceof Tree.Items)) {
      s.fault(
          "metrics",
          "was '%s' but it must be a list of series that /metrics shows by name, such as ['pump-*', fan]; no topic is written"
              .formatted(s.text("metrics", "")));
    }
    return new SeriesPatterns(patterns);
  }

  /** The topics that are written, by their keys. */
  public Map<String, String> topics() {
    Map<String, String> topics = new LinkedHashMap<>();
    topics.put("anomalies", anomalies);
    topics.put("incidents", incidents);
    topics.put("groups", groups);
    topics.put("forecasts", forecasts);
    topics.put("outcomes", outcomes);
    topics.put("features", features);
    topics.put("results", results);
    topics.put(DEAD_LETTERS, deadLetters);
    topics.values().removeIf(String::isEmpty);
    return topics;
  }

  /** The topic that records of a schema go to. */
  private String topic(OutputSchema schema) {
    return switch (schema) {
      case ANOMALY -> anomalies;
      case FORECAST, FORECAST_STEP -> forecasts;
      case OUTCOME -> outcomes;
      case FEATURES -> features;
      case INCIDENT -> incidents;
      case GROUP_INCIDENT -> groups;
      case SYMBOL, LABEL, CLASS, TRANSLATION, TEXT_CLASS -> results;
    };
  }

  /**
   * Writes output records in the format of this.
   *
   * @param confidence the share of values that lower and upper bound are to hold between them
   * @param version of the pipeline
   */
  public Encoder encoder(double confidence, String version) {
    SchemaType type = format.schemas();
    return type != null
        ? SchemaEncoder.of(type, schema.ids(type, this::topic), confidence, version)
        : format == Format.BINARY
            ? new BinaryEncoder(confidence, version)
            : new JsonEncoder(confidence, version);
  }

  /** Whether any topic but that of dead letters is named. */
  boolean any() {
    return topics().keySet().stream().anyMatch(key -> !key.equals(DEAD_LETTERS));
  }
}
