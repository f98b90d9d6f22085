package io.recurrence.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that are written one after another; they take no more memory than about twice what they
 * need. Numbers are big-endian; a varint has seven bits a byte, the lowest first.
 */
final class GrowingBytes {
  /** Bytes of a varint, at most. */
  static final int LONGEST_VARINT = 10;

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private byte[] bytes = new byte[0];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length < length + more) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  void add(byte b) {
    room(Byte.BYTES);
    bytes[length++] = b;
  }

  void addInt(int n) {
    room(Integer.BYTES);
    ByteBuffer.wrap(bytes).putInt(length, n);
    length += Integer.BYTES;
  }

  void addFloat(float x) {
    room(Float.BYTES);
    ByteBuffer.wrap(bytes).putFloat(length, x);
    length += Float.BYTES;
  }

  void addDouble(double x) {
    room(Double.BYTES);
    ByteBuffer.wrap(bytes).putDouble(length, x);
    length += Double.BYTES;
  }

  void addVarint(long n) {
    room(LONGEST_VARINT);
    long rest = n;
    for (; (rest & -MORE) != 0; rest >>>= BITS) {
      bytes[length++] = (byte) (rest | MORE);
    }
    bytes[length++] = (byte) rest;
  }

  /** A varint that is short for small numbers of either sign. */
  void addZigzag(long n) {
    addVarint((n << 1) ^ (n >> 63));
  }

  /**
   * Reads what {@link #addVarint} wrote.
   *
   * @throws java.nio.BufferUnderflowException where the bytes end within it
   */
  static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += BITS) {
      byte b = in.get();
      value |= (long) (b & (MORE - 1)) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  /** Reads what {@link #addZigzag} wrote. */
  static long zigzag(ByteBuffer in) {
    long n = varint(in);
    return (n >>> 1) ^ -(n & 1);
  }
}
