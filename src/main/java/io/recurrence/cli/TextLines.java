package io.recurrence.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as their bytes, without line feed, carriage return and the byte order mark
 * that some editors put first; empty lines are counted and passed over.
 */
final class TextLines {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream input;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private long empty;

  TextLines(InputStream input) {
    this.input = input;
  }

  /** The next line that is not empty; {@code null} at the end. */
  byte @Nullable [] next() throws IOException {
    while (true) {
      line.reset();
      int c = input.read();
      if (c < 0) {
        return null;
      }
      for (; c >= 0 && c != '\n'; c = input.read()) {
        line.write(c);
      }
      number++;
      byte[] bytes = trimmed(line.toByteArray());
      if (bytes.length > 0) {
        return bytes;
      }
      empty++;
    }
  }

  private byte[] trimmed(byte[] bytes) {
    int from = number == 1 && bytes.length >= 3 && Arrays.equals(bytes, 0, 3, MARK, 0, 3) ? 3 : 0;
    int to =
        bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
  }

  /** Number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** How many empty lines were passed over so far. */
  long empty() {
    return empty;
  }
}
