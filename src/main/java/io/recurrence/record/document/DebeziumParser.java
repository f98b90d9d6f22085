package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Parses changes of database rows as Debezium writes them, {@code {before, after, source, op,
 * ts_ms}}, or flattened to the row. Rows that are deleted, truncated tables, messages and
 * heartbeats are left out. MongoDB's {@code after}, a text that holds JSON, is parsed as such.
 */
public final class DebeziumParser implements DocumentParser {
  private static final Set<String> WITHOUT_A_ROW = Set.of("d", "t", "m");

  private final DocumentParser parser;

  /**
   * Makes a parser.
   *
   * @param parser of the format
   */
  public DebeziumParser(DocumentParser parser) {
    this.parser = new ConnectParser(parser);
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    JsonNode change = parser.parse(record);
    boolean heartbeat = change.size() == 1 && change.has("ts_ms");
    if (heartbeat
        || WITHOUT_A_ROW.contains(change.path("op").asText())
        || WITHOUT_A_ROW.contains(change.path("__op").asText())
        || change.path("__deleted").asBoolean()) {
      return MissingNode.getInstance();
    }
    if (change instanceof ObjectNode object && change.path("after").isTextual()) {
      byte[] row = change.path("after").asText().getBytes(StandardCharsets.UTF_8);
      object.set("after", DocumentParser.json(false).parse(record.withValue(row)));
    }
    return change;
  }
}
