package io.recurrence.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes binary records, little-endian. {@code docs/formats.md} draws them.
 *
 * <pre>
 *  'R' | version | kind | parts, in the order of the kind
 * </pre>
 */
final class BinarySink implements RecordSink {
  static final byte MAGIC = 'R'; // no JSON document begins so
  static final byte VERSION = 1;
  static final int HEADER = 3;
  static final int LONGEST_TEXT = 0xffff;

  /** Beyond, and below, a {@code float} cannot hold how far a number is from the first forecast. */
  private static final double MAX_FLOAT = 1e38;

  private static final double NEAREST = 1e-30;

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle FLOATS = view(float[].class);
  private static final VarHandle DOUBLES = view(double[].class);

  private byte[] out = new byte[1024];
  private int at;

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  byte[] record() {
    return Arrays.copyOf(out, at);
  }

  @Override
  public void begin(RecordKind kind) {
    out[0] = MAGIC;
    out[1] = VERSION;
    out[2] = (byte) kind.code();
    at = HEADER;
  }

  private void room(int bytes) {
    if (out.length - at < bytes) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, at + bytes));
    }
  }

  private void count(int n) {
    room(Short.BYTES);
    SHORTS.set(out, at, (short) n);
    at += Short.BYTES;
  }

  private void number(double x) {
    room(Double.BYTES);
    DOUBLES.set(out, at, x);
    at += Double.BYTES;
  }

  private void whole(long n) {
    room(Long.BYTES);
    LONGS.set(out, at, n);
    at += Long.BYTES;
  }

  private void text(String text) {
    int start = at;
    count(0);
    room(3 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(rest, 0, out, at, rest.length);
        at += rest.length;
        break;
      }
      out[at++] = (byte) c;
    }
    int length = at - start - Short.BYTES;
    if (length > LONGEST_TEXT) {
      throw new IllegalArgumentException("a text of " + length + " bytes is longer than 65535");
    }
    SHORTS.set(out, start, (short) length);
  }

  @Override
  public void text(RecordField field, String text) {
    text(text);
  }

  @Override
  public void option(RecordField field, String text) {
    text(text);
  }

  @Override
  public void whole(RecordField field, long n) {
    whole(n);
  }

  @Override
  public void optionalWhole(RecordField field, long n) {
    whole(n);
  }

  @Override
  public void exact(RecordField field, double x) {
    number(x);
  }

  @Override
  public void share(RecordField field, double x) {
    number(x);
  }

  @Override
  public void flag(RecordField field, boolean flag) {
    room(1);
    out[at++] = (byte) (flag ? 1 : 0);
  }

  @Override
  public void band(RecordField field, double x, double lower, double upper) {
    number(x);
    number(lower);
    number(upper);
  }

  @Override
  public void outcome(double forecast, double actual) {
    number(forecast);
    number(actual);
  }

  @Override
  public void columns(Columns columns) {
    int horizon = columns.horizon;
    double anchor = columns.forecast[0];
    double reach = columns.reach(anchor);
    boolean single = reach == 0 || (reach > NEAREST && reach < MAX_FLOAT);
    count(horizon);
    if (columns.even) {
      whole(columns.times[0]);
      whole(columns.pace);
    } else {
      room(horizon * Long.BYTES);
      for (int k = 0; k < horizon; k++) {
        whole(columns.times[k]);
      }
    }
    number(columns.confidence);
    count(columns.levels.length);
    for (double level : columns.levels) {
      number(level);
    }
    number(anchor);
    room(1);
    out[at++] = (byte) (single ? Float.BYTES : Double.BYTES);
    column(columns.forecast, horizon, anchor, single);
    column(columns.lower, horizon, anchor, single);
    column(columns.upper, horizon, anchor, single);
    for (int i = 0; i < columns.levels.length; i++) {
      column(columns.quantiles[i], horizon, anchor, single);
    }
  }

  private void column(double[] x, int length, double anchor, boolean single) {
    room(length * Double.BYTES);
    if (single) {
      for (int k = 0; k < length; k++) {
        FLOATS.set(out, at + Float.BYTES * k, (float) (x[k] - anchor));
      }
      at += length * Float.BYTES;
    } else {
      for (int k = 0; k < length; k++) {
        DOUBLES.set(out, at + Double.BYTES * k, x[k]);
      }
      at += length * Double.BYTES;
    }
  }

  @Override
  public void quantiles(double[] levels, double[] values) {
    count(levels.length);
    for (int i = 0; i < levels.length; i++) {
      number(levels[i]);
      number(values[i]);
    }
  }

  @Override
  public void weights(String[] models, double[] weights) {
    count(models.length);
    for (int i = 0; i < models.length; i++) {
      text(models[i]);
      room(Float.BYTES);
      FLOATS.set(out, at, (float) weights[i]);
      at += Float.BYTES;
    }
  }

  @Override
  public void features(String[] names, double[] values) {
    count(names.length);
    for (int i = 0; i < names.length; i++) {
      text(names[i]);
      number(values[i]);
    }
  }

  @Override
  public void shares(RecordField field, String[] names, double[] values) {
    weights(names, values);
  }

  @Override
  public void matrix(RecordField field, float[][] rows) {
    count(rows.length);
    for (float[] row : rows) {
      count(row.length);
      room(row.length * Float.BYTES);
      for (float x : row) {
        FLOATS.set(out, at, x);
        at += Float.BYTES;
      }
    }
  }
}
