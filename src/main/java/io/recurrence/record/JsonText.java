package io.recurrence.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.recurrence.record.BadRecordException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How JSON is read here, and as a tree, where speed does not matter. */
final class JsonText {
  private static final int LONGEST_TEXT = 8 * 1024;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Fields.DEEPEST)
                  .maxNumberLength(64)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(1024)
                  .maxDocumentLength(Fields.LARGEST_RECORD)
                  .build())
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final ObjectReader TREES =
      MAPPER
          .reader()
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // 1.10 stays 1.10 in a name
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private JsonText() {}

  /** A document as a tree; a missing node where it is none. */
  static JsonNode tree(byte[] document) {
    try {
      return MAPPER.readTree(document);
    } catch (IOException e) {
      return MAPPER.missingNode();
    }
  }

  /**
   * A document as a tree.
   *
   * @param several whether there may be several documents, one after the other, which are then
   *     taken as a list
   */
  static JsonNode documents(byte[] record, boolean several) throws BadRecordException {
    try (JsonParser parser = FACTORY.createParser(record)) {
      JsonNode first = TREES.readTree(parser);
      JsonNode next = TREES.readTree(parser);
      if (first == null || !first.isContainerNode()) {
        throw new BadRecordException(
            Reason.MALFORMED,
            "the document is neither an object nor an array" + Signature.hint(record, "json"));
      }
      if (next == null) {
        return first;
      }
      if (!several) {
        throw new BadRecordException(
            Reason.MALFORMED, "the record holds more than one document; input.each: / reads each");
      }
      ArrayNode all = MAPPER.createArrayNode().add(first);
      for (; next != null; next = TREES.readTree(parser)) {
        all.add(next);
      }
      return all;
    } catch (IOException e) {
      throw malformed(record, e);
    } catch (NumberFormatException e) {
      throw new BadRecordException(
          Reason.NOT_FINITE, "a number in the document is larger than any that is read");
    }
  }

  /** A key as text that does not depend on blanks and the order of fields. */
  static byte[] canonical(byte[] key) throws BadRecordException {
    JsonNode tree = tree(key);
    if (tree.isMissingNode()) {
      throw new BadRecordException(
          Reason.NO_SERIES,
          "the key is not JSON, which input.key: json reads" + KeyFormat.hint(key));
    }
    try {
      return tree.isContainerNode()
          ? MAPPER.writeValueAsBytes(MAPPER.treeToValue(tree, Object.class))
          : tree.asText("").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // what has been read can be written
    }
  }

  /** Says why a document cannot be read, without the words of the parser. */
  static BadRecordException malformed(byte[] document, IOException cause) {
    String hint = Signature.hint(document, "json");
    if (cause instanceof StreamConstraintsException) {
      boolean nested = String.valueOf(cause.getMessage()).contains("nesting depth");
      return new BadRecordException(
          Reason.MALFORMED,
          nested
              ? "the document is nested deeper than " + Fields.DEEPEST + " levels"
              : "a text in the document is longer than %,d characters, the most that is read; send it in parts"
                  .formatted(LONGEST_TEXT));
    }
    if (cause instanceof MismatchedInputException) {
      return new BadRecordException(
          Reason.MALFORMED, "an object in the document has a field twice");
    }
    return new BadRecordException(
        Reason.MALFORMED,
        "the document is not JSON" + (hint.isEmpty() ? place(document, cause) : hint));
  }

  private static String place(byte[] document, IOException cause) {
    long at =
        cause instanceof JsonProcessingException e && e.getLocation() != null
            ? e.getLocation().getByteOffset()
            : -1;
    if (at < 0) {
      return ": it is not UTF-8";
    }
    if (at >= document.length) {
      return ": it breaks off after " + document.length + " bytes";
    }
    int from = (int) Math.max(0, at - 1);
    int length = Math.min(20, document.length - from);
    return ": at byte %d, near '%s'"
        .formatted(
            at, Fields.shortened(new String(document, from, length, StandardCharsets.UTF_8)));
  }
}
