package io.recurrence.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, in the forms that Avro and Protobuf share: varints, and IEEE 754. */
final class VarintBytes {
  private static final int LONGEST_VARINT = 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  void put(int b) {
    room(1);
    bytes[length++] = (byte) b;
  }

  void varint(long n) {
    room(LONGEST_VARINT);
    long rest = n;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      bytes[length++] = (byte) (rest | 0x80);
    }
    bytes[length++] = (byte) rest;
  }

  /** A varint that is short for small numbers of either sign. */
  void zigzag(long n) {
    varint((n << 1) ^ (n >> 63));
  }

  void number(double x) {
    room(Double.BYTES);
    LONGS.set(bytes, length, Double.doubleToRawLongBits(x));
    length += Double.BYTES;
  }

  void number(float x) {
    room(Float.BYTES);
    INTS.set(bytes, length, Float.floatToRawIntBits(x));
    length += Float.BYTES;
  }

  void bytes(byte[] from) {
    room(from.length);
    System.arraycopy(from, 0, bytes, length, from.length);
    length += from.length;
  }

  /** How many bytes a varint takes. */
  static int size(long n) {
    return (70 - Long.numberOfLeadingZeros(n | 1)) / 7;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
