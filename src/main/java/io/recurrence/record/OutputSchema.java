package io.recurrence.record;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schemas of output records; each has the name of a message or record, such as Anomaly. */
public enum OutputSchema {
  ANOMALY("Anomaly", "The judgement of one record.", RecordKind.ANOMALY),
  FORECAST("Forecast", "A forecast, a list per column.", RecordKind.LIMITED_FORECAST),
  FORECAST_STEP("ForecastStep", "One step of a forecast.", RecordKind.LIMITED_FORECAST_STEP),
  OUTCOME("Outcome", "A forecast that met its actual value.", RecordKind.OUTCOME),
  INCIDENT("Incident", "The beginning, the peak or the end of an incident.", RecordKind.INCIDENT),
  GROUP_INCIDENT(
      "GroupIncident",
      "The beginning, the peak or the end of an incident of a group.",
      RecordKind.GROUP_INCIDENT),
  FEATURES("Features", "Statistics of a series.", RecordKind.FEATURES),
  SYMBOL("Symbol", "The judgement of one symbol.", RecordKind.SYMBOL),
  LABEL("Label", "The label of one record.", RecordKind.LABEL),
  CLASS("Class", "The class of a sequence.", RecordKind.CLASS),
  TRANSLATION("Translation", "The translation of a text.", RecordKind.TRANSLATION),
  TEXT_CLASS("TextClass", "The class of a text.", RecordKind.TEXT_CLASS);

  static final String NAMESPACE = "io.recurrence";

  private static final Map<RecordKind, OutputSchema> BY_KIND = new EnumMap<>(RecordKind.class);

  static {
    for (OutputSchema schema : values()) {
      BY_KIND.put(schema.kind, schema);
    }
    BY_KIND.put(RecordKind.FORECAST, FORECAST);
    BY_KIND.put(RecordKind.UNEVEN_FORECAST, FORECAST);
    BY_KIND.put(RecordKind.LIMITED_UNEVEN_FORECAST, FORECAST);
    BY_KIND.put(RecordKind.FORECAST_STEP, FORECAST_STEP);
  }

  private final String title;
  private final String meaning;
  private final RecordKind kind;

  OutputSchema(String title, String meaning, RecordKind kind) {
    this.title = title;
    this.meaning = meaning;
    this.kind = kind;
  }

  /** The schema of a kind of record that is written; the kind may lack what is optional in it. */
  static OutputSchema of(RecordKind kind) {
    OutputSchema schema = BY_KIND.get(kind);
    if (schema == null) {
      throw new IllegalArgumentException(kind + " has no schema");
    }
    return schema;
  }

  /** The schema of a name; empty where there is none. */
  public static Optional<OutputSchema> named(String title) {
    return Arrays.stream(values()).filter(s -> s.title.equalsIgnoreCase(title)).findFirst();
  }

  /** Its name, such as {@code Anomaly}. */
  public String title() {
    return title;
  }

  /** Its name with that of its namespace before. */
  public String fullName() {
    return NAMESPACE + '.' + title;
  }

  String meaning() {
    return meaning;
  }

  List<SchemaField> fields() {
    return SchemaField.of(kind);
  }

  /** The name of a file for it. */
  public String file(SchemaType type) {
    return title
        + switch (type) {
          case AVRO -> ".avsc";
          case PROTOBUF -> ".proto";
          case JSON -> ".schema.json";
        };
  }
}
