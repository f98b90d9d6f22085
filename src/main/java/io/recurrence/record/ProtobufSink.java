package io.recurrence.record;

/**
 * Writes records as messages of Protobuf, by the schemas of {@link OutputSchema}. A number that
 * does not exist is left out, of a list it is NaN.
 */
final class ProtobufSink extends SchemaSink {
  private static final int VARINT = 0; // types of the wire
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int KEY = 1 << 3 | LENGTH; // the fields of an entry of a map
  private static final int NUMBER_VALUE = 2 << 3 | FIXED_64;
  private static final int MESSAGE_VALUE = 2 << 3 | LENGTH;
  private static final int NUMBERS = 1 << 3 | LENGTH; // the field of the message Numbers

  @Override
  public void begin(RecordKind kind) {
    out.clear();
  }

  private void tag(RecordField field, int type) {
    out.varint((long) field.number() << 3 | type);
  }

  @Override
  public void text(RecordField field, String text) {
    tag(field, LENGTH);
    text(VarintBytes.utf8(text));
  }

  private void text(byte[] utf8) {
    out.varint(utf8.length);
    out.bytes(utf8);
  }

  @Override
  public void option(RecordField field, String text) {
    if (!text.isEmpty()) {
      text(field, text);
    }
  }

  @Override
  public void whole(RecordField field, long n) {
    tag(field, VARINT);
    out.varint(n);
  }

  @Override
  public void optionalWhole(RecordField field, long n) {
    if (n != NONE) {
      whole(field, n);
    }
  }

  @Override
  void optional(RecordField field, double x) {
    if (!Double.isNaN(x)) {
      tag(field, FIXED_64);
      out.number(x);
    }
  }

  @Override
  public void flag(RecordField field, boolean flag) {
    tag(field, VARINT);
    out.put(flag ? 1 : 0);
  }

  @Override
  public void columns(Columns columns) {
    int horizon = columns.horizon;
    whole(RecordField.HORIZON, horizon);
    long size = 0;
    for (int k = 1; k <= horizon; k++) {
      size += VarintBytes.size(k);
    }
    tag(RecordField.HORIZON_INDEX, LENGTH);
    out.varint(size);
    for (int k = 1; k <= horizon; k++) {
      out.varint(k);
    }
    size = 0;
    for (int k = 0; k < horizon; k++) {
      size += VarintBytes.size(columns.times[k]);
    }
    tag(RecordField.FORECAST_TIMESTAMP, LENGTH);
    out.varint(size);
    for (int k = 0; k < horizon; k++) {
      out.varint(columns.times[k]);
    }
    column(RecordField.FORECAST_VALUE, columns.forecast, horizon);
    column(RecordField.LOWER_BOUND, columns.lower, horizon);
    column(RecordField.UPPER_BOUND, columns.upper, horizon);
    optional(RecordField.CONFIDENCE_LEVEL, columns.confidence);
    int bytes = Double.BYTES * horizon;
    int message = 1 + VarintBytes.size(bytes) + bytes;
    for (int i = 0; i < columns.levels.length; i++) {
      byte[] name = VarintBytes.utf8(Double.toString(columns.levels[i]));
      tag(RecordField.QUANTILES, LENGTH);
      out.varint(entry(name) + 1L + VarintBytes.size(message) + message);
      out.put(KEY);
      text(name);
      out.put(MESSAGE_VALUE);
      out.varint(message);
      out.put(NUMBERS);
      numbers(columns.quantiles[i], horizon);
    }
  }

  /** The bytes of the key of an entry of a map. */
  private static int entry(byte[] name) {
    return 1 + VarintBytes.size(name.length) + name.length;
  }

  private void column(RecordField field, double[] x, int length) {
    tag(field, LENGTH);
    numbers(x, length);
  }

  private void numbers(double[] x, int length) {
    out.varint((long) Double.BYTES * length);
    for (int k = 0; k < length; k++) {
      out.number(x[k]);
    }
  }

  private void entry(RecordField field, String name, double value) {
    byte[] utf8 = VarintBytes.utf8(name);
    tag(field, LENGTH);
    out.varint(entry(utf8) + 1L + Double.BYTES);
    out.put(KEY);
    text(utf8);
    out.put(NUMBER_VALUE);
    out.number(value);
  }

  @Override
  public void quantiles(double[] levels, double[] values) {
    for (int i = 0; i < levels.length; i++) {
      entry(RecordField.QUANTILES, Double.toString(levels[i]), values[i]);
    }
  }

  @Override
  public void shares(RecordField field, String[] names, double[] values) {
    for (int i = 0; i < names.length; i++) {
      entry(field, names[i], values[i]);
    }
  }

  @Override
  public void matrix(RecordField field, float[][] rows) {
    for (float[] row : rows) {
      int bytes = Double.BYTES * row.length;
      tag(field, LENGTH);
      out.varint(1L + VarintBytes.size(bytes) + bytes);
      out.put(NUMBERS);
      out.varint(bytes);
      for (float x : row) {
        out.number((double) x);
      }
    }
  }
}
