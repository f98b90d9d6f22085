package io.recurrence.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Draws a {@link DemoView} in the terminal, refreshed in place; where there is no terminal, as in a
 * pipe, it writes a line for each new anomaly instead.
 */
final class TerminalView implements AutoCloseable {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR = "\u001b[2J";
  private static final String RED = "\u001b[31;1m";
  private static final String DIM = "\u001b[2m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final int HIGHLIGHT_RECORDS = 20; // records for which an anomaly is shown in red

  private final Terminal terminal;
  private final boolean live;
  private final PrintWriter out;
  private long shown;

  TerminalView() throws IOException {
    this.terminal = TerminalBuilder.builder().dumb(true).build();
    this.live = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    this.out = terminal.writer();
    if (live) {
      out.print(CLEAR);
    }
  }

  void draw(String title, List<DemoLine> lines, long records, long anomalies) {
    if (live) {
      drawLive(title, lines, records, anomalies);
    } else {
      log(lines, records, anomalies);
    }
    out.flush();
  }

  private void drawLive(String title, List<DemoLine> lines, long records, long anomalies) {
    int width = Math.max(80, terminal.getWidth());
    int rows = Math.max(5, terminal.getHeight() - 4);
    out.print(HOME);
    line(BOLD + title + PLAIN);
    line(
        String.format(
            Locale.ROOT,
            "%,d series  %,d records judged  %,d anomalies",
            lines.size(),
            records,
            anomalies));
    int spark = Math.min(DemoLine.HISTORY, width - 74);
    line(
        DIM
            + String.format(
                "%-24s %-" + spark + "s %10s  %-22s %s", "series", "before", "now", "expected", "")
            + PLAIN);
    lines.stream().limit(rows).forEach(each -> line(row(each, spark, width)));
    out.print(CLEAR_BELOW);
  }

  private void line(String text) {
    out.print(text + CLEAR_LINE + "\r\n");
  }

  private static String row(DemoLine line, int spark, int width) {
    boolean fresh = line.lastAnomaly >= 0 && line.records - line.lastAnomaly < HIGHLIGHT_RECORDS;
    String note = fresh ? "▲ " + line.reason : note(line);
    String band = line.banded ? number(line.lower) + " … " + number(line.upper) : line.belief;
    String text =
        String.format(
            "%-24s %-" + spark + "s %10s  %-22s ",
            cut(line.series, 24),
            line.results.isEmpty()
                ? sparkline(line.values, spark)
                : end(String.join(" · ", line.results), spark),
            line.result.isEmpty() ? number(line.value) : cut(line.result, 10),
            cut(band, 22));
    return text + (fresh ? RED : DIM) + cut(note, width - text.length() - 1) + PLAIN;
  }

  private static String note(DemoLine line) {
    if (!line.status.equals("OK")) {
      return line.status.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    return line.steps == 0
        ? ""
        : "in %d steps %s (%s … %s)"
            .formatted(
                line.steps, number(line.ahead), number(line.aheadLower), number(line.aheadUpper));
  }

  private static String end(String text, int length) {
    return text.length() <= length ? text : "…" + text.substring(text.length() - length + 1);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(0, length - 1)) + "…";
  }

  private static String number(double x) {
    double size = Math.abs(x);
    String form =
        size >= 1e6 || (size > 0 && size < 1e-3)
            ? "%.3g"
            : size >= 1000 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, form, x);
  }

  /** The last values as a row of bars between their least and their greatest. */
  static String sparkline(Deque<Double> values, int length) {
    double min = values.stream().mapToDouble(x -> x).min().orElse(0);
    double greatest = values.stream().mapToDouble(x -> x).max().orElse(0);
    StringBuilder text = new StringBuilder();
    values.stream()
        .skip(Math.max(0, values.size() - length))
        .forEach(
            x -> {
              double share = greatest > min ? (x - min) / (greatest - min) : 0;
              text.append(BARS.charAt((int) Math.min(BARS.length() - 1, share * BARS.length())));
            });
    return text.toString();
  }

  private void log(List<DemoLine> lines, long records, long anomalies) {
    if (anomalies > shown || records == 0) {
      lines.stream()
          .filter(line -> line.lastAnomaly >= 0)
          .limit(anomalies - shown)
          .forEach(line -> out.printf("%-24s %s%n", line.series, line.reason));
      shown = anomalies;
    }
  }

  @Override
  public void close() throws IOException {
    out.flush();
    terminal.close();
  }
}
