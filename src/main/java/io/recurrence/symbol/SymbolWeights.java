package io.recurrence.symbol;

import io.recurrence.network.WeightsFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights of a trained network of symbols, and what they are weights of: one flat file,
 * little-endian.
 *
 * <pre>
 *   8 bytes   "RECURSYM"
 *   int       format, 1
 *   text      kind of the network, such as encoder-decoder
 *   int, then ints    how many sizes, and the sizes that the kind asks for
 *   int, then for each alphabet int, then texts    its symbols in the order of their indices
 *   text      provenance, a line "name: value" for each fact, sorted by name
 *   int, then floats  how many weights, and the weights
 *   int       CRC-32 of all that stands before
 * </pre>
 *
 * A text is an int, how many bytes of UTF-8 follow, and those bytes.
 */
public final class SymbolWeights {
  private static final String MAGIC = "RECURSYM";

  private final String kind;
  private final int[] sizes;
  private final List<List<String>> alphabets;
  private final Map<String, String> provenance;
  private final float[] values;

  /**
   * @throws IllegalArgumentException where a weight is not finite, or an alphabet has a symbol
   *     twice
   */
  public SymbolWeights(
      String kind,
      int[] sizes,
      List<List<String>> alphabets,
      Map<String, String> provenance,
      float[] values) {
    for (float w : values) {
      if (!Float.isFinite(w)) {
        throw new IllegalArgumentException("a weight is not finite");
      }
    }
    for (List<String> alphabet : alphabets) {
      if (alphabet.stream().distinct().count() < alphabet.size()) {
        throw new IllegalArgumentException("an alphabet has a symbol twice");
      }
    }
    this.kind = kind;
    this.sizes = sizes.clone();
    this.alphabets = alphabets.stream().map(List::copyOf).toList();
    this.provenance = new TreeMap<>(provenance);
    this.values = values.clone();
  }

  /** What these are weights of. */
  public String kind() {
    return kind;
  }

  /**
   * The sizes.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException where these are weights of another kind, or there are not so
   *     many sizes or alphabets
   */
  public int[] sizes(String expectedKind, int count, int alphabetCount, String name) {
    if (!kind.equals(expectedKind)) {
      throw bad(name, "has weights of kind " + kind + ", but " + expectedKind + " is asked for");
    }
    if (sizes.length != count || alphabets.size() != alphabetCount) {
      throw bad(
          name,
          "has %d sizes and %d alphabets, but %s has %d and %d"
              .formatted(sizes.length, alphabets.size(), kind, count, alphabetCount));
    }
    return sizes.clone();
  }

  /**
   * Checks that there are as many weights as the sizes say.
   *
   * @throws IllegalArgumentException where there are not
   */
  public void checkCount(int expected, String name) {
    if (values.length != expected) {
      throw bad(
          name, "has %d weights, but its sizes ask for %d".formatted(values.length, expected));
    }
  }

  /** The symbols of an alphabet in the order of their indices. */
  public List<String> alphabet(int which) {
    return alphabets.get(which);
  }

  /** What is known of the training, by name. */
  public Map<String, String> provenance() {
    return new TreeMap<>(provenance);
  }

  /** The weights. */
  public float[] values() {
    return values.clone();
  }

  /** The same for equal files alone: the checksum in hexadecimal digits. */
  public String version() {
    return WeightsFile.version(WeightsFile.checksum(toBytes()));
  }

  /** The content of the file. */
  public byte[] toBytes() {
    List<byte[]> texts = new ArrayList<>();
    alphabets.forEach(alphabet -> alphabet.forEach(symbol -> texts.add(utf8(symbol))));
    byte[] name = utf8(kind);
    byte[] facts = WeightsFile.provenance(provenance);
    int length = texts.stream().mapToInt(text -> 4 + text.length).sum();
    int ints = 5 + sizes.length + alphabets.size() + values.length;
    ByteBuffer out = WeightsFile.begin(MAGIC, 4 * ints + name.length + facts.length + length);
    put(out, name);
    out.putInt(sizes.length);
    for (int size : sizes) {
      out.putInt(size);
    }
    out.putInt(alphabets.size());
    int next = 0;
    for (List<String> alphabet : alphabets) {
      out.putInt(alphabet.size());
      for (int i = 0; i < alphabet.size(); i++) {
        put(out, texts.get(next++));
      }
    }
    put(out, facts);
    out.putInt(values.length);
    for (float w : values) {
      out.putFloat(w);
    }
    return WeightsFile.end(out);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteBuffer out, byte[] text) {
    out.putInt(text.length).put(text);
  }

  /**
   * Reads the content of a file.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException where it is not a file of such weights, or is damaged
   */
  public static SymbolWeights of(byte[] bytes, String name) {
    ByteBuffer in =
        WeightsFile.content(
            bytes,
            MAGIC,
            "has no weights of a network of symbols; './recurrence learn' writes some",
            name);
    try {
      String kind = text(in);
      int[] sizes = new int[count(in, Integer.BYTES)];
      in.asIntBuffer().get(sizes);
      in.position(in.position() + sizes.length * Integer.BYTES);
      List<List<String>> alphabets = new ArrayList<>();
      for (int left = count(in, Integer.BYTES); left > 0; left--) {
        List<String> alphabet = new ArrayList<>();
        for (int symbols = count(in, Integer.BYTES); symbols > 0; symbols--) {
          alphabet.add(text(in));
        }
        alphabets.add(alphabet);
      }
      byte[] facts = bytes(in);
      float[] values = new float[count(in, Float.BYTES)];
      in.asFloatBuffer().get(values);
      return new SymbolWeights(kind, sizes, alphabets, WeightsFile.provenance(facts), values);
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
      throw bad(name, "cannot be used: " + e.getMessage());
    }
  }

  /** A number of things that take so many bytes each, for which the rest of the file has room. */
  private static int count(ByteBuffer in, int bytes) {
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / bytes) {
      throw new IllegalArgumentException("a length does not go with that of the file");
    }
    return count;
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[count(in, 1)];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  /**
   * Reads a file, or weights that come with this version, by their name.
   *
   * @throws IllegalArgumentException where there is neither, or as {@link #of}
   */
  public static SymbolWeights find(String name) {
    return of(WeightsFile.find(name), name);
  }

  private static IllegalArgumentException bad(String name, String problem) {
    return WeightsFile.bad(name, problem);
  }
}
