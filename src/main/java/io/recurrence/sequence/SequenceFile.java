package io.recurrence.sequence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Reads files of labelled sequences, compressed ({@code .gz}) or not.
 *
 * <ul>
 *   <li>{@code .ts}, the format of the UEA and UCR archives: lines that begin with {@code #} or
 *       {@code @} are notes; each other line has the numbers of one channel after the other,
 *       separated by commas, the channels and then the class by colons
 *   <li>{@code .tsv}: the class, then the numbers of one channel, separated by tabs; what is
 *       missing at the end is not there
 *   <li>{@code .csv}: a header, then a line for each record: the sequence it belongs to, the class
 *       of the sequence, the numbers of the record, separated by commas
 * </ul>
 *
 * A missing number ({@code ?}, {@code NaN} or nothing) is NaN.
 */
public final class SequenceFile {
  private final Path file;
  private final boolean columns; // separated by tabs
  private final List<String> names = new ArrayList<>();
  private final List<double[][]> sequences = new ArrayList<>();

  private SequenceFile(Path file) {
    this.file = file;
    String name = file.getFileName().toString();
    this.columns = name.endsWith(".tsv") || name.endsWith(".tsv.gz");
  }

  /**
   * Reads a file; the classes are those that it has, sorted.
   *
   * @throws IllegalArgumentException where there is none, or a line cannot be read, with its number
   */
  public static Labelled read(Path file) {
    SequenceFile read = new SequenceFile(file);
    read.lines();
    return read.labelled(List.copyOf(new TreeSet<>(read.names)));
  }

  /**
   * Reads a file whose classes are known.
   *
   * @throws IllegalArgumentException as {@link #read(Path)}, or where a class is not among them
   */
  public static Labelled read(Path file, List<String> classes) {
    SequenceFile read = new SequenceFile(file);
    read.lines();
    return read.labelled(classes);
  }

  /** Rows of a file whose lines are records. */
  static SequenceRows rows(Path file) {
    SequenceFile read = new SequenceFile(file);
    SequenceRows rows = new SequenceRows();
    read.content(rows::read);
    return rows;
  }

  private Labelled labelled(List<String> classes) {
    int[] of = new int[names.size()];
    for (int i = 0; i < of.length; i++) {
      of[i] = classes.indexOf(names.get(i));
      if (of[i] < 0) {
        throw bad("has the class '" + names.get(i) + "', which is not among " + classes);
      }
    }
    try {
      return new Labelled(classes, sequences.toArray(double[][][]::new), of);
    } catch (IllegalArgumentException e) {
      throw bad("cannot be used: " + e.getMessage());
    }
  }

  private void lines() {
    if (file.toString().matches(".*\\.csv(\\.gz)?")) {
      SequenceRows rows = rows(file);
      sequences.addAll(List.of(rows.records()));
      try {
        names.addAll(rows.classes());
      } catch (IllegalArgumentException e) {
        throw bad("cannot be used: " + e.getMessage());
      }
    } else {
      content(this::lines);
    }
  }

  private void lines(BufferedReader reader) throws IOException {
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      String content = line.strip();
      if (content.startsWith("@timeStamps true")) {
        throw new IllegalArgumentException(
            "line %d: time stamps are not read; write the numbers alone".formatted(number));
      }
      if (!content.isEmpty() && content.charAt(0) != '#' && content.charAt(0) != '@') {
        try {
          add(columns ? byColumns(content) : byChannels(content));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** What reads the lines of a file. */
  private interface Lines {
    void read(BufferedReader reader) throws IOException;
  }

  private void content(Lines lines) {
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8))) {
      lines.read(reader);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw bad("does not exist");
    } catch (IOException e) {
      throw bad("cannot be read: " + e.getMessage());
    }
  }

  private void add(double[][] channels) {
    int length = channels[0].length;
    double[][] records = new double[length][channels.length];
    for (int c = 0; c < channels.length; c++) {
      if (channels[c].length != length) {
        throw new IllegalArgumentException(
            "channel %d has %d numbers, but the first has %d"
                .formatted(c + 1, channels[c].length, length));
      }
      for (int t = 0; t < length; t++) {
        records[t][c] = channels[c][t];
      }
    }
    sequences.add(records);
  }

  private double[][] byChannels(String line) {
    String[] parts = line.split(":", -1);
    if (parts.length < 2) {
      throw new IllegalArgumentException("there is no ':' and class at its end");
    }
    names.add(parts[parts.length - 1].strip());
    double[][] channels = new double[parts.length - 1][];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = numbers(parts[c].split(",", -1), 0);
    }
    return channels;
  }

  private double[][] byColumns(String line) {
    String[] parts = line.split("\t", -1);
    names.add(parts[0].strip());
    double[] values = numbers(parts, 1);
    int length = values.length;
    while (length > 0 && Double.isNaN(values[length - 1])) {
      length--;
    }
    return new double[][] {Arrays.copyOf(values, length)};
  }

  /** The fields from one on as numbers; NaN where one is missing. */
  static double[] numbers(String[] parts, int from) {
    double[] values = new double[parts.length - from];
    for (int i = 0; i < values.length; i++) {
      String part = parts[from + i].strip();
      boolean missing = part.isEmpty() || part.equals("?") || part.equals("NaN");
      try {
        values[i] = missing ? Double.NaN : Double.parseDouble(part);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "field %d is '%s', which is not a number".formatted(from + i + 1, part), e);
      }
    }
    return values;
  }

  private IllegalArgumentException bad(String problem) {
    return new IllegalArgumentException(file + " " + problem);
  }
}
