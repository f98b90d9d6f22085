package io.recurrence.evaluate.report;

/** A report as a page of Markdown: facts, and a table for each table. */
final class Markdown {
  private Markdown() {}

  /** The tables and notes of a report. */
  static String of(Report report) {
    StringBuilder out = new StringBuilder("# ").append(report.title()).append("\n\n");
    out.append(report.summary()).append("\n\n");
    report
        .facts()
        .forEach((key, value) -> out.append(key).append(": ").append(value).append("  \n"));
    for (Table table : report.tables()) {
      table(table, out.append('\n'));
    }
    report.notes().forEach(note -> out.append("\n- ").append(note).append('\n'));
    return out.toString();
  }

  private static void table(Table table, StringBuilder out) {
    out.append("## ").append(table.title()).append("\n\n").append(table.note()).append("\n\n| |");
    boolean scoped = table.rows().stream().anyMatch(row -> !row.scope().isEmpty());
    out.append(scoped ? " |" : "");
    table.measures().forEach(measure -> out.append(' ').append(measure.name()).append(" |"));
    out.append("\n|---|").append(scoped ? "---|" : "");
    out.append("--:|".repeat(table.measures().size())).append('\n');
    for (Table.Row row : table.rows()) {
      out.append("| ").append(row.method()).append(" |");
      if (scoped) {
        out.append(' ').append(row.scope()).append(" |");
      }
      for (int i = 0; i < row.values().size(); i++) {
        String number = Text.number(row.values().get(i), table.measures().get(i).decimals());
        boolean best = table.best(i, row);
        out.append(best ? " **" + number + "** |" : ' ' + number + " |");
      }
      out.append('\n');
    }
  }
}
