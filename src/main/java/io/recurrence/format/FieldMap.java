package io.recurrence.format;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes a map of a record: values by name, in the order of the JSON document. */
final class FieldMap implements Sink {
  private Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  Map<String, @Nullable Object> take() {
    return fields;
  }

  @Override
  public void begin(Kind kind) {
    fields = new LinkedHashMap<>();
  }

  private void put(Field field, Object value) {
    fields.put(field.text(), value);
  }

  @Override
  public void text(Field field, String text) {
    put(field, text);
  }

  @Override
  public void option(Field field, String text) {
    if (!text.isEmpty()) {
      put(field, text);
    }
  }

  @Override
  public void whole(Field field, long n) {
    put(field, n);
  }

  @Override
  public void exact(Field field, double x) {
    number(field.text(), x);
  }

  private void number(String name, double x) {
    fields.put(name, Double.isNaN(x) ? null : x);
  }

  @Override
  public void share(Field field, double x) {
    exact(field, x);
  }

  @Override
  public void flag(Field field, boolean flag) {
    put(field, flag);
  }

  @Override
  public void band(Field field, double x, double lower, double upper) {
    exact(field, x);
    exact(Field.LOWER_BOUND, lower);
    exact(Field.UPPER_BOUND, upper);
  }

  @Override
  public void outcome(double forecast, double actual) {
    exact(Field.FORECAST_VALUE, forecast);
    exact(Field.ACTUAL_VALUE, actual);
    exact(Field.ERROR, actual - forecast);
  }

  @Override
  public void columns(Columns columns) {
    int horizon = columns.horizon;
    put(Field.HORIZON, (long) horizon);
    put(Field.HORIZON_INDEX, LongStream.rangeClosed(1, horizon).toArray());
    put(Field.FORECAST_TIMESTAMP, Arrays.copyOf(columns.times, horizon));
    put(Field.FORECAST_VALUE, Arrays.copyOf(columns.forecast, horizon));
    put(Field.LOWER_BOUND, Arrays.copyOf(columns.lower, horizon));
    put(Field.UPPER_BOUND, Arrays.copyOf(columns.upper, horizon));
    exact(Field.CONFIDENCE_LEVEL, columns.confidence);
    Map<String, double[]> quantiles = new LinkedHashMap<>();
    for (int i = 0; i < columns.levels.length; i++) {
      quantiles.put(
          Double.toString(columns.levels[i]), Arrays.copyOf(columns.quantiles[i], horizon));
    }
    put(Field.QUANTILES, quantiles);
  }

  @Override
  public void quantiles(double[] levels, double[] values) {
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (int i = 0; i < levels.length; i++) {
      quantiles.put(Double.toString(levels[i]), values[i]);
    }
    put(Field.QUANTILES, quantiles);
  }

  @Override
  public void weights(String[] models, double[] weights) {
    shares(Field.WEIGHTS, models, weights);
  }

  @Override
  public void shares(Field field, String[] names, double[] values) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      shares.put(names[i], values[i]);
    }
    put(field, shares);
  }

  @Override
  public void matrix(Field field, float[][] rows) {
    put(field, rows);
  }

  @Override
  public void features(String[] names, double[] values) {
    for (int i = 0; i < names.length; i++) {
      number(names[i], values[i]);
    }
  }
}
