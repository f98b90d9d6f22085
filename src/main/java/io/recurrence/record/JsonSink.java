package io.recurrence.record;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes records as JSON objects, and keeps the names of what they hold as bytes. */
final class JsonSink implements RecordSink {
  private static final int WEIGHT_PLACE = -4; // of shares that add up to 1

  private static final Map<RecordField, byte[]> NAMES = new EnumMap<>(RecordField.class);

  static {
    for (RecordField field : RecordField.values()) {
      NAMES.put(field, JsonBytes.ascii(",\"" + field.text() + "\":"));
    }
  }

  private final JsonBytes out = new JsonBytes();
  private int indexed; // steps of the indices that are kept
  private byte[] indices = new byte[0]; // as they are written
  private int place; // to which the numbers of a band are written at least
  private Labels<double[]> levels = new Labels<>(new double[0], new byte[0][]);
  private Labels<String[]> models = new Labels<>(new String[0], new byte[0][]);
  private Labels<String[]> features = new Labels<>(new String[0], new byte[0][]);

  /** Names as they stand before values, with a comma first. */
  private static final class Labels<T> {
    final T of;
    final byte[][] json;

    Labels(T of, byte[][] json) {
      this.of = of;
      this.json = json;
    }
  }

  byte[] record() {
    out.close(0);
    return out.toArray();
  }

  @Override
  public void begin(RecordKind kind) {
    out.clear();
  }

  private void name(RecordField field) {
    out.put(json(field));
  }

  /** What stands before the value of a field, with a comma first. */
  private static byte[] json(RecordField field) {
    return Objects.requireNonNull(NAMES.get(field));
  }

  @Override
  public void text(RecordField field, String text) {
    name(field);
    out.string(text);
  }

  @Override
  public void option(RecordField field, String text) {
    if (!text.isEmpty()) {
      text(field, text);
    }
  }

  @Override
  public void whole(RecordField field, long n) {
    name(field);
    out.whole(n);
  }

  @Override
  public void optionalWhole(RecordField field, long n) {
    if (n == NONE) {
      exact(field, Double.NaN);
    } else {
      whole(field, n);
    }
  }

  @Override
  public void exact(RecordField field, double x) {
    name(field);
    out.exact(x);
  }

  @Override
  public void share(RecordField field, double x) {
    name(field);
    out.rounded(x, Digits.FEWEST, Digits.place(1 - x));
  }

  @Override
  public void flag(RecordField field, boolean flag) {
    name(field);
    out.flag(flag);
  }

  @Override
  public void band(RecordField field, double x, double lower, double upper) {
    place = Digits.place(upper - lower);
    number(field, x);
    number(RecordField.LOWER_BOUND, lower);
    number(RecordField.UPPER_BOUND, upper);
  }

  private void number(RecordField field, double x) {
    name(field);
    out.rounded(x, Digits.FEWEST, place);
  }

  @Override
  public void outcome(double forecast, double actual) {
    double error = actual - forecast;
    place = Digits.place(Math.abs(error));
    number(RecordField.FORECAST_VALUE, forecast);
    exact(RecordField.ACTUAL_VALUE, actual);
    number(RecordField.ERROR, error);
  }

  @Override
  public void columns(Columns columns) {
    int horizon = columns.horizon;
    place = Digits.place(columns.narrowest());
    whole(RecordField.HORIZON, horizon);
    name(RecordField.HORIZON_INDEX);
    if (indexed != horizon) {
      indexed = horizon;
      indices =
          JsonBytes.ascii(
              IntStream.rangeClosed(1, horizon)
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(",", "[", "]")));
    }
    out.put(indices);
    name(RecordField.FORECAST_TIMESTAMP);
    for (int k = 0; k < horizon; k++) {
      out.put(k == 0 ? '[' : ',');
      out.whole(columns.times[k]);
    }
    out.put(']');
    column(json(RecordField.FORECAST_VALUE), columns.forecast, horizon);
    column(json(RecordField.LOWER_BOUND), columns.lower, horizon);
    column(json(RecordField.UPPER_BOUND), columns.upper, horizon);
    exact(RecordField.CONFIDENCE_LEVEL, columns.confidence);
    name(RecordField.QUANTILES);
    byte[][] names = names(columns.levels);
    int start = out.length();
    for (int i = 0; i < names.length; i++) {
      column(names[i], columns.quantiles[i], horizon);
    }
    out.close(start);
  }

  private void column(byte[] name, double[] x, int length) {
    out.put(name);
    out.rounded(x, length, Digits.FEWEST, place);
  }

  @Override
  public void quantiles(double[] levels, double[] values) {
    name(RecordField.QUANTILES);
    byte[][] names = names(levels);
    int start = out.length();
    for (int i = 0; i < names.length; i++) {
      out.put(names[i]);
      out.rounded(values[i], Digits.FEWEST, place);
    }
    out.close(start);
  }

  @Override
  public void weights(String[] names, double[] weights) {
    if (models.of != names) {
      models = new Labels<>(names, out.names(names));
    }
    name(RecordField.WEIGHTS);
    int start = out.length();
    for (int i = 0; i < names.length; i++) {
      out.put(models.json[i]);
      out.rounded((float) weights[i], Digits.FEWEST, WEIGHT_PLACE); // as a binary record has it
    }
    out.close(start);
  }

  @Override
  public void features(String[] names, double[] values) {
    if (features.of != names) {
      features = new Labels<>(names, out.names(names));
    }
    for (int i = 0; i < names.length; i++) {
      out.put(features.json[i]);
      out.exact(values[i]);
    }
  }

  @Override
  public void shares(RecordField field, String[] names, double[] values) {
    name(field);
    int start = out.length();
    for (int i = 0; i < names.length; i++) {
      float share = (float) values[i]; // as a binary record has it
      out.name(names[i]);
      out.rounded(share, Digits.FEWEST, Digits.place(1 - share));
    }
    out.close(start);
  }

  @Override
  public void matrix(RecordField field, float[][] rows) {
    name(field);
    out.put('[');
    for (int i = 0; i < rows.length; i++) {
      if (i > 0) {
        out.put(',');
      }
      out.put('[');
      for (int k = 0; k < rows[i].length; k++) {
        if (k > 0) {
          out.put(',');
        }
        out.rounded(rows[i][k], Digits.FEWEST, WEIGHT_PLACE);
      }
      out.put(']');
    }
    out.put(']');
  }

  private byte[][] names(double[] of) {
    if (levels.of != of) {
      levels =
          new Labels<>(
              of, out.names(Arrays.stream(of).mapToObj(Double::toString).toArray(String[]::new)));
    }
    return levels.json;
  }
}
