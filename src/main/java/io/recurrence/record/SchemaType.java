package io.recurrence.record;

import java.util.Optional;

/** What a schema is written in; the constants are the words of a registry. */
public enum SchemaType {
  AVRO("avro", "org.apache.avro.Schema", "org.apache.avro:avro"),
  PROTOBUF("protobuf", "com.squareup.wire.schema.Schema", "com.squareup.wire:wire-schema-jvm"),
  JSON("json-schema", "", "");

  private final String format;
  private final String library; // a class of it
  private final String artifact;

  SchemaType(String format, String library, String artifact) {
    this.format = format;
    this.library = library;
    this.artifact = artifact;
  }

  /**
   * The library that is needed and is not there; empty where nothing is missing. It is an optional
   * dependency of whoever builds on this project.
   *
   * @param loader that would load it
   */
  public Optional<String> missing(ClassLoader loader) {
    try {
      if (!library.isEmpty()) {
        Class.forName(library, false, loader);
      }
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.of(artifact);
    }
  }

  /** The word of {@code input.format} and {@code output.format}. */
  public String format() {
    return format;
  }
}
