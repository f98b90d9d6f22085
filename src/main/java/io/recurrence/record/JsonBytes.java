package io.recurrence.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer of JSON: values and what stands between them, written straight into bytes. */
final class JsonBytes {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] HEX = ascii("0123456789abcdef");

  private byte[] out = new byte[1024];
  private int at;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Forgets what was written. */
  void clear() {
    at = 0;
  }

  /** How many bytes have been written. */
  int length() {
    return at;
  }

  byte[] toArray() {
    return Arrays.copyOf(out, at);
  }

  private void room(int bytes) {
    if (out.length - at < bytes) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, at + bytes));
    }
  }

  void put(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, out, at, text.length);
    at += text.length;
  }

  void put(char c) {
    room(1);
    out[at++] = (byte) c;
  }

  /** Ends an object that began at {@code start}, whose fields each began with a comma. */
  void close(int start) {
    if (at == start) {
      put('{');
    } else {
      out[start] = '{';
    }
    put('}');
  }

  /** Writes the name of a field, with a comma first. */
  void name(String name) {
    put(',');
    string(name);
    put(':');
  }

  /** Names of fields as {@link #name} writes them; what has been written is as before. */
  byte[][] names(String[] names) {
    byte[][] labels = new byte[names.length][];
    int start = at;
    for (int i = 0; i < names.length; i++) {
      name(names[i]);
      labels[i] = Arrays.copyOfRange(out, start, at);
      at = start;
    }
    return labels;
  }

  void string(String text) {
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

  void flag(boolean flag) {
    put(flag ? TRUE : FALSE);
  }

  void whole(long n) {
    room(Digits.MAX_LENGTH);
    at = Integers.whole(n, out, at);
  }

  /** A number as it is; null where it is not finite. */
  void exact(double x) {
    if (Double.isFinite(x)) {
      room(Digits.MAX_LENGTH);
      at = Digits.exact(x, out, at);
    } else {
      put(NULL);
    }
  }

  /** A number to so many {@linkplain Digits#rounded digits}; null where it is not finite. */
  void rounded(double x, int digits, int finest) {
    room(Digits.MAX_LENGTH);
    at = rounded(x, digits, finest, out, at);
  }

  private static int rounded(double x, int digits, int finest, byte[] out, int at) {
    if (Double.isFinite(x)) {
      return Digits.rounded(x, digits, finest, out, at);
    }
    System.arraycopy(NULL, 0, out, at, NULL.length);
    return at + NULL.length;
  }

  /** An array of the first {@code length} numbers, each to so many digits. */
  void rounded(double[] x, int length, int digits, int finest) {
    room(length * (1 + Digits.MAX_LENGTH) + 1);
    byte[] bytes = out;
    int end = at;
    for (int k = 0; k < length; k++) {
      bytes[end] = (byte) (k == 0 ? '[' : ',');
      end = rounded(x[k], digits, finest, bytes, end + 1);
    }
    bytes[end] = ']';
    at = end + 1;
  }
}
