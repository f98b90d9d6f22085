package io.recurrence.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Several byte strings as one, to be mutated together: before each, its length in two bytes. */
public final class FuzzParts {
  private FuzzParts() {}

  /** All in one. */
  public static byte[] join(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> Short.BYTES + part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      out.putShort((short) part.length).put(part);
    }
    return out.array();
  }

  /** So many of them again; where lengths are damaged, what is left, or nothing. */
  public static byte[][] split(byte[] joined, int count) {
    ByteBuffer in = ByteBuffer.wrap(joined);
    byte[][] parts = new byte[count][];
    for (int i = 0; i < count; i++) {
      int length = in.remaining() < Short.BYTES ? 0 : Short.toUnsignedInt(in.getShort());
      parts[i] = new byte[Math.min(length, in.remaining())];
      in.get(parts[i]);
    }
    return parts;
  }
}
