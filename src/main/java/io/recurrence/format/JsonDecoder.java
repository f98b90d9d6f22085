package io.recurrence.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.recurrence.format.BadRecordException.Reason;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON documents: each field stands where a pointer says (RFC 6901). The document is scanned
 * once and no tree is built. Numbers may be written as text; a value that is {@code null}, empty or
 * NaN is a step that is missing.
 */
public final class JsonDecoder implements Decoder {
  private static final int SERIES = 0;
  private static final int VALUE = 1;
  private static final int TIME = 2;
  private static final String[] NOWHERE = {};

  private final String[][] pointers = new String[3][];
  private final TimeUnit unit;
  private final ZoneId zone;
  private final boolean picks;

  private final boolean[] found = new boolean[3];
  private final @Nullable String[] texts = new @Nullable String[3]; // null for a JSON null
  private double number;
  private boolean numeric; // whether the value was written as a number

  /**
   * Makes a decoder of times that are in UTC where they have no offset.
   *
   * @param series pointer to the name, or empty for the key of the record
   * @param value pointer to the value
   * @param time pointer to the time, or empty for the timestamp of the record
   */
  public JsonDecoder(String series, String value, String time, TimeUnit unit) {
    this(series, value, time, unit, ZoneOffset.UTC, false);
  }

  /**
   * Makes a decoder.
   *
   * @param zone of dates and times without an offset
   * @param picks whether a pointer may take one element of a list whose others are not used; two
   *     pointers to different elements take the list for one record in any case
   */
  public JsonDecoder(
      String series, String value, String time, TimeUnit unit, ZoneId zone, boolean picks) {
    this.picks = picks;
    pointers[SERIES] = segments(series);
    pointers[VALUE] = segments(value);
    pointers[TIME] = segments(time);
    this.unit = unit;
    this.zone = zone;
  }

  private static String[] segments(String pointer) {
    if (pointer.isEmpty()) {
      return new String[0];
    }
    return Arrays.stream(pointer.substring(1).split("/", -1))
        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
        .toArray(String[]::new);
  }

  @Override
  public void decode(byte @Nullable [] key, byte @Nullable [] record, long timestamp, Reading into)
      throws BadRecordException {
    byte[] document = Fields.content(record);
    scan(document);
    boolean keyed = pointers[SERIES].length == 0;
    String name =
        keyed
            ? Names.of(key)
            : Names.of(needed(SERIES, document, Reason.NO_SERIES, Reason.NO_SERIES));
    into.begin(
        name,
        keyed ? key : null,
        pointers[TIME].length == 0
            ? timestamp
            : Fields.time(needed(TIME, document, Reason.NO_TIME, Reason.BAD_TIME), unit, zone));
    if (!found[VALUE]) {
      throw PointerFault.of(document, pointers[VALUE], Reason.NO_VALUE, Reason.NOT_A_NUMBER);
    }
    String text = texts[VALUE];
    if (numeric && !Double.isNaN(number)) {
      into.value(Fields.finite(number));
    } else if (text != null) {
      Fields.value(text, into);
    }
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
    numeric = false;
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
            "the record holds more than one document; let the producer send each by itself");
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
      if (field == VALUE
          && (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT)) {
        numeric = true;
        number = parser.getDoubleValue();
      } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
        throw new BadRecordException(
            field == VALUE
                ? Reason.NOT_A_NUMBER
                : field == TIME ? Reason.BAD_TIME : Reason.NO_SERIES,
            shown(field) + " is true or false");
      } else if (token != JsonToken.VALUE_NULL && !parser.isNaN()) {
        texts[field] = parser.getText();
      }
    }
  }
}
