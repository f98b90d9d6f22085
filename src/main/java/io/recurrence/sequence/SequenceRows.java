package io.recurrence.sequence;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sequences as rows of text: a header, then a line for each record, {@code sequence,name,value,…}.
 * Rows that follow each other with the same first field are one sequence. The name is the class of
 * the sequence or the label of the record. A missing number ({@code ?}, {@code NaN} or nothing) is
 * NaN.
 */
final class SequenceRows {
  private final List<List<double[]>> records = new ArrayList<>();
  private final List<List<String>> names = new ArrayList<>();
  private String newest = "";
  private final Set<String> sequences = new HashSet<>();

  /**
   * @throws IllegalArgumentException where a line cannot be read, with its number
   */
  void read(BufferedReader reader) throws IOException {
    String header = reader.readLine();
    int fields = header == null ? 0 : header.split(",", -1).length;
    if (fields < 3) {
      throw new IllegalArgumentException(
          "line 1: the header must name a sequence, a class or label, and at least one value");
    }
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        add(line.split(",", -1), fields, number);
      }
    }
  }

  private void add(String[] parts, int fields, int line) {
    if (parts.length != fields) {
      throw new IllegalArgumentException(
          "line %d: there are %d fields, but the header has %d"
              .formatted(line, parts.length, fields));
    }
    String sequence = parts[0].strip();
    if (records.isEmpty() || !sequence.equals(newest)) {
      if (!sequences.add(sequence)) {
        throw new IllegalArgumentException(
            "line %d: sequence '%s' goes on after another one has begun; sort the file by sequence"
                .formatted(line, sequence));
      }
      records.add(new ArrayList<>());
      names.add(new ArrayList<>());
      newest = sequence;
    }
    try {
      records.get(records.size() - 1).add(SequenceFile.numbers(parts, 2));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
    }
    names.get(names.size() - 1).add(parts[1].strip());
  }

  /** [n][T][C]. */
  double[][][] records() {
    return records.stream().map(each -> each.toArray(double[][]::new)).toArray(double[][][]::new);
  }

  /** The name of each record of each sequence. */
  List<List<String>> names() {
    return names;
  }

  /**
   * The name of each sequence.
   *
   * @throws IllegalArgumentException where records of one have different names
   */
  List<String> classes() {
    List<String> classes = new ArrayList<>();
    for (List<String> each : names) {
      String first = each.get(0);
      for (String name : each) {
        if (!name.equals(first)) {
          throw new IllegalArgumentException(
              "sequence %d has records of the classes '%s' and '%s'"
                  .formatted(classes.size() + 1, first, name));
        }
      }
      classes.add(first);
    }
    return classes;
  }
}
