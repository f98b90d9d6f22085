package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.Fields;
import io.recurrence.record.Signature;
import io.recurrence.record.SourceRecord;
import java.io.IOException;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/**
 * Parses MessagePack: a value, or several, one after the other. A timestamp of its own becomes text
 * of ISO-8601; extensions other than that are refused.
 */
public final class MessagePackParser implements DocumentParser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int TIMESTAMP = -1; // extension

  private final boolean several;

  /**
   * Makes a parser.
   *
   * @param several whether a record may hold several values, which are then taken as a list
   */
  public MessagePackParser(boolean several) {
    this.several = several;
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    byte[] value = Fields.content(record.value());
    ArrayNode all = NODES.arrayNode();
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(value)) {
      while (unpacker.hasNext()) {
        all.add(value(unpacker, Fields.DEEPEST));
      }
    } catch (IOException | RuntimeException e) { // damage runs out of the bytes in many ways
      throw new BadRecordException(
          Reason.MALFORMED, "the record is not MessagePack" + Signature.hint(value, "messagepack"));
    }
    return DocumentParser.one(all, several);
  }

  private static JsonNode value(MessageUnpacker unpacker, int deeper)
      throws IOException, BadRecordException {
    if (deeper == 0) {
      throw new BadRecordException(
          Reason.MALFORMED, "the document is nested deeper than " + Fields.DEEPEST + " levels");
    }
    return switch (unpacker.getNextFormat().getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield NODES.nullNode();
      }
      case BOOLEAN -> NODES.booleanNode(unpacker.unpackBoolean());
      case INTEGER -> NODES.numberNode(unpacker.unpackBigInteger());
      case FLOAT -> real(unpacker);
      case STRING -> NODES.textNode(unpacker.unpackString());
      case BINARY -> {
        int length = unpacker.unpackBinaryHeader();
        if (length > Fields.LARGEST_RECORD) { // nor may so much be set aside for it
          throw new BadRecordException(Reason.MALFORMED, "the record breaks off");
        }
        yield NODES.binaryNode(unpacker.readPayload(length));
      }
      case ARRAY -> {
        ArrayNode list = NODES.arrayNode();
        for (int left = unpacker.unpackArrayHeader(); left > 0; left--) {
          list.add(value(unpacker, deeper - 1));
        }
        yield list;
      }
      case MAP -> {
        ObjectNode map = NODES.objectNode();
        for (int left = unpacker.unpackMapHeader(); left > 0; left--) {
          String name = value(unpacker, 1).asText();
          if (map.putIfAbsent(name, value(unpacker, deeper - 1)) != null) {
            throw new BadRecordException(
                Reason.MALFORMED, "an object in the document has a field twice");
          }
        }
        yield map;
      }
      case EXTENSION -> {
        ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
        if (header.getType() != TIMESTAMP) {
          throw new BadRecordException(
              Reason.MALFORMED,
              "the record has a value of MessagePack's extension type %d, which is not known"
                  .formatted(header.getType()));
        }
        yield NODES.textNode(unpacker.unpackTimestamp(header).toString());
      }
    };
  }

  /** With the digits that its width of 4 or 8 bytes has. */
  private static JsonNode real(MessageUnpacker unpacker) throws IOException {
    return switch (unpacker.getNextFormat()) {
      case FLOAT32 -> NODES.numberNode(Double.parseDouble(Float.toString(unpacker.unpackFloat())));
      default -> NODES.numberNode(unpacker.unpackDouble());
    };
  }
}
