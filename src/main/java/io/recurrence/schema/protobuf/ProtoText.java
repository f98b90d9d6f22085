package io.recurrence.schema.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Loader;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.internal.SchemaEncoder;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.recurrence.schema.RegisteredSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of {@code .proto} files, by Wire's parser. What they import is a reference of the
 * schema, or one of the files that come with Protobuf, or with a registry.
 */
final class ProtoText {
  private static final String MAIN = "schema.proto";

  private ProtoText() {}

  /** The descriptors of a schema and of what it imports; the last is that of the schema itself. */
  static Map<String, FileDescriptorProto> files(RegisteredSchema registered)
      throws InvalidProtocolBufferException {
    Texts texts = new Texts(registered);
    ErrorCollector errors = new ErrorCollector();
    Schema schema = new Linker(texts, errors, true, true).link(List.of(texts.load(MAIN)));
    errors.throwIfNonEmpty();
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    add(MAIN, schema, files);
    return files;
  }

  /** Adds a file behind those that it imports. */
  private static void add(String path, Schema schema, Map<String, FileDescriptorProto> files)
      throws InvalidProtocolBufferException {
    ProtoFile file = schema.protoFile(path);
    if (files.containsKey(path) || file == null) {
      return;
    }
    for (String each : file.getImports()) {
      add(each, schema, files);
    }
    for (String each : file.getPublicImports()) {
      add(each, schema, files);
    }
    files.put(
        path, FileDescriptorProto.parseFrom(new SchemaEncoder(schema).encode(file).toByteArray()));
  }

  /** Texts by the paths that they are imported by. */
  private static final class Texts implements Loader {
    private final Map<String, String> texts;
    private final Map<String, ProtoFile> loaded = new HashMap<>();

    Texts(RegisteredSchema registered) {
      texts = new HashMap<>(registered.references());
      texts.put(MAIN, registered.text());
    }

    @Override
    public ProtoFile load(String path) {
      ProtoFile known = loaded.get(path);
      if (known == null) {
        known = parse(path);
        loaded.put(path, known);
      }
      return known;
    }

    private ProtoFile parse(String path) {
      String text = texts.get(path);
      if (text == null) {
        text = shipped(path);
      }
      return text.isEmpty()
          ? CoreLoader.INSTANCE.load(path)
          : ProtoFile.Companion.get(ProtoParser.Companion.parse(Location.get(path), text));
    }

    /** A file of Google's types that registries leave out of references; empty where it is none. */
    private static String shipped(String path) {
      try (InputStream in = ProtoText.class.getResourceAsStream("/proto/" + path)) {
        return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Loader withErrors(ErrorCollector errors) {
      return this;
    }
  }
}
