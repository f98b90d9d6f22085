package io.recurrence.evaluate.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Figures of several methods side by side: ours, those measured beside it, those published. */
public final class Table {

  /** Where the figures of a row come from. */
  public enum Source {
    /** The pipeline under test, in this run. */
    OURS,
    /** Measured in this run on the same rows. */
    MEASURED,
    /** Measured elsewhere, in the same way. */
    REFERENCE,
    /** Taken from a publication. */
    PUBLISHED
  }

  /** Which figures of a column are good ones. */
  public enum Better {
    LOWER,
    HIGHER,
    NEITHER
  }

  /**
   * A column.
   *
   * @param decimals shown
   */
  public record Measure(String name, int decimals, Better better) {}

  /**
   * A method and its figures.
   *
   * @param scope what they were measured on, or where they were published; may be empty
   * @param comparable whether they were measured on the same data as ours
   * @param values one per measure; NaN where there is none
   */
  public record Row(
      String method, Source source, String scope, boolean comparable, List<Double> values) {}

  private final String title;
  private final String note;
  private final List<Measure> measures;
  private final List<Row> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param note how to read it, in a sentence
   */
  public Table(String title, String note, Measure... measures) {
    this.title = title;
    this.note = note;
    this.measures = List.of(measures);
  }

  public static Measure lower(String name, int decimals) {
    return new Measure(name, decimals, Better.LOWER);
  }

  public static Measure higher(String name, int decimals) {
    return new Measure(name, decimals, Better.HIGHER);
  }

  /** A column that is neither good nor bad, such as a count. */
  public static Measure plain(String name, int decimals) {
    return new Measure(name, decimals, Better.NEITHER);
  }

  /**
   * Adds a row measured on the same data as ours.
   *
   * @throws IllegalArgumentException where there is not one value per measure
   */
  public Table row(String method, Source source, String scope, double... values) {
    return row(method, source, scope, true, values);
  }

  /**
   * Adds a row.
   *
   * @param comparable whether it was measured on the same data as ours
   * @throws IllegalArgumentException where there is not one value per measure
   */
  public Table row(
      String method, Source source, String scope, boolean comparable, double... values) {
    if (values.length != measures.size()) {
      throw new IllegalArgumentException(
          "%s: %d values for the columns %s".formatted(method, values.length, measures));
    }
    List<Double> boxed = DoubleStream.of(values).boxed().toList();
    rows.add(new Row(method, source, scope, comparable, boxed));
    return this;
  }

  /** Whether a row has the best value of a column, of those measured on the same data. */
  boolean best(int column, Row of) {
    Better better = measures.get(column).better();
    double value = of.values().get(column);
    if (better == Better.NEITHER || !of.comparable() || !Double.isFinite(value)) {
      return false;
    }
    double[] all =
        rows.stream()
            .filter(Row::comparable)
            .mapToDouble(row -> row.values().get(column))
            .filter(Double::isFinite)
            .toArray();
    Arrays.sort(all);
    return all.length > 1 && value == all[better == Better.LOWER ? 0 : all.length - 1];
  }

  public String title() {
    return title;
  }

  public String note() {
    return note;
  }

  public List<Measure> measures() {
    return measures;
  }

  public List<Row> rows() {
    return rows;
  }
}
