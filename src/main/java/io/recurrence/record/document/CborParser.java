package io.recurrence.record.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.Fields;
import io.recurrence.record.Signature;
import io.recurrence.record.SourceRecord;
import java.io.IOException;

/** Parses CBOR (RFC 8949): a data item, or several, one after the other. */
public final class CborParser implements DocumentParser {
  private static final ObjectReader TREES =
      new CBORMapper(
              CBORFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Fields.DEEPEST)
                          .maxStringLength(Fields.LARGEST_RECORD)
                          .build())
                  .build())
          .reader()
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final boolean several;

  /**
   * Makes a parser.
   *
   * @param several whether a record may hold several data items, which are then taken as a list
   */
  public CborParser(boolean several) {
    this.several = several;
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    byte[] value = Fields.content(record.value());
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    try (JsonParser parser = TREES.createParser(value)) {
      for (JsonNode next = TREES.readTree(parser); next != null; next = TREES.readTree(parser)) {
        all.add(next);
      }
    } catch (IOException | RuntimeException e) { // damage runs out of the bytes in many ways
      throw new BadRecordException(
          Reason.MALFORMED, "the record is not CBOR" + Signature.hint(value, "cbor"));
    }
    return DocumentParser.one(all, several);
  }
}
