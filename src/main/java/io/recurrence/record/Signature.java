package io.recurrence.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Names what bytes are by their first few, for the message about a record or a file that cannot be
 * read. It is a guess where a format has no signature of its own.
 *
 * @param name such as {@code gzip} or {@code an 8-byte double, 21.5}
 * @param format the {@code input.format} that reads it; empty where there is none
 */
public record Signature(String name, String format) {
  private static final int LONGEST_MAGIC = 16;
  private static final List<Magic> MAGIC =
      List.of(
          new Magic("1f8b", "gzip"),
          new Magic("28b52ffd", "Zstandard"),
          new Magic("04224d18", "LZ4"),
          new Magic("ff060000734e61507059", "Snappy"),
          new Magic("82534e41505059", "Snappy"),
          new Magic("425a68", "bzip2"),
          new Magic("fd377a585a00", "xz"),
          new Magic("789c", "zlib"),
          new Magic("7801", "zlib"),
          new Magic("78da", "zlib"),
          new Magic("504b0304", "a zip archive, as .xlsx files are"),
          new Magic("d0cf11e0a1b11ae1", "an old Excel file"),
          new Magic("50415231", "Parquet"),
          new Magic("4f5243", "ORC"),
          new Magic("4152524f5731", "Arrow"),
          new Magic("53514c69746520666f726d61742033", "an SQLite database"),
          new Magic("894844460d0a1a0a", "HDF5"),
          new Magic("4f626a01", "an Avro container file"),
          new Magic("c301", "Avro with a schema fingerprint"),
          new Magic("aced0005", "a serialised Java object"),
          new Magic("3a290a", "Smile"),
          new Magic("5201", "a record that a pipeline wrote with output.format: binary"),
          new Magic("0000feff", "UTF-32 text"),
          new Magic("fffe0000", "UTF-32 text"),
          new Magic("fffe", "UTF-16 text"),
          new Magic("feff", "UTF-16 text"));

  /**
   * The first bytes of a format.
   *
   * @param hex in hexadecimal
   */
  private record Magic(String hex, String name) {}

  /** What the bytes look like, where that can be recognised. */
  public static Optional<Signature> of(byte[] bytes) {
    String start = HexFormat.of().formatHex(bytes, 0, Math.min(LONGEST_MAGIC, bytes.length));
    return isText(bytes)
        ? BinarySignatures.real(bytes)
            .map(name -> new Signature(name, BinarySignatures.format(name)))
            .or(() -> TextSignatures.of(new String(bytes, StandardCharsets.UTF_8)))
        : MAGIC.stream()
            .filter(magic -> start.startsWith(magic.hex()))
            .findFirst()
            .map(Magic::name)
            .or(() -> BinarySignatures.of(bytes))
            .map(name -> new Signature(name, BinarySignatures.format(name)));
  }

  /** Whether the bytes are UTF-8 without control characters other than tabs and line ends. */
  static boolean isText(byte[] bytes) {
    for (byte b : bytes) {
      if ((b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') || b == 0x7f) {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * What a record that cannot be read looks like, and what to do; to be put behind the words that
   * say so. Empty where it cannot be recognised.
   *
   * @param expected the {@code input.format} that it was read as
   */
  public static String hint(byte[] record, String expected) {
    return of(record)
        .filter(found -> !found.format.equals(expected))
        .map(Signature::hint)
        .orElse("");
  }

  private String hint() {
    return "; it looks like "
        + name
        + (format.isEmpty()
            ? ": let the producer write JSON, CSV or plain numbers"
            : ", which input.format: " + format + " reads");
  }
}
