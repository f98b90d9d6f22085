package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.Fields;
import io.recurrence.record.Signature;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimeUnit;

/**
 * Parses Influx line protocol, any number of lines a record: {@code measurement,tag=text,…
 * field=value,… timestamp}. A line becomes {@code {name, labels, tags, fields, timestamp}}, where
 * the labels are the tags in the order of their names; without a timestamp of its own it has that
 * of the record. A line that cannot be parsed is refused alone.
 */
public final class LineProtocolParser implements DocumentParser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final TimeUnit unit;

  /**
   * Makes a parser.
   *
   * @param unit of the timestamps
   */
  public LineProtocolParser(TimeUnit unit) {
    this.unit = unit;
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    byte[] value = Fields.content(record.value());
    String text = Fields.text(value, Reason.MALFORMED);
    ArrayNode lines = NODES.arrayNode();
    int number = 0;
    for (int from = 0; from < text.length(); ) {
      int end = LineScanner.endOfLine(text, from);
      String line = text.substring(from, end).strip();
      from = end + 1;
      number++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        lines.add(new LineScanner(line).point(unit.text(record.timestamp())));
      } catch (BadRecordException e) {
        lines.add(
            DocumentParser.refused(
                new BadRecordException(
                    e.reason(),
                    "line %d is not line protocol: %s%s"
                        .formatted(number, e.getMessage(), number == 1 ? hint(value) : ""))));
      }
    }
    return lines;
  }

  /** What the record looks like; a faulty line looks like CSV, too. */
  private static String hint(byte[] value) {
    boolean csv = Signature.of(value).filter(found -> found.format().equals("csv")).isPresent();
    return csv ? "" : Signature.hint(value, "influx");
  }
}
