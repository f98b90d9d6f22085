package io.recurrence.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes records as JSON, straight into bytes. */
final class JsonSink implements Sink {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final int WEIGHT_DIGITS = 7; // of a float

  private byte[] out = new byte[1024];
  private int at;
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

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] record() {
    room(1);
    out[at++] = '}';
    out[0] = '{'; // where the comma of the first field was
    return Arrays.copyOf(out, at);
  }

  @Override
  public void begin(Kind kind) {
    at = 0;
  }

  private void room(int bytes) {
    if (out.length - at < bytes) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, at + bytes));
    }
  }

  private void put(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, out, at, text.length);
    at += text.length;
  }

  private void put(char c) {
    room(1);
    out[at++] = (byte) c;
  }

  private void near(double x, int digits, int finest) {
    room(Digits.LONGEST);
    at = near(x, digits, finest, out, at);
  }

  private static int near(double x, int digits, int finest, byte[] out, int at) {
    if (Double.isFinite(x)) {
      return Digits.rounded(x, digits, finest, out, at);
    }
    System.arraycopy(NULL, 0, out, at, NULL.length);
    return at + NULL.length;
  }

  private void same(double x) {
    if (Double.isFinite(x)) {
      room(Digits.LONGEST);
      at = Digits.exact(x, out, at);
    } else {
      put(NULL);
    }
  }

  @Override
  public void text(Field field, String text) {
    put(field.json());
    string(text);
  }

  @Override
  public void option(Field field, String text) {
    if (!text.isEmpty()) {
      text(field, text);
    }
  }

  private void string(String text) {
    room(2 + 6 * text.length()); // no character takes more
    out[at++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
        for (byte b : rest) {
          escaped(b);
        }
        break;
      }
      escaped((byte) c);
    }
    out[at++] = '"';
  }

  private void escaped(byte b) {
    if (b == '"' || b == '\\') {
      out[at++] = '\\';
      out[at++] = b;
    } else if (b >= 0 && b < 0x20) {
      out[at++] = '\\';
      out[at++] = 'u';
      out[at++] = '0';
      out[at++] = '0';
      out[at++] = HEX[b >> 4];
      out[at++] = HEX[b & 0xf];
    } else {
      out[at++] = b;
    }
  }

  @Override
  public void whole(Field field, long n) {
    put(field.json());
    whole(n);
  }

  private void whole(long n) {
    room(Digits.LONGEST);
    at = Integers.whole(n, out, at);
  }

  @Override
  public void exact(Field field, double x) {
    put(field.json());
    same(x);
  }

  @Override
  public void share(Field field, double x) {
    put(field.json());
    near(x, Digits.FLOAT, Digits.place(1 - x));
  }

  @Override
  public void flag(Field field, boolean flag) {
    put(field.json());
    put(flag ? TRUE : FALSE);
  }

  @Override
  public void band(Field field, double x, double lower, double upper) {
    place = Digits.place(upper - lower);
    number(field, x);
    number(Field.LOWER_BOUND, lower);
    number(Field.UPPER_BOUND, upper);
  }

  private void number(Field field, double x) {
    put(field.json());
    near(x, Digits.FLOAT, place);
  }

  @Override
  public void outcome(double forecast, double actual) {
    double error = actual - forecast;
    place = Digits.place(Math.abs(error));
    number(Field.FORECAST_VALUE, forecast);
    exact(Field.ACTUAL_VALUE, actual);
    number(Field.ERROR, error);
  }

  @Override
  public void columns(Columns columns) {
    int horizon = columns.horizon;
    place = Digits.place(columns.narrowest());
    whole(Field.HORIZON, horizon);
    put(Field.HORIZON_INDEX.json());
    for (int k = 1; k <= horizon; k++) {
      put(k == 1 ? '[' : ',');
      whole(k);
    }
    put(']');
    put(Field.FORECAST_TIMESTAMP.json());
    for (int k = 0; k < horizon; k++) {
      put(k == 0 ? '[' : ',');
      whole(columns.times[k]);
    }
    put(']');
    column(Field.FORECAST_VALUE.json(), columns.forecast, horizon);
    column(Field.LOWER_BOUND.json(), columns.lower, horizon);
    column(Field.UPPER_BOUND.json(), columns.upper, horizon);
    exact(Field.CONFIDENCE_LEVEL, columns.confidence);
    put(Field.QUANTILES.json());
    byte[][] names = names(columns.levels);
    int start = at;
    for (int i = 0; i < names.length; i++) {
      column(names[i], columns.quantiles[i], horizon);
    }
    close(start);
  }

  private void column(byte[] name, double[] x, int length) {
    put(name);
    room(length * (1 + Digits.LONGEST) + 1);
    byte[] bytes = out;
    int end = at;
    for (int k = 0; k < length; k++) {
      bytes[end] = (byte) (k == 0 ? '[' : ',');
      end = near(x[k], Digits.FLOAT, place, bytes, end + 1);
    }
    bytes[end] = ']';
    at = end + 1;
  }

  @Override
  public void quantiles(double[] levels, double[] values) {
    put(Field.QUANTILES.json());
    byte[][] names = names(levels);
    int start = at;
    for (int i = 0; i < names.length; i++) {
      put(names[i]);
      near(values[i], Digits.FLOAT, place);
    }
    close(start);
  }

  @Override
  public void weights(String[] names, double[] weights) {
    if (models.of != names) {
      models = new Labels<>(names, labels(names));
    }
    put(Field.WEIGHTS.json());
    int start = at;
    for (int i = 0; i < names.length; i++) {
      put(models.json[i]);
      near((float) weights[i], WEIGHT_DIGITS, 0); // as a binary record has it
    }
    close(start);
  }

  @Override
  public void features(String[] names, double[] values) {
    if (features.of != names) {
      features = new Labels<>(names, labels(names));
    }
    for (int i = 0; i < names.length; i++) {
      put(features.json[i]);
      same(values[i]);
    }
  }

  @Override
  public void shares(Field field, String[] names, double[] values) {
    put(field.json());
    int start = at;
    for (int i = 0; i < names.length; i++) {
      put(',');
      string(names[i]);
      put(':');
      near((float) values[i], WEIGHT_DIGITS, 0);
    }
    close(start);
  }

  @Override
  public void matrix(Field field, float[][] rows) {
    put(field.json());
    put('[');
    for (int i = 0; i < rows.length; i++) {
      if (i > 0) {
        put(',');
      }
      put('[');
      for (int k = 0; k < rows[i].length; k++) {
        if (k > 0) {
          put(',');
        }
        near(rows[i][k], WEIGHT_DIGITS, 0);
      }
      put(']');
    }
    put(']');
  }

  /** Ends an object of fields that each began with a comma. */
  private void close(int start) {
    if (at == start) {
      put('{');
    } else {
      out[start] = '{';
    }
    put('}');
  }

  private byte[][] names(double[] of) {
    if (levels.of != of) {
      levels =
          new Labels<>(
              of, labels(Arrays.stream(of).mapToObj(Double::toString).toArray(String[]::new)));
    }
    return levels.json;
  }

  private byte[][] labels(String[] names) {
    byte[][] labels = new byte[names.length][];
    int end = at;
    for (int i = 0; i < names.length; i++) {
      put(',');
      string(names[i]);
      put(':');
      labels[i] = Arrays.copyOfRange(out, end, at);
      at = end;
    }
    return labels;
  }
}
