package io.recurrence.neural.forecast;

import io.recurrence.neural.layer.LayerType;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The weights of a trained network, and where they come from: one flat file, little-endian.
 *
 * <pre>
 *   8 bytes   "RECURNET"
 *   int       format, 1
 *   int       layout of the inputs, {@link Features#LAYOUT}
 *   int       type of the layers, layers, hidden units of each, units of the head, how many weights n
 *   int       length p of the provenance
 *   p bytes   provenance in UTF-8, a line "name: value" for each fact, sorted by name
 *   n floats  weights: the layers from the bottom up, then the head
 *   int       CRC-32 of all that stands before
 * </pre>
 */
public final class Weights {
  /** The name of the weights that come with this version. */
  public static final String SHIPPED = "general";

  private static final String RESOURCES = "/weights/";
  private static final byte[] MAGIC = "RECURNET".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 1;
  private static final int HEADER = 8 + 8 * Integer.BYTES;
  private static final int LONGEST = 1 << 16; // provenance, bytes

  private final Architecture architecture;
  private final Map<String, String> provenance;
  private final float[] values;
  private final int checksum;

  /**
   * @throws IllegalArgumentException where there are not as many weights as the architecture has,
   *     or one is not finite
   */
  Weights(Architecture architecture, Map<String, String> provenance, float[] values) {
    if (values.length != Network.weights(architecture)) {
      throw new IllegalArgumentException(
          "%d weights, but %s has %d"
              .formatted(values.length, architecture, Network.weights(architecture)));
    }
    for (float w : values) {
      if (!Float.isFinite(w)) {
        throw new IllegalArgumentException("a weight is not finite");
      }
    }
    this.architecture = architecture;
    this.provenance = new TreeMap<>(provenance);
    this.values = values.clone();
    byte[] bytes = toBytes();
    this.checksum = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 4);
  }

  Architecture architecture() {
    return architecture;
  }

  float[] values() {
    return values.clone();
  }

  /** What is known of the training, by name. */
  public Map<String, String> provenance() {
    return new LinkedHashMap<>(provenance);
  }

  /** The same for equal files alone: the checksum in hexadecimal digits. */
  public String version() {
    return version(checksum);
  }

  static String version(int checksum) {
    return HexFormat.of().toHexDigits(checksum);
  }

  /** The version as a number. */
  int checksum() {
    return checksum;
  }

  /** What the network is made of, in words. */
  public String shape() {
    return architecture.toString();
  }

  /** The content of the file. */
  public byte[] toBytes() {
    StringBuilder lines = new StringBuilder();
    provenance.forEach((name, value) -> lines.append(name).append(": ").append(value).append('\n'));
    byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + text.length + Float.BYTES * values.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(FORMAT).putInt(Features.LAYOUT);
    out.putInt(architecture.type().code()).putInt(architecture.layers());
    out.putInt(architecture.hidden()).putInt(architecture.head()).putInt(values.length);
    out.putInt(text.length).put(text);
    for (float w : values) {
      out.putFloat(w);
    }
    return out.putInt(checksum(out.array(), out.position())).array();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /**
   * Reads the content of a file.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException where it is not a file of weights, is damaged, or is for
   *     another version of the inputs
   */
  public static Weights of(byte[] bytes, String name) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER + Integer.BYTES
        || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw bad(name, "is not a file of weights; './recurrence train' writes one");
    }
    int format = in.position(MAGIC.length).getInt();
    if (format != FORMAT) {
      throw bad(name, "has format " + format + ", but this version reads " + FORMAT);
    }
    int stored = in.getInt(bytes.length - Integer.BYTES);
    int found = checksum(bytes, bytes.length - Integer.BYTES);
    if (stored != found) {
      throw bad(
          name,
          "is damaged: its checksum is %08x, but %08x is written in it; fetch it again"
              .formatted(found, stored));
    }
    int layout = in.getInt();
    if (layout != Features.LAYOUT) {
      throw bad(
          name,
          "is for layout %d of the inputs, but this version has %d; train it again"
              .formatted(layout, Features.LAYOUT));
    }
    return body(in, name);
  }

  private static Weights body(ByteBuffer in, String name) {
    LayerType type = type(in.getInt(), name);
    int layers = in.getInt();
    int hidden = in.getInt();
    int head = in.getInt();
    int n = in.getInt();
    int length = in.getInt();
    int rest = in.remaining() - Integer.BYTES;
    if (length < 0 || length > LONGEST || n < 0 || rest != length + (long) Float.BYTES * n) {
      throw bad(name, "has a header that does not go with its length");
    }
    byte[] text = new byte[length];
    in.get(text);
    float[] values = new float[n];
    in.asFloatBuffer().get(values);
    try {
      Architecture a = new Architecture(type, layers, hidden, head);
      return new Weights(a, lines(text), values);
    } catch (IllegalArgumentException e) {
      throw bad(name, "cannot be used: " + e.getMessage());
    }
  }

  private static LayerType type(int code, String name) {
    return Arrays.stream(LayerType.values())
        .filter(each -> each.code() == code)
        .findFirst()
        .orElseThrow(() -> bad(name, "has layers of an unknown type, " + code));
  }

  private static Map<String, String> lines(byte[] text) {
    Map<String, String> provenance = new TreeMap<>();
    new String(text, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              if (colon > 0) {
                provenance.put(line.substring(0, colon), line.substring(colon + 2));
              }
            });
    return provenance;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException where there is none, or as {@link #of}
   */
  public static Weights read(Path file) {
    try {
      return of(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw bad(file.toString(), "does not exist");
    } catch (IOException e) {
      throw bad(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads a file, or weights that come with this version, by their name.
   *
   * @throws IllegalArgumentException where there is neither, or as {@link #of}
   */
  public static Weights find(String name) {
    Path file = Path.of(name);
    if (Files.exists(file)) {
      return read(file);
    }
    boolean plain = name.matches("[A-Za-z0-9._-]+");
    try (InputStream in = plain ? Weights.class.getResourceAsStream(RESOURCES + name) : null) {
      if (in == null) {
        throw bad(name, "is neither a file nor the name of weights that come with this version");
      }
      return of(in.readAllBytes(), name);
    } catch (IOException e) {
      throw bad(name, "cannot be read: " + e.getMessage());
    }
  }

  private static IllegalArgumentException bad(String name, String problem) {
    return new IllegalArgumentException(name + " " + problem);
  }
}
