package io.recurrence.record;

/** What a schema is written in; the constants are the words of a registry. */
public enum SchemaType {
  AVRO("avro"),
  PROTOBUF("protobuf"),
  JSON("json-schema");

  private final String format;

  SchemaType(String format) {
    this.format = format;
  }

  /** The word of {@code input.format} and {@code output.format}. */
  public String format() {
    return format;
  }
}
