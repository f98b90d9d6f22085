package io.recurrence.evaluate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.recurrence.core.Fate;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many rows of a file were not each a step with a value, and the first of each kind. */
final class RowCounts {

  /** Why a row was no step with a value. */
  enum Kind {
    REFUSED("cannot be read, not used"),
    LATE("behind a later row by more than time.lateness, not used"),
    DUPLICATE("repeats the row before it, not used"),
    CLOSED("outside the opening hours of time.calendar, not used"),
    MERGED("one step with the row before it, within one sampling interval"),
    CONFLICTING(
        "another value at the time of the row before it; does a column tell the series apart?"),
    MISSING("without a value, or steps for which no row came"),
    SILENT("no row for longer than state.silence"),
    UNGROUPED("of a series that is in no group by input.group");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Why a row was no step. */
    static Kind of(Fate fate) {
      return switch (fate) {
        case LATE -> LATE;
        case CLOSED -> CLOSED;
        default -> DUPLICATE;
      };
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, String> first = new EnumMap<>(Kind.class);

  void count(Kind kind, Row row) {
    count(kind, row, "line %d, %s".formatted(row.line(), row.timestamp()));
  }

  void count(Kind kind, Row row, String example) {
    counts.merge(kind, 1L, Long::sum);
    first.putIfAbsent(kind, example);
  }

  /** Counts the steps before a row for which none came. */
  void gap(long steps, Row row) {
    counts.merge(Kind.MISSING, steps, Long::sum);
    first.putIfAbsent(
        Kind.MISSING,
        "line %d, %s, before it %,d steps without a row"
            .formatted(row.line(), row.timestamp(), steps));
  }

  long of(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  void write(JsonGenerator json) throws IOException {
    for (Kind kind : Kind.values()) {
      json.writeNumberField(kind.label(), of(kind));
    }
    json.writeObjectFieldStart("first");
    for (Map.Entry<Kind, String> example : first.entrySet()) {
      json.writeStringField(example.getKey().label(), example.getValue());
    }
    json.writeEndObject();
  }

  /** A line for each kind that there was. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%s: %,d (%s), the first at %s",
                    entry.getKey().label(),
                    entry.getValue(),
                    entry.getKey().words,
                    first.get(entry.getKey())))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
