package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.recurrence.record.BadRecordException.Reason;

/**
 * Turns records of one format into trees, which {@link DocumentReader} reads alike. A list may hold
 * {@link #refused refused} elements. Serves one thread.
 */
public interface DocumentParser {
  /**
   * The tree of a record.
   *
   * @return a missing node where the record says nothing that is asked for, as the mark of a
   *     deletion does
   * @throws BadRecordException where the record cannot be used
   */
  JsonNode parse(SourceRecord record) throws BadRecordException;

  /**
   * Parses JSON.
   *
   * @param several whether a record may hold several documents, one after the other, which are then
   *     taken as a list
   */
  static DocumentParser json(boolean several) {
    return record -> JsonText.documents(Fields.content(record.value()), several);
  }

  /** An element of a list that cannot be used; the others can. */
  static JsonNode refused(BadRecordException fault) {
    return JsonNodeFactory.instance.pojoNode(fault);
  }

  /**
   * The only document of a record.
   *
   * @param several whether there may be several, which are then taken as a list
   */
  static JsonNode one(ArrayNode documents, boolean several) throws BadRecordException {
    if (documents.isEmpty()) {
      throw new BadRecordException(Reason.EMPTY, "the record holds no document");
    }
    if (documents.size() > 1 && !several) {
      throw new BadRecordException(
          Reason.MALFORMED, "the record holds more than one document; input.each: / reads each");
    }
    JsonNode first = documents.get(0);
    if (!first.isContainerNode()) {
      throw new BadRecordException(
          Reason.MALFORMED, "the document is neither an object nor an array");
    }
    return documents.size() == 1 ? first : documents;
  }
}
