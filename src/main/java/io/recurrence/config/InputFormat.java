package io.recurrence.config;

import io.recurrence.record.SchemaType;
import io.recurrence.record.SeriesTemplate;
import io.recurrence.record.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a record's value is written. */
public enum InputFormat {
  JSON,
  /** A number as text. */
  NUMBER,
  /** A number in bytes, as Kafka's serializers write it. */
  DOUBLE,
  FLOAT,
  LONG,
  INT,
  CSV,
  /** A symbol, or a sequence of them. */
  TEXT,
  CBOR,
  MESSAGEPACK,
  AVRO,
  PROTOBUF,
  /** JSON behind the id of its schema. */
  JSON_SCHEMA,
  /** Influx line protocol. */
  INFLUX,
  /** JSON of Telegraf. */
  TELEGRAF,
  /** Metrics of OpenTelemetry, in Protobuf. */
  OTLP,
  /** Metrics of OpenTelemetry, in JSON. */
  OTLP_JSON;

  /** Whether fields are named by pointers. */
  public boolean document() {
    return !whole() && this != CSV;
  }

  /** Whether a record has nothing but its value. */
  boolean whole() {
    return this == TEXT || number();
  }

  private boolean number() {
    return this == NUMBER || bytes();
  }

  /** Whether a record is the bytes of a number, which are no text. */
  boolean bytes() {
    return this == DOUBLE || this == FLOAT || this == LONG || this == INT;
  }

  /** Whether a record is text, so that a file may have one a line. */
  public boolean lines() {
    return this == JSON || this == INFLUX || this == TELEGRAF || this == OTLP_JSON;
  }

  /** Whether a record is a list of points, each with a name and labels. */
  boolean points() {
    return this == INFLUX || this == TELEGRAF || otlp();
  }

  boolean otlp() {
    return this == OTLP || this == OTLP_JSON;
  }

  /** Where the values stand unless it is said. */
  String usualValue() {
    return points() && !otlp() ? "/fields/*" : document() ? "/value" : this == CSV ? "1" : "";
  }

  /** The name of a series unless it is said, as {@link SeriesTemplate} reads it. */
  String usualSeries() {
    return !points() ? "{key}" : otlp() ? "{/name}{/labels}" : "{/name}.{value}{/labels}";
  }

  /** Where the time stands unless it is said; empty for the timestamp of the record. */
  String usualTime() {
    return !points() ? "" : otlp() ? "/time" : "/timestamp";
  }

  TimeUnit usualUnit() {
    return switch (this) {
      case AVRO, PROTOBUF -> TimeUnit.AUTO; // schemas say it of most times
      case TELEGRAF -> TimeUnit.S;
      default -> points() ? TimeUnit.NS : TimeUnit.MS;
    };
  }

  /** What the schemas of records are written in; null where records have none. */
  @Nullable SchemaType schemas() {
    return switch (this) {
      case AVRO -> SchemaType.AVRO;
      case PROTOBUF -> SchemaType.PROTOBUF;
      case JSON_SCHEMA -> SchemaType.JSON;
      default -> null;
    };
  }
}
