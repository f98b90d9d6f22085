package io.recurrence.record;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes records in Avro's binary encoding, by the schemas of {@link OutputSchema}: the fields in
 * their order, without their names. What a record may lack is the union of null and its type.
 */
final class AvroSink extends SchemaSink {
  private static final int ABSENT = 0; // branches of a union, as they are written
  private static final int PRESENT = 2;

  private final Map<RecordKind, List<SchemaField>> schemas = new EnumMap<>(RecordKind.class);
  private List<SchemaField> fields = List.of();
  private int next; // field to be written

  @Override
  public void begin(RecordKind kind) {
    out.clear();
    fields = schemas.computeIfAbsent(kind, written -> OutputSchema.of(written).fields());
    next = 0;
  }

  /** Goes to a field; those before it that the kind of record lacks are optional, and absent. */
  private void to(RecordField field) {
    for (; fields.get(next).field() != field; next++) {
      out.put(ABSENT);
    }
    next++;
  }

  private void text(String text) {
    byte[] utf8 = VarintBytes.utf8(text);
    out.zigzag(utf8.length);
    out.bytes(utf8);
  }

  /** Begins a list or a map; one that has no entries is a lone 0, and {@link #end} ends others. */
  private void begin(int entries) {
    out.zigzag(entries);
  }

  private void end(int entries) {
    if (entries > 0) {
      out.zigzag(0);
    }
  }

  @Override
  void optional(RecordField field, double x) {
    to(field);
    if (Double.isNaN(x)) {
      out.put(ABSENT);
    } else {
      out.put(PRESENT);
      out.number(x);
    }
  }

  @Override
  public void text(RecordField field, String text) {
    to(field);
    text(text);
  }

  @Override
  public void option(RecordField field, String text) {
    to(field);
    if (text.isEmpty()) {
      out.put(ABSENT);
    } else {
      out.put(PRESENT);
      text(text);
    }
  }

  @Override
  public void whole(RecordField field, long n) {
    to(field);
    out.zigzag(n);
  }

  @Override
  public void optionalWhole(RecordField field, long n) {
    to(field);
    if (n == NONE) {
      out.put(ABSENT);
    } else {
      out.put(PRESENT);
      out.zigzag(n);
    }
  }

  @Override
  public void flag(RecordField field, boolean flag) {
    to(field);
    out.put(flag ? 1 : 0);
  }

  @Override
  public void columns(Columns columns) {
    int horizon = columns.horizon;
    whole(RecordField.HORIZON, horizon);
    to(RecordField.HORIZON_INDEX);
    begin(horizon);
    for (int k = 1; k <= horizon; k++) {
      out.zigzag(k);
    }
    end(horizon);
    to(RecordField.FORECAST_TIMESTAMP);
    begin(horizon);
    for (int k = 0; k < horizon; k++) {
      out.zigzag(columns.times[k]);
    }
    end(horizon);
    to(RecordField.FORECAST_VALUE);
    column(columns.forecast, horizon);
    to(RecordField.LOWER_BOUND);
    column(columns.lower, horizon);
    to(RecordField.UPPER_BOUND);
    column(columns.upper, horizon);
    optional(RecordField.CONFIDENCE_LEVEL, columns.confidence);
    to(RecordField.QUANTILES);
    begin(columns.levels.length);
    for (int i = 0; i < columns.levels.length; i++) {
      text(Double.toString(columns.levels[i]));
      column(columns.quantiles[i], horizon);
    }
    end(columns.levels.length);
  }

  private void column(double[] x, int length) {
    begin(length);
    for (int k = 0; k < length; k++) {
      out.number(x[k]);
    }
    end(length);
  }

  @Override
  public void quantiles(double[] levels, double[] values) {
    to(RecordField.QUANTILES);
    begin(levels.length);
    for (int i = 0; i < levels.length; i++) {
      text(Double.toString(levels[i]));
      out.number(values[i]);
    }
    end(levels.length);
  }

  @Override
  public void shares(RecordField field, String[] names, double[] values) {
    to(field);
    begin(names.length);
    for (int i = 0; i < names.length; i++) {
      text(names[i]);
      out.number(values[i]);
    }
    end(names.length);
  }

  @Override
  public void matrix(RecordField field, float[][] rows) {
    to(field);
    begin(rows.length);
    for (float[] row : rows) {
      begin(row.length);
      for (float x : row) {
        out.number(x);
      }
      end(row.length);
    }
    end(rows.length);
  }
}
