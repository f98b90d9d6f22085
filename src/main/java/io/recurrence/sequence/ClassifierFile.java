package io.recurrence.sequence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A {@link ReservoirClassifier} as bytes, little-endian. What is drawn at random is not in it: the
 * seed says it.
 *
 * <pre>
 *   8 bytes   "RECURCLS"
 *   int       format, 1
 *   int       channels C, units N, classes K, readouts R, length p of the names
 *   long      seed
 *   p bytes   names of the classes in UTF-8, each followed by a line feed
 *   doubles   of the reservoir: mean [C], 1 / deviation [C], 1 / s [N], levels [2N]
 *   R times   int length after which it serves, int examples, float steepness,
 *             floats [3N+1][K], the weights of the features, then the constants
 *   int       CRC-32 of all that stands before
 * </pre>
 */
public final class ClassifierFile {
  private static final byte[] MAGIC = "RECURCLS".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 1;
  private static final int HEADER = 8 + 6 * Integer.BYTES + Long.BYTES;

  private ClassifierFile() {}

  /** The content of the file. */
  public static byte[] toBytes(ReservoirClassifier classifier) {
    byte[] names = (String.join("\n", classifier.names()) + "\n").getBytes(StandardCharsets.UTF_8);
    Reservoir reservoir = classifier.reservoir();
    Readout[] readouts = classifier.readouts();
    long length =
        length(reservoir.inputs(), reservoir.units(), classifier.classes(), readouts.length);
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(length + names.length)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(FORMAT).putInt(reservoir.inputs()).putInt(reservoir.units());
    out.putInt(classifier.classes()).putInt(readouts.length).putInt(names.length);
    out.putLong(classifier.seed()).put(names);
    for (double number : reservoir.fitted()) {
      out.putDouble(number);
    }
    for (int i = 0; i < readouts.length; i++) {
      out.putInt(classifier.lengths()[i]).putInt(readouts[i].examples());
      out.putFloat(readouts[i].steepness());
      for (float weight : readouts[i].weights()) {
        out.putFloat(weight);
      }
    }
    return out.putInt(checksum(out.array(), out.position())).array();
  }

  /** Bytes of a file, the names apart. */
  private static long length(long inputs, long units, long classes, long readouts) {
    long fitted = Double.BYTES * (2 * inputs + 3 * units);
    long readout = 3 * Integer.BYTES + Float.BYTES * (3 * units + 1) * classes;
    return HEADER + fitted + readouts * readout + Integer.BYTES;
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
   * @throws IllegalArgumentException where it is not such a file, is damaged, or has another format
   */
  public static ReservoirClassifier of(byte[] bytes, String name) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER + Integer.BYTES
        || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw bad(name, "is not a file of a classifier");
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
    int inputs = in.getInt();
    int units = in.getInt();
    int classes = in.getInt();
    int readouts = in.getInt();
    int named = in.getInt();
    long seed = in.getLong();
    boolean small = Math.max(Math.max(inputs, units), Math.max(classes, readouts)) < 1 << 15;
    boolean large = inputs > 0 && units > 0 && classes > 1 && readouts > 0 && named > 0;
    if (!small || !large || length(inputs, units, classes, readouts) + named != bytes.length) {
      throw bad(name, "has a header that does not go with its length");
    }
    byte[] text = new byte[named];
    in.get(text);
    List<String> names = new String(text, StandardCharsets.UTF_8).lines().toList();
    if (names.size() != classes) {
      throw bad(name, "has " + names.size() + " names for " + classes + " classes");
    }
    double[] fitted = new double[Reservoir.numbers(inputs, units)];
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = in.getDouble();
    }
    Reservoir reservoir = Reservoir.of(inputs, units, seed, fitted);
    int[] lengths = new int[readouts];
    Readout[] read = new Readout[readouts];
    for (int i = 0; i < readouts; i++) {
      lengths[i] = in.getInt();
      int examples = in.getInt();
      float steepness = in.getFloat();
      float[] weights = new float[(reservoir.features() + 1) * classes];
      in.asFloatBuffer().get(weights);
      in.position(in.position() + Float.BYTES * weights.length);
      read[i] = new Readout(classes, examples, steepness, weights);
    }
    return new ReservoirClassifier(names, reservoir, seed, lengths, read);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException where there is none, or as {@link #of}
   */
  public static ReservoirClassifier read(Path file) {
    try {
      return of(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw bad(file.toString(), "does not exist");
    } catch (IOException e) {
      throw bad(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private static IllegalArgumentException bad(String name, String problem) {
    return new IllegalArgumentException(name + " " + problem);
  }
}
