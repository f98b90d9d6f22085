package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Fields;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * One line of Influx line protocol. A backslash keeps a special character; before others it is
 * itself.
 */
final class LineScanner {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,20}[iu]");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern TIME = Pattern.compile("-?\\d{1,19}");

  private final String line;
  private int at;

  LineScanner(String line) {
    this.line = line;
  }

  /** Where the line that begins at {@code from} ends: a line may go on within a quoted text. */
  static int endOfLine(String text, int from) {
    boolean quoted = false;
    boolean fields = false; // a quote means something in their values alone
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"' && (quoted || (fields && text.charAt(i - 1) == '='))) {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        fields = true;
      } else if (c == '\n' && !quoted) {
        return i;
      }
    }
    return text.length();
  }

  /**
   * The line as a tree.
   *
   * @param timestamp of a line that has none
   */
  ObjectNode point(String timestamp) throws BadRecordException {
    ObjectNode point = NODES.objectNode();
    ObjectNode tags = NODES.objectNode();
    ObjectNode fields = NODES.objectNode();
    Labels labels = new Labels();
    String name = token(", ", "\\, ");
    if (name.isEmpty()) {
      throw fault("the measurement has no name");
    }
    while (accept(',')) {
      String tag = name("a tag");
      String value = token(", ", "\\,= ");
      if (value.isEmpty()) {
        throw fault("the tag '%s' has no value".formatted(Fields.shortened(tag)));
      }
      if (tags.putIfAbsent(tag, NODES.textNode(value)) != null) {
        throw fault("the tag '%s' stands there twice".formatted(Fields.shortened(tag)));
      }
      labels.put(tag, value);
    }
    expectBlank("its fields");
    do {
      String field = name("a field");
      if (fields.putIfAbsent(field, value()) != null) {
        throw fault("the field '%s' stands there twice".formatted(Fields.shortened(field)));
      }
    } while (accept(','));
    point.put("name", name).put("labels", labels.toString());
    point.set("tags", tags);
    point.set("fields", fields);
    return point.put("timestamp", at < line.length() ? timestamp() : timestamp);
  }

  private String timestamp() throws BadRecordException {
    expectBlank("a timestamp");
    String time = line.substring(at).strip();
    if (!TIME.matcher(time).matches()) {
      throw fault("'%s' is no timestamp".formatted(Fields.shortened(time)));
    }
    return time;
  }

  private String name(String what) throws BadRecordException {
    String name = token(",= ", "\\,= ");
    if (name.isEmpty() || !accept('=')) {
      throw fault("%s is not of the form name=value".formatted(what));
    }
    return name;
  }

  private JsonNode value() throws BadRecordException {
    if (accept('"')) {
      String text = token("\"", "\"\\");
      if (!accept('"')) {
        throw fault("a quoted text does not end");
      }
      return NODES.textNode(text);
    }
    String value = token(", ", "");
    switch (value) {
      case "t", "T", "true", "True", "TRUE" -> {
        return NODES.booleanNode(true);
      }
      case "f", "F", "false", "False", "FALSE" -> {
        return NODES.booleanNode(false);
      }
      default -> {
        return number(value);
      }
    }
  }

  private JsonNode number(String value) throws BadRecordException {
    if (WHOLE.matcher(value).matches()) {
      return NODES.numberNode(new BigInteger(value.substring(0, value.length() - 1)));
    }
    if (!REAL.matcher(value).matches()) {
      throw fault(
          "'%s' is no value; a text stands in double quotes".formatted(Fields.shortened(value)));
    }
    return NODES.numberNode(Double.parseDouble(value));
  }

  private boolean accept(char c) {
    boolean there = at < line.length() && line.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expectBlank(String next) throws BadRecordException {
    if (!accept(' ')) {
      throw fault("a blank is missing before " + next);
    }
    while (at < line.length() && line.charAt(at) == ' ') { // several are as good as one
      at++;
    }
  }

  /**
   * What stands before a character that ends it.
   *
   * @param escaped characters that a backslash keeps
   */
  private String token(String ends, String escaped) {
    StringBuilder token = new StringBuilder();
    for (; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\' && at + 1 < line.length() && escaped.indexOf(line.charAt(at + 1)) >= 0) {
        token.append(line.charAt(++at));
      } else if (ends.indexOf(c) >= 0) {
        break;
      } else {
        token.append(c);
      }
    }
    return token.toString();
  }

  private BadRecordException fault(String problem) {
    return new BadRecordException(
        Reason.MALFORMED, problem + " (at character %d)".formatted(at + 1));
  }
}
