package io.recurrence.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Samples with bytes changed, cut out, repeated and put together.
 *
 * @param samples of which one at least is not empty
 * @param pieces that are put in
 * @param longest result
 */
public record ByteMutator(List<byte[]> samples, List<byte[]> pieces, int longest) {
  private static final List<byte[]> USUAL =
      List.of(
          utf8("{"),
          utf8("["),
          utf8("\""),
          utf8("\\u0000"),
          utf8("1e999"),
          utf8("-"),
          utf8("null"),
          utf8("NaN"),
          utf8(","),
          utf8("\n"),
          utf8("99999999999999999999"),
          utf8("'"),
          utf8(" "),
          new byte[] {(byte) 0xff},
          new byte[] {0},
          new byte[] {(byte) 0xc3},
          new byte[] {0x7f});

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** With pieces that decoders stumble over. */
  public static ByteMutator of(List<byte[]> samples, int longest) {
    return new ByteMutator(samples, USUAL, longest);
  }

  /** The next one. */
  public byte[] next(Random random) {
    byte[] value = samples.get(random.nextInt(samples.size())).clone();
    for (int i = random.nextInt(4); i > 0 && value.length > 0; i--) {
      int at = random.nextInt(value.length);
      int to = Math.min(value.length, at + 1 + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> value[at] = (byte) random.nextInt(256);
        case 1 -> value[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> value = spliced(value, at, to, new byte[0]);
        case 3 -> value = spliced(value, at, at, Arrays.copyOfRange(value, at, to));
        case 4 -> value = spliced(value, at, at, pieces.get(random.nextInt(pieces.size())));
        default -> {
          byte[] other = samples.get(random.nextInt(samples.size()));
          int from = random.nextInt(other.length);
          value = spliced(value, at, value.length, Arrays.copyOfRange(other, from, other.length));
        }
      }
    }
    return value.length <= longest ? value : Arrays.copyOf(value, longest);
  }

  /** Puts bytes in the place of others. */
  private static byte[] spliced(byte[] value, int from, int to, byte[] piece) {
    byte[] out = new byte[from + piece.length + value.length - to];
    System.arraycopy(value, 0, out, 0, from);
    System.arraycopy(piece, 0, out, from, piece.length);
    System.arraycopy(value, to, out, from + piece.length, value.length - to);
    return out;
  }
}
