package io.recurrence.record;

import io.recurrence.record.RecordSchema.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A field of an output record as schemas have it.
 *
 * @param optional whether a record may lack it
 */
record SchemaField(RecordField field, Shape shape, boolean optional) {
  /** The whole numbers that are milliseconds since 1970. */
  private static final Set<RecordField> TIMES =
      Set.of(
          RecordField.TIMESTAMP,
          RecordField.FORECAST_TIMESTAMP,
          RecordField.LABELLED_TIMESTAMP,
          RecordField.WINDOW_START,
          RecordField.ONSET_TIMESTAMP,
          RecordField.PEAK_TIMESTAMP,
          RecordField.END_TIMESTAMP,
          RecordField.CROSSING_TIMESTAMP,
          RecordField.LIMIT_ABOVE_TIMESTAMP,
          RecordField.LIMIT_BELOW_TIMESTAMP);

  /** What a field holds. */
  enum Shape {
    TEXT,
    WHOLE,
    /** Milliseconds since 1970. */
    TIME,
    NUMBER,
    FLAG,
    WHOLES,
    TIMES,
    NUMBERS,
    /** Numbers by name. */
    NUMBER_MAP,
    /** Lists of numbers by name. */
    COLUMN_MAP,
    /** Rows of numbers. */
    MATRIX
  }

  /** The fields of a kind of record, in the order in which they are written. */
  static List<SchemaField> of(RecordKind kind) {
    List<SchemaField> fields = new ArrayList<>();
    RecordSchema.parts(kind).forEach(part -> add(part, fields));
    return fields;
  }

  private static void add(Part part, List<SchemaField> into) {
    RecordField field = part.field();
    switch (part.type()) {
      case TEXT -> into.add(new SchemaField(field, Shape.TEXT, false));
      case OPTION -> into.add(new SchemaField(field, Shape.TEXT, true));
      case WHOLE -> into.add(whole(field, false));
      case OPTIONAL_WHOLE -> into.add(whole(field, true));
      case EXACT, SHARE -> into.add(number(field));
      case FLAG -> into.add(new SchemaField(field, Shape.FLAG, false));
      case BAND -> {
        into.add(number(field));
        into.add(number(RecordField.LOWER_BOUND));
        into.add(number(RecordField.UPPER_BOUND));
      }
      case OUTCOME -> {
        into.add(number(RecordField.FORECAST_VALUE));
        into.add(number(RecordField.ACTUAL_VALUE));
        into.add(number(RecordField.ERROR));
      }
      case COLUMNS, UNEVEN_COLUMNS -> {
        into.add(new SchemaField(RecordField.HORIZON, Shape.WHOLE, false));
        into.add(new SchemaField(RecordField.HORIZON_INDEX, Shape.WHOLES, false));
        into.add(new SchemaField(RecordField.FORECAST_TIMESTAMP, Shape.TIMES, false));
        into.add(new SchemaField(RecordField.FORECAST_VALUE, Shape.NUMBERS, false));
        into.add(new SchemaField(RecordField.LOWER_BOUND, Shape.NUMBERS, false));
        into.add(new SchemaField(RecordField.UPPER_BOUND, Shape.NUMBERS, false));
        into.add(number(RecordField.CONFIDENCE_LEVEL));
        into.add(new SchemaField(RecordField.QUANTILES, Shape.COLUMN_MAP, false));
      }
      case QUANTILES, WEIGHTS, FEATURES, SHARES ->
          into.add(new SchemaField(field, Shape.NUMBER_MAP, false));
      case MATRIX -> into.add(new SchemaField(field, Shape.MATRIX, false));
    }
  }

  private static SchemaField whole(RecordField field, boolean optional) {
    return new SchemaField(field, TIMES.contains(field) ? Shape.TIME : Shape.WHOLE, optional);
  }

  private static SchemaField number(RecordField field) {
    return new SchemaField(field, Shape.NUMBER, true);
  }
}
