package io.recurrence.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as a terminal shows it. */
public final class Text {
  private static final double MAX_PLAIN = 1e9;
  private static final double MIN_UNITS = 10; // in units of the last decimal

  private Text() {}

  /** The tables and notes of a report. */
  public static String of(Report report) {
    StringBuilder out = new StringBuilder();
    for (Table table : report.tables()) {
      out.append(System.lineSeparator()).append(of(table));
    }
    for (String note : report.notes()) {
      out.append(System.lineSeparator()).append("note: ").append(note);
    }
    report
        .facts()
        .forEach(
            (key, value) ->
                out.append(System.lineSeparator()).append(key).append(": ").append(value));
    return out.toString();
  }

  private static String of(Table table) {
    List<List<String>> cells = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(table.title()));
    table.measures().forEach(measure -> head.add(measure.name()));
    head.add("");
    cells.add(head);
    for (Table.Row row : table.rows()) {
      List<String> line = new ArrayList<>();
      line.add((row.source() == Table.Source.OURS ? "> " : "  ") + row.method());
      for (int i = 0; i < row.values().size(); i++) {
        double value = row.values().get(i);
        line.add(
            number(value, table.measures().get(i).decimals()) + (table.best(i, row) ? "*" : " "));
      }
      line.add(origin(row));
      cells.add(line);
    }
    StringBuilder out = new StringBuilder();
    int columns = head.size();
    int[] widths = new int[columns];
    for (List<String> line : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : cells) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String form =
            i == 0 || i == columns - 1 ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s ";
        text.append(String.format(Locale.ROOT, widths[i] == 0 ? "%s" : form, line.get(i)));
      }
      out.append(text.toString().stripTrailing()).append(System.lineSeparator());
    }
    return out.toString();
  }

  /** Where the figures of a row come from, in words. */
  static String origin(Table.Row row) {
    String scope = row.scope().isEmpty() ? "" : ", " + row.scope();
    return switch (row.source()) {
      case OURS -> "ours" + scope;
      case MEASURED -> "measured here" + scope;
      case REFERENCE -> "reference" + scope;
      case PUBLISHED -> "published" + scope;
    };
  }

  /** A figure as it is shown; a dash where there is none, by powers of ten where it is extreme. */
  static String number(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    boolean small = decimals > 2 && size > 0 && size < MIN_UNITS * Math.pow(10, -decimals);
    boolean extreme = size >= MAX_PLAIN || small;
    return String.format(Locale.ROOT, extreme ? "%.2e" : "%,." + decimals + "f", value);
  }
}
