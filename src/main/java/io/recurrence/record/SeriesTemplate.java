package io.recurrence.record;

import io.recurrence.core.NearestName;
import io.recurrence.record.BadRecordException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a series, put together from a record: text in which {@code {/pointer}} stands for a
 * field, {@code {key}} for the key, {@code {topic}} for the topic, {@code {header:NAME}} for a
 * header, and {@code {value}} for the name of the measure.
 */
public final class SeriesTemplate {
  private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|[^{}]+");
  private static final Pattern FIELD =
      Pattern.compile("\\{(?:(?:\\.\\./)+|/)(?:[^{}/]*/)*([^{}/]+)}");
  private static final String HEADER = "header:";
  private static final List<String> KNOWN =
      List.of("key", "topic", "value", "header:NAME", "/pointer");

  private enum Kind {
    LITERAL,
    FIELD,
    HEADER,
    KEY,
    TOPIC,
    VALUE
  }

  private record Part(Kind kind, String text, DocumentPlace place) {}

  private final List<Part> parts = new ArrayList<>();

  /**
   * Reads a template.
   *
   * @param lists how many lists {@code ../} may go out
   * @throws IllegalArgumentException where it is none; the message says why
   */
  public SeriesTemplate(String template, int lists) {
    Matcher matcher = PART.matcher(template);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      String name = matcher.group(1);
      parts.add(
          name == null
              ? new Part(Kind.LITERAL, matcher.group(), DocumentPlace.of("/"))
              : part(name, lists));
    }
    if (end < template.length()) {
      throw new IllegalArgumentException(
          "has a brace without its other half in '%s'".formatted(template));
    }
  }

  /** The same of the rows of a table, whose columns are called as the last parts of fields are. */
  static String ofColumns(String template) {
    return FIELD.matcher(template).replaceAll("{/$1}");
  }

  private static Part part(String name, int lists) {
    DocumentPlace none = DocumentPlace.of("/");
    if (name.startsWith("/") || name.startsWith("../")) {
      if (!DocumentPlace.isOne(name, lists) || DocumentPlace.isMany(name)) {
        throw new IllegalArgumentException(
            "has {%s}, which is no place of one field%s"
                .formatted(
                    name, lists < DocumentPlace.up(name) ? "; ../ leads out of input.each" : ""));
      }
      return new Part(Kind.FIELD, name, DocumentPlace.of(name));
    }
    if (name.startsWith(HEADER) && name.length() > HEADER.length()) {
      return new Part(Kind.HEADER, name.substring(HEADER.length()), none);
    }
    return switch (name) {
      case "key" -> new Part(Kind.KEY, name, none);
      case "topic" -> new Part(Kind.TOPIC, name, none);
      case "value" -> new Part(Kind.VALUE, name, none);
      default ->
          throw new IllegalArgumentException(
              "has {%s}, which stands for nothing%s"
                  .formatted(name, NearestName.hint(name, KNOWN)));
    };
  }

  /** Whether it says nothing. */
  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether it names the value. */
  public boolean namesValues() {
    return parts.stream().anyMatch(part -> part.kind() == Kind.VALUE);
  }

  /** Whether it depends on the key of the record. */
  public boolean namesKeys() {
    return parts.stream().anyMatch(part -> part.kind() == Kind.KEY);
  }

  /** The fields of the record that it names. */
  List<DocumentPlace> places() {
    return parts.stream().filter(p -> p.kind() == Kind.FIELD).map(Part::place).toList();
  }

  /**
   * The name of a series.
   *
   * @param key how the key is written
   * @param measure which value it is
   */
  String name(SourceRecord record, KeyFormat key, DocumentScope scope, String measure)
      throws BadRecordException {
    StringBuilder name = new StringBuilder();
    for (Part part : parts) {
      name.append(
          switch (part.kind()) {
            case LITERAL -> part.text();
            case FIELD -> scope.text(part.place(), Reason.NO_SERIES, Reason.NO_SERIES);
            case HEADER -> header(record, part.text());
            case KEY -> key(record, key);
            case TOPIC -> record.topic();
            case VALUE -> measure;
          });
    }
    return FieldNames.of(name.toString());
  }

  private static String key(SourceRecord record, KeyFormat format) throws BadRecordException {
    byte[] key = record.key();
    return FieldNames.of(key == null ? null : format.name(key));
  }

  private static String header(SourceRecord record, String name) throws BadRecordException {
    byte[] value = record.header(name);
    if (value == null) {
      throw new BadRecordException(
          Reason.NO_SERIES, "the record has no header '%s'".formatted(name));
    }
    return Fields.text(value, Reason.NO_SERIES);
  }
}
