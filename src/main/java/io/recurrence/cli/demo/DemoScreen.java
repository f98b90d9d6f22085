package io.recurrence.cli.demo;

import io.recurrence.cli.NumberText;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

/**
 * What a terminal of some size shows of a demo: a table of the series, whose order stays, and below
 * it the latest anomalies with their whole reason.
 */
final class DemoScreen {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle BOLD = PLAIN.bold();
  private static final AttributedStyle DIM = PLAIN.faint();
  private static final AttributedStyle RED = BOLD.foreground(AttributedStyle.RED);
  private static final int FRESH = 20; // records for which an anomaly is shown in red
  private static final int FRAME_ROWS = 5; // title, totals, header, what is below, its header
  private static final int NAME = 22; // columns, at least
  private static final int LONGEST_NAME = 40;
  private static final int NOW = 9;
  private static final int INTERVAL = 17;
  private static final int AHEAD = 21;
  private static final int LONG_AHEAD = 30; // where there is room
  private static final int WIDE = 110;
  private static final int TREND = 6;
  private static final int GAPS = 4;

  private final int width;
  private final int height;
  private final int name;
  private final int trend;

  DemoScreen(int width, int height, List<DemoLine> lines) {
    this.width = width;
    this.height = height;
    int ahead = width < WIDE ? AHEAD : LONG_AHEAD;
    int free = width - NOW - INTERVAL - ahead - GAPS - TREND;
    int longest = lines.stream().mapToInt(line -> columns(line.series)).max().orElse(0);
    this.name = Math.max(8, Math.min(Math.max(NAME, Math.min(longest, LONGEST_NAME)), free));
    this.trend = Math.max(0, Math.min(DemoLine.HISTORY, free + TREND - name));
  }

  /** How many series there is room for, next to a few anomalies. */
  int tableRows() {
    return Math.max(1, height - FRAME_ROWS - Math.max(3, (height - FRAME_ROWS) / 3));
  }

  /**
   * Draws all rows, at most as many as the terminal has.
   *
   * @param first of the series to show
   * @param anomalies the newest first
   */
  List<AttributedString> draw(
      String title,
      String totals,
      List<DemoLine> lines,
      int first,
      Iterable<DemoAnomaly> anomalies) {
    List<AttributedString> rows = new ArrayList<>();
    add(rows, BOLD, title);
    add(rows, PLAIN, totals);
    add(rows, DIM, header(lines));
    int last = Math.min(lines.size(), first + tableRows());
    lines.subList(first, last).forEach(line -> rows.add(row(line)));
    int hidden = lines.size() - (last - first);
    add(rows, DIM, hidden > 0 ? "↑ ↓ show " + hidden + " more series" : "");
    add(rows, BOLD, anomalies.iterator().hasNext() ? "latest anomalies" : "no anomalies so far");
    for (DemoAnomaly anomaly : anomalies) {
      for (String part : wrapped(anomaly.text())) {
        if (rows.size() < height) {
          add(rows, PLAIN, part);
        }
      }
    }
    return rows.subList(0, Math.min(rows.size(), height));
  }

  private void add(List<AttributedString> rows, AttributedStyle style, String text) {
    rows.add(new AttributedString(text, style).columnSubSequence(0, width));
  }

  private String header(List<DemoLine> lines) {
    int steps = lines.stream().mapToInt(line -> line.steps).max().orElse(0);
    boolean numbers = lines.stream().anyMatch(line -> line.results.isEmpty());
    return numbers || lines.isEmpty()
        ? cells("series", "trend", "now", "95 % interval", "forecast, in " + steps + " steps")
        : cells("series", "before", "now", "how surely", "");
  }

  private AttributedString row(DemoLine line) {
    boolean fresh = line.lastAnomaly >= 0 && line.records - line.lastAnomaly < FRESH;
    AttributedStringBuilder row = new AttributedStringBuilder();
    row.append(padded(line.series, name), fresh ? RED : PLAIN).append(' ');
    if (line.results.isEmpty()) {
      boolean banded = line.banded;
      row.append(padded(sparkline(line.values, trend), trend)).append(' ');
      row.append(right(NumberText.of(line.value, line.width()), NOW), fresh ? RED : PLAIN);
      row.append(' ');
      row.append(right(banded ? NumberText.interval(line.lower, line.upper) : "–", INTERVAL), DIM);
      row.append(' ').append(ahead(line));
    } else {
      row.append(padded(end(String.join(" · ", line.results), trend), trend)).append(' ');
      row.append(padded(line.result, NOW), fresh ? RED : PLAIN).append(' ');
      row.append(line.belief, DIM);
    }
    return row.toAttributedString().columnSubSequence(0, width);
  }

  private static AttributedString ahead(DemoLine line) {
    if (!line.status.equals("OK")) {
      return new AttributedString(line.status.toLowerCase(Locale.ROOT).replace('_', ' '), DIM);
    }
    if (line.steps == 0) {
      return new AttributedString("");
    }
    double width = line.aheadUpper - line.aheadLower;
    String interval = NumberText.interval(line.aheadLower, line.aheadUpper);
    return new AttributedString(
        "→ %s (%s)".formatted(NumberText.of(line.ahead, width), interval), PLAIN);
  }

  private String cells(String series, String before, String now, String interval, String ahead) {
    boolean numbers = !ahead.isEmpty();
    return "%s %s %s %s %s"
        .formatted(
            padded(series, name),
            padded(before, trend),
            numbers ? right(now, NOW) : padded(now, NOW),
            numbers ? right(interval, INTERVAL) : padded(interval, INTERVAL),
            ahead);
  }

  /** The last values as a row of bars between their least and their greatest. */
  static String sparkline(Deque<Double> values, int length) {
    List<Double> shown = values.stream().skip(Math.max(0, values.size() - length)).toList();
    double least = shown.stream().mapToDouble(x -> x).min().orElse(0);
    double greatest = shown.stream().mapToDouble(x -> x).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (double x : shown) {
      double share = greatest > least ? (x - least) / (greatest - least) : 0;
      text.append(BARS.charAt((int) Math.min(BARS.length() - 1, share * BARS.length())));
    }
    return text.toString();
  }

  /** A text in lines of the width, broken at blanks; all but the first are indented. */
  private List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && columns(line.toString()) + 1 + columns(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("   ");
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String end(String text, int length) {
    return text.length() <= length ? text : "…" + text.substring(text.length() - length + 1);
  }

  private static String padded(String text, int columns) {
    String fitted =
        columns(text) <= columns
            ? text
            : new AttributedString(text).columnSubSequence(0, Math.max(0, columns - 1)) + "…";
    return fitted + " ".repeat(Math.max(0, columns - columns(fitted)));
  }

  private static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - columns(text))) + text;
  }

  /** Columns that a text takes on a terminal. */
  private static int columns(String text) {
    return text.codePoints().map(symbol -> Math.max(0, WCWidth.wcwidth(symbol))).sum();
  }
}
