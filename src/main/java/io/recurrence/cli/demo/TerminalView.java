package io.recurrence.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Display;
import org.jline.utils.NonBlockingReader;

/**
 * Draws a {@link DemoView} in the terminal, refreshed in place; where there is no terminal, as in a
 * pipe, it writes a line for each new anomaly instead.
 */
final class TerminalView implements AutoCloseable {
  private static final int WIDTH = 80; // of a terminal that does not tell
  private static final int HEIGHT = 24;
  private static final int ESCAPE = 27;
  private static final long SEQUENCE_MILLIS = 20; // for the rest of what a key sends

  private final Terminal terminal;
  private final boolean live;
  private final Display display;
  private int first; // of the series that are shown
  private long logged; // anomalies

  TerminalView() throws IOException {
    this.terminal = TerminalBuilder.builder().dumb(true).build();
    this.live = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    this.display = new Display(terminal, true);
    if (live) {
      var unused = terminal.enterRawMode(); // closing leaves it
      display.clear();
    }
  }

  /** Shows what a view holds, and does what keys ask for. */
  void draw(String title, DemoView view) throws IOException {
    if (!live) {
      log(view);
      return;
    }
    int width = terminal.getWidth() > 0 ? terminal.getWidth() : WIDTH;
    int height = terminal.getHeight() > 0 ? terminal.getHeight() : HEIGHT;
    view.show(
        (lines, anomalies) -> {
          DemoScreen screen = new DemoScreen(width, height, lines);
          scroll(screen.tableRows(), lines.size());
          display.resize(height, width);
          display.update(screen.draw(title, view.totals(), lines, first, anomalies), -1);
        });
  }

  /** Moves by the keys that were pressed. */
  private void scroll(int page, int series) {
    int by = 0;
    try {
      NonBlockingReader keys = terminal.reader();
      for (int key = keys.read(1); key >= 0; key = keys.read(1)) {
        by += rows(key, keys, page);
      }
    } catch (IOException e) {
      // no keys then
    }
    first = Math.max(0, Math.min(first + by, series - page));
  }

  /** How many rows a key asks for: arrows and pages, or j and k. */
  private static int rows(int key, NonBlockingReader keys, int page) throws IOException {
    if (key != ESCAPE) {
      return key == 'j' ? 1 : key == 'k' ? -1 : key == ' ' ? page : 0;
    }
    int bracket = keys.read(SEQUENCE_MILLIS);
    return bracket != '[' && bracket != 'O'
        ? 0
        : switch (keys.read(SEQUENCE_MILLIS)) {
          case 'A' -> -1;
          case 'B' -> 1;
          case '5' -> -page;
          case '6' -> page;
          default -> 0;
        };
  }

  private void log(DemoView view) {
    PrintWriter out = terminal.writer();
    List<DemoAnomaly> fresh = view.anomaliesSince(logged);
    fresh.forEach(anomaly -> out.println(anomaly.text()));
    logged += fresh.size();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    terminal.flush();
    terminal.close();
  }
}
