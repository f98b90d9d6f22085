package io.recurrence.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * What all files of weights have in common, little-endian:
 *
 * <pre>
 *   8 bytes   what it is, in ASCII
 *   int       format, 1
 *   …         content
 *   int       CRC-32 of all that stands before
 * </pre>
 */
public final class WeightsFile {
  private static final String RESOURCES = "/weights/";
  private static final int FORMAT = 1;
  private static final int MAGIC = 8;
  private static final int HEAD = MAGIC + Integer.BYTES;

  private WeightsFile() {}

  /**
   * A file whose content is to be put next; {@link #end} completes it.
   *
   * @param magic 8 letters
   * @param content its length in bytes
   */
  public static ByteBuffer begin(String magic, int content) {
    return ByteBuffer.allocate(HEAD + content + Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(magic.getBytes(StandardCharsets.US_ASCII))
        .putInt(FORMAT);
  }

  /** The bytes of a file, whose content has been put. */
  public static byte[] end(ByteBuffer file) {
    byte[] bytes = new byte[file.capacity()];
    file.get(0, bytes);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length - Integer.BYTES, crc(bytes));
    return bytes;
  }

  /**
   * The content of a file, to be read.
   *
   * @param magic 8 letters
   * @param otherwise what to say of a file that does not begin with them
   * @param name of the file, for messages
   * @throws IllegalArgumentException where it is another file, has another format, or is damaged
   */
  public static ByteBuffer content(byte[] bytes, String magic, String otherwise, String name) {
    byte[] letters = magic.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < HEAD + Integer.BYTES
        || !Arrays.equals(letters, Arrays.copyOf(bytes, MAGIC))) {
      throw bad(name, otherwise);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int format = in.getInt(MAGIC);
    if (format != FORMAT) {
      throw bad(name, "has format " + format + ", but this version reads " + FORMAT);
    }
    int stored = checksum(bytes);
    int found = crc(bytes);
    if (stored != found) {
      throw bad(
          name,
          "is damaged: its checksum is %08x, but %08x is written in it; fetch it again"
              .formatted(found, stored));
    }
    return in.position(HEAD).limit(bytes.length - Integer.BYTES);
  }

  /** Of all but the last four bytes. */
  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) crc.getValue();
  }

  /** The checksum that stands at the end of a file. */
  public static int checksum(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return in.getInt(bytes.length - Integer.BYTES);
  }

  /** A checksum as people read it: the same for equal files alone. */
  public static String version(int checksum) {
    return HexFormat.of().toHexDigits(checksum);
  }

  /** Facts about the training as text, a line {@code name: value} for each, sorted by name. */
  public static byte[] provenance(Map<String, String> facts) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(facts)
        .forEach((name, value) -> lines.append(name).append(": ").append(value).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Such facts, read. */
  public static Map<String, String> provenance(byte[] text) {
    Map<String, String> facts = new TreeMap<>();
    new String(text, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              if (colon > 0) {
                facts.put(line.substring(0, colon), line.substring(colon + 2));
              }
            });
    return facts;
  }

  /**
   * The bytes of a file, or of weights that come with this version, by their name.
   *
   * @throws IllegalArgumentException where there is neither, or it cannot be read
   */
  public static byte[] find(String name) {
    Path file = Path.of(name);
    boolean plain = name.matches("[A-Za-z0-9._-]+");
    try (InputStream in =
        Files.exists(file)
            ? Files.newInputStream(file)
            : plain ? WeightsFile.class.getResourceAsStream(RESOURCES + name) : null) {
      if (in == null) {
        throw bad(name, "is neither a file nor the name of weights that come with this version");
      }
      return in.readAllBytes();
    } catch (NoSuchFileException e) {
      throw bad(name, "does not exist");
    } catch (IOException e) {
      throw bad(name, "cannot be read: " + e.getMessage());
    }
  }

  /** Of a file that cannot be used. */
  public static IllegalArgumentException bad(String name, String problem) {
    return new IllegalArgumentException(name + " " + problem);
  }
}
