package io.recurrence.forecast.network;

import io.recurrence.network.WeightsFile;
import io.recurrence.network.layer.LayerType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights of a trained network, and where they come from: one flat file, little-endian.
 *
 * <pre>
 *   8 bytes   "RECURNET"
 *   int       format, 1
 *   int       layout of the inputs, {@link NetworkInputs#LAYOUT}
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

  private static final String MAGIC = "RECURNET";
  private static final int HEADER = 7 * Integer.BYTES; // of the content
  private static final int MAX_PROVENANCE = 1 << 16; // provenance, bytes

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
    this.checksum = WeightsFile.checksum(toBytes());
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
    return WeightsFile.version(checksum);
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
    byte[] text = WeightsFile.provenance(provenance);
    ByteBuffer out = WeightsFile.begin(MAGIC, HEADER + text.length + Float.BYTES * values.length);
    out.putInt(NetworkInputs.LAYOUT);
    out.putInt(architecture.type().code()).putInt(architecture.layers());
    out.putInt(architecture.hidden()).putInt(architecture.head()).putInt(values.length);
    out.putInt(text.length).put(text);
    for (float w : values) {
      out.putFloat(w);
    }
    return WeightsFile.end(out);
  }

  /**
   * Reads the content of a file.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException where it is not a file of weights, is damaged, or is for
   *     another version of the inputs
   */
  public static Weights of(byte[] bytes, String name) {
    ByteBuffer in =
        WeightsFile.content(
            bytes, MAGIC, "is not a file of weights; './recurrence train' writes one", name);
    if (in.remaining() < HEADER) {
      throw bad(name, "has a header that does not go with its length");
    }
    int layout = in.getInt();
    if (layout != NetworkInputs.LAYOUT) {
      throw bad(
          name,
          "is for layout %d of the inputs, but this version has %d; train it again"
              .formatted(layout, NetworkInputs.LAYOUT));
    }
    return body(in, name);
  }

  private static Weights body(ByteBuffer in, String name) {
    LayerType type = LayerType.ofCode(in.getInt(), name);
    int layers = in.getInt();
    int hidden = in.getInt();
    int head = in.getInt();
    int n = in.getInt();
    int length = in.getInt();
    int rest = in.remaining();
    if (length < 0 || length > MAX_PROVENANCE || n < 0 || rest != length + (long) Float.BYTES * n) {
      throw bad(name, "has a header that does not go with its length");
    }
    byte[] text = new byte[length];
    in.get(text);
    float[] values = new float[n];
    in.asFloatBuffer().get(values);
    try {
      Architecture a = new Architecture(type, layers, hidden, head);
      return new Weights(a, WeightsFile.provenance(text), values);
    } catch (IllegalArgumentException e) {
      throw bad(name, "cannot be used: " + e.getMessage());
    }
  }

  /**
   * Reads a file, or weights that come with this version, by their name.
   *
   * @throws IllegalArgumentException where there is neither, or as {@link #of}
   */
  public static Weights find(String name) {
    return of(WeightsFile.find(name), name);
  }

  private static IllegalArgumentException bad(String name, String problem) {
    return WeightsFile.bad(name, problem);
  }
}
