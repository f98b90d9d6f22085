package io.recurrence.record;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes a map of a record: values by name, in the order of the JSON document. */
final class FieldMap implements RecordSink {
  private Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  Map<String, @Nullable Object> take() {
    return fields;
  }

  @Override
  public void begin(RecordKind kind) {
    fields = new LinkedHashMap<>();
  }

  private void put(RecordField field, @Nullable Object value) {
    fields.put(field.text(), value);
  }

  @Override
  public void text(RecordField field, String text) {
    put(field, text);
  }

  @Override
  public void option(RecordField field, String text) {
    if (!text.isEmpty()) {
      put(field, text);
    }
  }

  @Override
  public void whole(RecordField field, long n) {
    put(field, n);
  }

  @Override
  public void optionalWhole(RecordField field, long n) {
    put(field, n == NONE ? null : n);
  }

  @Override
  public void exact(RecordField field, double x) {
    number(field.text(), x);
  }

  private void number(String name, double x) {
    fields.put(name, Double.isNaN(x) ? null : x);
  }

  @Override
  public void share(RecordField field, double x) {
    exact(field, x);
  }

  @Override
  public void flag(RecordField field, boolean flag) {
    put(field, flag);
  }

  @Override
  public void band(RecordField field, double x, double lower, double upper) {
    exact(field, x);
    exact(RecordField.LOWER_BOUND, lower);
    exact(RecordField.UPPER_BOUND, upper);
  }

  @Override
  public void outcome(double forecast, double actual) {
    exact(RecordField.FORECAST_VALUE, forecast);
    exact(RecordField.ACTUAL_VALUE, actual);
    exact(RecordField.ERROR, actual - forecast);
  }

  @Override
  public void columns(Columns columns) {
    int horizon = columns.horizon;
    put(RecordField.HORIZON, (long) horizon);
    put(RecordField.HORIZON_INDEX, LongStream.rangeClosed(1, horizon).toArray());
    put(RecordField.FORECAST_TIMESTAMP, Arrays.copyOf(columns.times, horizon));
    put(RecordField.FORECAST_VALUE, Arrays.copyOf(columns.forecast, horizon));
    put(RecordField.LOWER_BOUND, Arrays.copyOf(columns.lower, horizon));
    put(RecordField.UPPER_BOUND, Arrays.copyOf(columns.upper, horizon));
    exact(RecordField.CONFIDENCE_LEVEL, columns.confidence);
    Map<String, double[]> quantiles = new LinkedHashMap<>();
    for (int i = 0; i < columns.levels.length; i++) {
      quantiles.put(
          Double.toString(columns.levels[i]), Arrays.copyOf(columns.quantiles[i], horizon));
    }
    put(RecordField.QUANTILES, quantiles);
  }

  @Override
  public void quantiles(double[] levels, double[] values) {
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (int i = 0; i < levels.length; i++) {
      quantiles.put(Double.toString(levels[i]), values[i]);
    }
    put(RecordField.QUANTILES, quantiles);
  }

  @Override
  public void weights(String[] models, double[] weights) {
    shares(RecordField.WEIGHTS, models, weights);
  }

  @Override
  public void shares(RecordField field, String[] names, double[] values) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      shares.put(names[i], values[i]);
    }
    put(field, shares);
  }

  @Override
  public void matrix(RecordField field, float[][] rows) {
    put(field, rows);
  }

  @Override
  public void features(String[] names, double[] values) {
    for (int i = 0; i < names.length; i++) {
      number(names[i], values[i]);
    }
  }
}
