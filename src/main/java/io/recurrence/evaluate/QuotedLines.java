package io.recurrence.evaluate;

import io.recurrence.record.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The records of a text: its lines, or several of them where a field of CSV has line breaks in its
 * quotes. Quotes that are not closed within the largest record there is are those of one line that
 * is no CSV.
 */
final class QuotedLines {
  private static final char QUOTE = '"';

  private final BufferedReader text;
  private final Deque<String> ahead = new ArrayDeque<>(); // lines that were read, and not used
  private long line = 1; // of what comes next
  private long began;
  private int delimiter = -1; // none: nothing is quoted
  private @Nullable String last;
  private boolean repeats;

  QuotedLines(BufferedReader text) {
    this.text = text;
  }

  /** From here on fields may be quoted. */
  void quoted(char delimiter) {
    this.delimiter = delimiter;
  }

  /** The line on which the last record began, counted from 1. */
  long line() {
    return began;
  }

  /** The next record that is not blank; null where there is none. */
  @Nullable String next() throws IOException {
    if (!repeats) {
      last = found();
    }
    repeats = false;
    return last;
  }

  /** Lets the last record come once more. */
  void again() {
    repeats = true;
  }

  private @Nullable String found() throws IOException {
    String first = read();
    while (first != null && first.isBlank()) {
      line++;
      first = read();
    }
    began = line++;
    return first == null || delimiter < 0 || !goesOn(first) ? first : joined(first);
  }

  private String joined(String first) throws IOException {
    StringBuilder record = new StringBuilder(first);
    Deque<String> taken = new ArrayDeque<>();
    for (String next = read(); next != null; next = read()) {
      taken.add(next);
      record.append('\n').append(next);
      if (record.length() > Fields.LARGEST_RECORD) {
        break;
      }
      if (next.indexOf(QUOTE) >= 0 && !goesOn(record)) {
        line += taken.size();
        return record.toString();
      }
    }
    taken.addAll(ahead);
    ahead.clear();
    ahead.addAll(taken);
    return first;
  }

  private @Nullable String read() throws IOException {
    return ahead.isEmpty() ? text.readLine() : ahead.poll();
  }

  /** Whether a quoted field is not closed yet. */
  private boolean goesOn(CharSequence record) {
    boolean open = false;
    boolean closed = false; // by the character before, unless a quote follows
    char before = (char) delimiter;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (open) {
        open = c != QUOTE;
        closed = !open;
      } else if (closed && c != QUOTE && c != delimiter) {
        return true; // no CSV, whatever follows
      } else {
        open = c == QUOTE && (before == delimiter || closed);
        closed = false;
      }
      before = c;
    }
    return open;
  }
}
