package io.recurrence.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.recurrence.record.BadRecordException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON documents: each field stands where a pointer says (RFC 6901). The document is scanned
 * once and no tree is built. Numbers may be written as text; a value that is {@code null}, empty or
 * NaN is a step that is missing.
 */
public final class JsonDecoder implements Decoder {
  private static final int SERIES = 0;
  private static final int TIME = 1;
  private static final int VALUE = 2; // the first of them
  private static final String[] NOWHERE = {};

  private final String[][] pointers;
  private final boolean symbols;
  private final TimeField time;
  private final boolean picks;
  private ValueRules rules = ValueRules.NONE;

  private final boolean[] found;
  private final @Nullable String[] texts; // null for a JSON null
  private final double[] numbers;
  private final boolean[] numeric; // whether a value was written as a number

  /**
   * Makes a decoder of times that are in UTC where they have no offset.
   *
   * @param series pointer to the name, or empty for the key of the record
   * @param value pointer to the value
   * @param time pointer to the time, or empty for the timestamp of the record
   */
  public JsonDecoder(String series, String value, String time, TimeUnit unit) {
    this(series, List.of(value), false, TimeField.of(time, unit), false);
  }

  /**
   * Makes a decoder.
   *
   * @param values pointers to the values; either all of them are missing, or none
   * @param symbols whether the values are texts, and there is one
   * @param time one pointer at most
   * @param picks whether a pointer may take one element of a list whose others are not used; two
   *     pointers to different elements take the list for one record in any case
   */
  public JsonDecoder(
      String series, List<String> values, boolean symbols, TimeField time, boolean picks) {
    int fields = VALUE + values.size();
    this.picks = picks;
    this.symbols = symbols;
    this.pointers = new String[fields][];
    this.found = new boolean[fields];
    this.texts = new @Nullable String[fields];
    this.numbers = new double[fields];
    this.numeric = new boolean[fields];
    pointers[SERIES] = segments(series);
    pointers[TIME] = segments(time.place());
    for (int i = 0; i < values.size(); i++) {
      pointers[VALUE + i] = segments(values.get(i));
    }
    this.time = time;
  }

  /** Reads values by these rules from now on. */
  public JsonDecoder rules(ValueRules rules) {
    this.rules = rules;
    return this;
  }

  static String[] segments(String pointer) {
    if (pointer.isEmpty()) {
      return new String[0];
    }
    return Arrays.stream(pointer.substring(1).split("/", -1))
        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
        .toArray(String[]::new);
  }

  @Override
  public void decode(
      byte @Nullable [] key, byte @Nullable [] record, long timestamp, Measurement into)
      throws BadRecordException {
    byte[] document = Fields.content(record);
    scan(document);
    boolean keyed = pointers[SERIES].length == 0;
    String name =
        keyed
            ? FieldNames.of(key)
            : FieldNames.of(needed(SERIES, document, Reason.NO_SERIES, Reason.NO_SERIES));
    into.begin(
        name,
        keyed ? key : null,
        pointers[TIME].length == 0
            ? timestamp
            : time.millis(needed(TIME, document, Reason.NO_TIME, Reason.BAD_TIME)));
    int missing = 0;
    int lacking = VALUE;
    for (int field = VALUE; field < pointers.length; field++) {
      if (!value(field, document, into)) {
        missing++;
        lacking = field;
      }
    }
    if (missing > 0) {
      into.missing(pointers.length - VALUE - missing, shown(lacking));
    }
  }

  /** Reads one of the values; false where it is missing. */
  private boolean value(int field, byte[] document, Measurement into) throws BadRecordException {
    if (!found[field]) {
      throw PointerFault.of(
          document,
          pointers[field],
          Reason.NO_VALUE,
          symbols ? Reason.MALFORMED : Reason.NOT_A_NUMBER);
    }
    String text = texts[field];
    if (symbols) {
      Fields.symbol(text == null ? "" : text, into);
      return true; // at most one, and a blank one may be a symbol
    }
    return numeric[field]
        ? into.optional(rules.value(numbers[field]))
        : text != null && into.optional(rules.value(text));
  }

  private String needed(int field, byte[] document, Reason reason, Reason wrong)
      throws BadRecordException {
    String text = texts[field];
    if (text == null) {
      throw PointerFault.of(document, pointers[field], reason, wrong);
    }
    return text;
  }

  private String shown(int field) {
    return PointerFault.written(pointers[field], pointers[field].length);
  }

  private void scan(byte[] document) throws BadRecordException {
    Arrays.fill(found, false);
    Arrays.fill(texts, null);
    Arrays.fill(numeric, false);
    try (JsonParser parser = JsonText.FACTORY.createParser(document)) {
      JsonToken root = parser.nextToken();
      if (root != JsonToken.START_OBJECT && root != JsonToken.START_ARRAY) {
        throw new BadRecordException(
            Reason.MALFORMED,
            "the document is neither an object nor an array" + Signature.hint(document, "json"));
      }
      int wanted = 0;
      for (int field = 0; field < pointers.length; field++) {
        wanted |= pointers[field].length > 0 ? 1 << field : 0;
      }
      children(parser, root, 0, wanted);
      if (parser.nextToken() != null) {
        throw new BadRecordException(
            Reason.MALFORMED,
            "the record holds more than one document; input.each: / reads each of them");
      }
    } catch (IOException e) {
      throw JsonText.malformed(document, e);
    }
  }

  /**
   * Reads the children of an object or array of which some field of {@code wanted} may stand below.
   */
  private void children(JsonParser parser, JsonToken parent, int depth, int wanted)
      throws IOException, BadRecordException {
    boolean object = parent == JsonToken.START_OBJECT;
    int index = 0;
    int taken = 0; // elements of an array below which some field is looked for
    String[] pointer = NOWHERE;
    for (JsonToken token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
      int below = 0;
      String name = object ? parser.currentName() : Integer.toString(index++);
      for (int field = 0; field < pointers.length; field++) {
        if ((wanted >> field & 1) == 1
            && pointers[field].length > depth
            && pointers[field][depth].equals(name)) {
          below |= 1 << field;
          pointer = pointers[field];
        }
      }
      taken += below == 0 ? 0 : 1;
      JsonToken child = object ? parser.nextToken() : token;
      if (child.isScalarValue()) {
        take(parser, child, depth + 1, below);
      } else if (below == 0) {
        parser.skipChildren();
      } else {
        children(parser, child, depth + 1, below);
      }
    }
    if (!picks && taken == 1 && index > 1) {
      throw PointerFault.picked(pointer, depth, index);
    }
  }

  private void take(JsonParser parser, JsonToken token, int depth, int fields)
      throws IOException, BadRecordException {
    for (int field = 0; field < pointers.length; field++) {
      if ((fields >> field & 1) == 0 || pointers[field].length != depth) {
        continue;
      }
      if (found[field]) {
        throw new BadRecordException(
            Reason.MALFORMED, "the document has " + shown(field) + " twice");
      }
      found[field] = true;
      boolean value = field >= VALUE;
      boolean bool = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
      if (value
          && !symbols
          && (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT)) {
        numeric[field] = true;
        numbers[field] = parser.getDoubleValue();
      } else if (bool && !(value && (symbols || rules.isWord(parser.getText())))) {
        throw new BadRecordException(
            value ? Reason.NOT_A_NUMBER : field == TIME ? Reason.BAD_TIME : Reason.NO_SERIES,
            shown(field) + " is true or false" + (value ? "; input.words gives them numbers" : ""));
      } else if (token != JsonToken.VALUE_NULL && !parser.isNaN()) {
        texts[field] = parser.getText();
      }
    }
  }
}
