package io.recurrence.schema;

import io.recurrence.record.SchemaType;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a schema from a file: the JSON of Avro, a {@code .proto} file with those that it imports
 * from its folder, or a descriptor set as {@code protoc --include_imports --descriptor_set_out}
 * writes it.
 */
public final class SchemaFile {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^\\s*import\\s+(?:public\\s+)?\"([^\"]+)\"\\s*;");

  private SchemaFile() {}

  /**
   * Reads a schema.
   *
   * @throws IOException where there is none; its message says why
   */
  public static RegisteredSchema read(Path file, SchemaType type) throws IOException {
    try {
      boolean text = type != SchemaType.PROTOBUF || file.toString().endsWith(".proto");
      Map<String, String> references = new LinkedHashMap<>();
      String content =
          text
              ? Files.readString(file)
              : Base64.getEncoder().encodeToString(Files.readAllBytes(file));
      if (text && type == SchemaType.PROTOBUF) {
        addImports(file, content, references);
      }
      return new RegisteredSchema(file.toString(), type, content, references);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not a text in " + StandardCharsets.UTF_8, e);
    }
  }

  /**
   * Adds the files that are there, beside the main one; others come with Protobuf, or will be
   * missed by name.
   */
  private static void addImports(Path main, String content, Map<String, String> into)
      throws IOException {
    Matcher matcher = IMPORT.matcher(content);
    while (matcher.find()) {
      Path file = main.resolveSibling(matcher.group(1));
      if (!into.containsKey(matcher.group(1)) && Files.isRegularFile(file)) {
        String imported = Files.readString(file);
        into.put(matcher.group(1), imported);
        addImports(main, imported, into);
      }
    }
  }
}
