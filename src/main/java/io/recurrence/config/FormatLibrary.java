package io.recurrence.config;

import java.util.List;

/**
 * A library that formats of records need and that is an optional dependency of whoever builds on
 * this project: only those who read the format carry it.
 */
enum FormatLibrary {
  AVRO("org.apache.avro.Schema", "org.apache.avro:avro"),
  CBOR(
      "com.fasterxml.jackson.dataformat.cbor.CBORFactory",
      "com.fasterxml.jackson.dataformat:jackson-dataformat-cbor"),
  MESSAGEPACK("org.msgpack.core.MessagePack", "org.msgpack:msgpack-core"),
  OPENTELEMETRY(
      "io.opentelemetry.proto.metrics.v1.MetricsData",
      "io.opentelemetry.proto:opentelemetry-proto"),
  PROTOBUF("com.google.protobuf.Descriptors", "com.google.protobuf:protobuf-java"),
  WIRE("com.squareup.wire.schema.Schema", "com.squareup.wire:wire-schema-jvm");

  private final String type; // a class of it
  private final String artifact;

  FormatLibrary(String type, String artifact) {
    this.type = type;
    this.artifact = artifact;
  }

  /** The libraries that a format needs beside those that are there anyway. */
  private static List<FormatLibrary> of(InputFormat format) {
    return switch (format) {
      case AVRO -> List.of(AVRO);
      case CBOR -> List.of(CBOR);
      case MESSAGEPACK -> List.of(MESSAGEPACK);
      case OTLP -> List.of(OPENTELEMETRY, PROTOBUF);
      case PROTOBUF -> List.of(WIRE, PROTOBUF);
      default -> List.of();
    };
  }

  /**
   * The Maven artifacts that a format needs and that are not there.
   *
   * @param loader that would load them
   */
  static List<String> missing(InputFormat format, ClassLoader loader) {
    return of(format).stream()
        .filter(library -> !library.isPresent(loader))
        .map(library -> library.artifact)
        .toList();
  }

  private boolean isPresent(ClassLoader loader) {
    try {
      Class.forName(type, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
