package io.recurrence.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Details, row by row, that are written to a CSV file of their own. */
public final class Sheet {
  private final String name;
  private final List<String> header;
  private final List<Object[]> rows = new ArrayList<>(); // written out only when they are asked for

  /**
   * An empty sheet.
   *
   * @param name of the file, without its ending
   */
  public Sheet(String name, String... header) {
    this.name = name;
    this.header = List.of(header);
  }

  /** Adds a row; numbers are written in full, NaN as nothing. */
  public void row(Object... cells) {
    rows.add(cells.clone());
  }

  public String name() {
    return name;
  }

  public List<String> header() {
    return header;
  }

  /** The rows as they are written. */
  public Stream<List<String>> rows() {
    return rows.stream().map(row -> Stream.of(row).map(Sheet::text).toList());
  }

  private static String text(Object cell) {
    return cell instanceof Double number && number.isNaN() ? "" : cell.toString();
  }
}
