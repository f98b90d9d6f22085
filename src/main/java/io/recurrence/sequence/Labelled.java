package io.recurrence.sequence;

import java.util.List;

/** Sequences of known classes. */
public final class Labelled {
  private final List<String> classes;
  private final double[][][] sequences;
  private final int[] of;

  /**
   * Copies neither the numbers nor the classes of sequences.
   *
   * @param classes names, in the order of their index
   * @param sequences [n][T][C], of any lengths T
   * @param of the class of each sequence
   * @throws IllegalArgumentException where there are fewer than two classes, or two sequences have
   *     records of different lengths, or one has no records
   */
  public Labelled(List<String> classes, double[][][] sequences, int[] of) {
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "sequences of %d classes; there must be at least 2".formatted(classes.size()));
    }
    if (classes.stream().anyMatch(name -> name.isBlank() || name.lines().count() != 1)) {
      throw new IllegalArgumentException("a class has no name, or one of several lines");
    }
    if (sequences.length == 0 || sequences.length != of.length) {
      throw new IllegalArgumentException(
          "%d sequences with %d classes".formatted(sequences.length, of.length));
    }
    int inputs = sequences[0].length == 0 ? 0 : sequences[0][0].length;
    for (int i = 0; i < sequences.length; i++) {
      if (sequences[i].length == 0 || inputs == 0) {
        throw new IllegalArgumentException("sequence " + i + " is empty");
      }
      for (double[] record : sequences[i]) {
        if (record.length != inputs) {
          throw new IllegalArgumentException(
              "sequence %d has a record of %d numbers, but the first has %d"
                  .formatted(i, record.length, inputs));
        }
      }
    }
    this.classes = List.copyOf(classes);
    this.sequences = sequences;
    this.of = of;
  }

  /** Names of the classes, in the order of their index. */
  public List<String> classes() {
    return classes;
  }

  /** [n][T][C]. */
  public double[][][] sequences() {
    return sequences;
  }

  /** The class of each sequence. */
  public int[] of() {
    return of;
  }
}
