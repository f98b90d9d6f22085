package io.recurrence.evaluate.report;

import java.util.Locale;

/** A report as a page of its own: nothing is loaded, no script runs, light and dark. */
final class Page {
  private static final String STYLE =
      """
      :root { color-scheme: light dark;
        --page: #fff; --ink: #1b1f24; --faint: #6a737d; --rule: #d9dee4; --soft: #f4f6f8;
        --truth: #4a5560; --ours: #0b62c4; --other: #b06a00; --band: #0b62c4; --flag: #d1242f; --window: #f2b8bd; }
      @media (prefers-color-scheme: dark) { :root {
        --page: #14171b; --ink: #e4e8ec; --faint: #98a2ad; --rule: #343b43; --soft: #1d2228;
        --truth: #aeb8c2; --ours: #61a8ff; --other: #e0a54a; --band: #61a8ff; --flag: #ff7b72; --window: #6b2e34; } }
      body { font: 15px/1.5 system-ui, sans-serif; background: var(--page); color: var(--ink);
        max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem }
      p, figcaption, .origin { color: var(--faint) }
      .scroll { overflow-x: auto }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100% }
      th, td { white-space: nowrap; text-align: right; padding: .25rem .6rem; border-bottom: 1px solid var(--rule) }
      th:first-child, td:first-child, th:last-child, td:last-child { text-align: left }
      td.origin { white-space: normal; min-width: 9rem }
      .mixed .ours td { background: var(--soft); font-weight: 600 } td.best { color: var(--ours); font-weight: 600 }
      .charts { display: flex; flex-wrap: wrap; gap: 1rem }
      figure { margin: 0; flex: 1 1 440px; min-width: 0; max-width: 620px } figure.wide { flex-basis: 100%; max-width: 100% }
      figure b { display: block } figcaption { font-size: .85rem }
      .chart { width: 100%; height: auto } .chart text { font: 11px system-ui, sans-serif; fill: var(--faint) }
      .chart path { fill: none; stroke-width: 1.3; stroke-linejoin: round }
      .grid { stroke: var(--rule); stroke-width: .6 }
      .chart .truth { stroke: var(--truth) } .chart .ours { stroke: var(--ours); stroke-width: 1.6 }
      .chart .other { stroke: var(--other) } .chart .ideal { stroke: var(--faint); stroke-dasharray: 4 3 }
      .chart path.wide-band, .chart path.middle-band, .chart path.narrow-band { fill: var(--band); stroke: none }
      .chart .wide-band { fill-opacity: .16 } .chart .middle-band { fill-opacity: .22 } .chart .narrow-band { fill-opacity: .3 }
      .chart .flag, .chart .key.flag { fill: var(--flag) } .chart .window { fill: var(--window); fill-opacity: .55 }
      .chart .key { stroke: none } .chart .key.truth { fill: var(--truth) } .chart .key.ours { fill: var(--ours) }
      .chart .key.other { fill: var(--other) } .chart .key.ideal { fill: var(--faint) }
      .chart .key.wide-band, .chart .key.middle-band, .chart .key.narrow-band { fill: var(--band) }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; color: var(--faint) } dd { margin: 0 }
      """;

  private Page() {}

  static String of(Report report) {
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(escape(report.title()))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(escape(report.title()))
        .append("</h1>\n<p>")
        .append(escape(report.summary()))
        .append("</p>\n");
    report.tables().forEach(table -> table(out, table));
    if (!report.charts().isEmpty()) {
      out.append("<h2>Pictures</h2>\n<div class=\"charts\">\n");
      report.charts().forEach(chart -> chart(out, chart));
      out.append("</div>\n");
    }
    if (!report.notes().isEmpty()) {
      out.append("<h2>Notes</h2>\n<ul>\n");
      report.notes().forEach(note -> out.append("<li>").append(escape(note)).append("</li>\n"));
      out.append("</ul>\n");
    }
    out.append("<h2>The run</h2>\n<dl>\n");
    report
        .facts()
        .forEach(
            (key, value) ->
                out.append("<dt>%s</dt><dd>%s</dd>\n".formatted(escape(key), escape(value))));
    return out.append("</dl>\n</body>\n</html>\n").toString();
  }

  private static void table(StringBuilder out, Table table) {
    out.append("<h2>%s</h2>\n<p>%s</p>\n".formatted(escape(table.title()), escape(table.note())));
    boolean mixed = table.rows().stream().map(Table.Row::source).distinct().count() > 1;
    out.append(
        "<div class=\"scroll\"><table%s>\n<tr><th>method</th>"
            .formatted(mixed ? " class=\"mixed\"" : ""));
    for (Table.Measure measure : table.measures()) {
      String arrow =
          switch (measure.better()) {
            case LOWER -> " ↓";
            case HIGHER -> " ↑";
            case NEITHER -> "";
          };
      out.append("<th>").append(escape(measure.name())).append(arrow).append("</th>");
    }
    out.append("<th>figures</th></tr>\n");
    for (Table.Row row : table.rows()) {
      out.append("<tr class=\"%s\">".formatted(row.source().name().toLowerCase(Locale.ROOT)))
          .append("<td>")
          .append(escape(row.method()))
          .append("</td>");
      for (int i = 0; i < row.values().size(); i++) {
        double value = row.values().get(i);
        out.append(table.best(i, row) ? "<td class=\"best\">" : "<td>")
            .append(Text.number(value, table.measures().get(i).decimals()))
            .append("</td>");
      }
      out.append("<td class=\"origin\">").append(escape(Text.origin(row))).append("</td></tr>\n");
    }
    out.append("</table></div>\n");
  }

  private static void chart(StringBuilder out, Chart chart) {
    out.append(chart.isWide() ? "<figure class=\"wide\"><b>" : "<figure><b>")
        .append(escape(chart.title()))
        .append("</b>")
        .append(Svg.of(chart))
        .append("<figcaption>")
        .append(escape(chart.caption()))
        .append("</figcaption></figure>\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
