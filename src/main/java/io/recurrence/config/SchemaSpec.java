package io.recurrence.config;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SchemaType;
import io.recurrence.schema.JsonSchemaParser;
import io.recurrence.schema.RegisteredSchema;
import io.recurrence.schema.RegistryAddress;
import io.recurrence.schema.SchemaFile;
import io.recurrence.schema.SchemaRegistry;
import io.recurrence.schema.SchemaSource;
import io.recurrence.schema.avro.AvroParser;
import io.recurrence.schema.protobuf.ProtobufParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the schemas of records are: in a registry, or one of them in a file.
 *
 * @param registry without servers where there is none
 * @param file the schema of all records, which then hold nothing but their content
 * @param message the full name of a message of Protobuf; empty where records say it
 */
public record SchemaSpec(
    RegistryAddress registry, @Nullable RegisteredSchema file, String message) {
  static final SchemaSpec NONE =
      new SchemaSpec(new RegistryAddress(List.of(), "", "", ""), null, "");

  /** Reads the section {@code schema} of an input. */
  static SchemaSpec read(Section s, InputFormat format) {
    List<String> missing = missing(format);
    if (!missing.isEmpty()) {
      s.fault(
          "format",
          "needs %s, which %s not on the class path: add it to the dependencies of the application"
              .formatted(String.join(" and ", missing), missing.size() == 1 ? "is" : "are"));
    }
    SchemaType type = format.schemas();
    if (type == null) {
      if (s.has("schema")) {
        s.fault("schema", "has a meaning for avro and protobuf only");
      }
      return NONE;
    }
    if (type == SchemaType.JSON) {
      if (s.has("schema")) {
        s.fault("schema", "is not asked for: a document in JSON names its fields itself");
      }
      return NONE;
    }
    Section schema = s.section("schema");
    SchemaSpec spec = read(schema, type, missing.isEmpty());
    schema.done();
    return spec;
  }

  private static List<String> missing(InputFormat format) {
    return FormatLibrary.missing(format, SchemaSpec.class.getClassLoader());
  }

  private static SchemaSpec read(Section s, SchemaType type, boolean readable) {
    RegistryAddress registry = RegistryKeys.read(s);
    String path = s.text("file", "");
    if (s.has("message") && type != SchemaType.PROTOBUF) {
      s.fault("message", "has a meaning for protobuf only");
    }
    String message = s.text("message", "");
    if (path.isEmpty() == registry.urls().isEmpty() && !s.faulty("registry")) {
      s.fault(
          "registry",
          path.isEmpty()
              ? "is missing; it must be the address of a schema registry, or file: that of a schema"
              : "cannot stand beside file; records are written by the one or by the other");
    }
    RegisteredSchema file = path.isEmpty() ? null : load(s, path, type, message, readable);
    return new SchemaSpec(registry, file, message);
  }

  private static @Nullable RegisteredSchema load(
      Section s, String path, SchemaType type, String message, boolean readable) {
    try {
      RegisteredSchema file = SchemaFile.read(Path.of(path), type);
      if (readable) {
        if (type == SchemaType.AVRO) {
          AvroParser.check(file);
        } else {
          ProtobufParser.check(file, message);
        }
      }
      return file;
    } catch (IOException | BadRecordException e) {
      s.fault("file", "cannot be used: " + e.getMessage());
      return null;
    }
  }

  /** Makes the parser of a format that has schemas. */
  DocumentParser parser(InputFormat format) {
    return switch (format) {
      case AVRO -> new AvroParser(source(SchemaType.AVRO));
      case PROTOBUF -> new ProtobufParser(source(SchemaType.PROTOBUF), message);
      default -> new JsonSchemaParser();
    };
  }

  private SchemaSource source(SchemaType type) {
    return file == null
        ? SchemaSource.of(new SchemaRegistry(registry), type)
        : SchemaSource.of(file);
  }
}
