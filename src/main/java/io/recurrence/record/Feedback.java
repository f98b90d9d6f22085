package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.core.SeriesPattern;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say of alarms, as a record of the topic of feedback has it in JSON:
 *
 * <pre>
 *  {"feedback": "false-alarm", "incident": "web-1@2026-01-31T12:00:00Z"}
 *  {"feedback": "false-alarm" | "missed", "series": "web-1", "time": "2026-01-31T12:00:00Z"}
 *  {"feedback": "maintenance" | "mute", "series": "web-*", "from": "2026-01-31T12:00:00Z", "to": "…"}
 * </pre>
 *
 * Times are ISO 8601 or milliseconds since 1970; {@code note} and {@code by} may say more.
 *
 * @param series the name of one, or the pattern of several where it is a window
 * @param from event time in milliseconds since 1970: of the moment, or the first of the window
 * @param to the first event time after the window; that of the moment where it is none
 */
public record Feedback(Kind kind, String series, long from, long to) {
  private static final Set<String> FIELDS =
      Set.of("feedback", "incident", "series", "time", "from", "to", "note", "by");

  /** What is said. */
  public enum Kind {
    /** What was flagged should not have been. */
    FALSE_ALARM("false-alarm"),
    /** What was not flagged should have been. */
    MISSED("missed"),
    /** Values of the time say nothing of the series: they are taken as missing. */
    MAINTENANCE("maintenance"),
    /** What is strange at the time is not to be flagged; it is learned as ever. */
    MUTE("mute");

    private final String written;

    Kind(String written) {
      this.written = written;
    }

    /** As a record has it. */
    public String written() {
      return written;
    }

    /** Whether it is said of the time between two moments, rather than of one. */
    public boolean window() {
      return this == MAINTENANCE || this == MUTE;
    }
  }

  /**
   * Reads a record.
   *
   * @throws BadRecordException where it is no such document, with what is wrong
   */
  public static Feedback read(byte @Nullable [] value) throws BadRecordException {
    JsonNode tree = tree(value);
    for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw bad("has the field '%s', which is none of %s".formatted(name, sorted()));
      }
    }
    String said = text(tree, "feedback");
    for (Kind kind : Kind.values()) {
      if (kind.written.equals(said)) {
        return kind.window() ? window(kind, tree) : moment(kind, tree);
      }
    }
    throw bad("must have the field 'feedback': false-alarm, missed, maintenance or mute");
  }

  private static JsonNode tree(byte @Nullable [] value) throws BadRecordException {
    try {
      return JsonText.documents(Fields.content(value), false);
    } catch (BadRecordException e) {
      throw bad("cannot be read: " + e.getMessage());
    }
  }

  private static Feedback window(Kind kind, JsonNode tree) throws BadRecordException {
    refuse(tree, kind, "incident", "time");
    long from = time(tree, "from");
    long to = time(tree, "to");
    if (to < from) {
      throw bad("ends before it begins");
    }
    return new Feedback(kind, series(tree), from, to);
  }

  private static Feedback moment(Kind kind, JsonNode tree) throws BadRecordException {
    refuse(tree, kind, "from", "to");
    if (!tree.has("incident")) {
      long time = time(tree, "time");
      return new Feedback(kind, series(tree), time, time);
    }
    refuse(tree, kind, "series", "time");
    return ofIncident(kind, text(tree, "incident"));
  }

  /**
   * That an incident was a false alarm.
   *
   * @param id as the topic of incidents has it
   * @throws BadRecordException where it is none, or of what no alarm rate decides
   */
  public static Feedback ofIncident(String id) throws BadRecordException {
    return ofIncident(Kind.FALSE_ALARM, id);
  }

  private static Feedback ofIncident(Kind kind, String id) throws BadRecordException {
    int at = id.lastIndexOf('@');
    if (id.indexOf('/', at) > 0) {
      throw bad(
          "is of the incident '%s', which no rate of alarms decides; 'mute' quiets it, and"
                  .formatted(id)
              + " state.silence, limits and groups say when there is one");
    }
    try {
      long onset = Times.millis(id.substring(at + 1));
      return at > 0 ? new Feedback(kind, id.substring(0, at), onset, onset) : none(id);
    } catch (DateTimeException e) {
      return none(id);
    }
  }

  private static Feedback none(String id) throws BadRecordException {
    throw bad(
        "has the incident '%s', which is none of those of the topic of incidents".formatted(id));
  }

  private static void refuse(JsonNode tree, Kind kind, String... fields) throws BadRecordException {
    for (String field : fields) {
      if (tree.has(field)) {
        throw bad("has a '%s' beside %s".formatted(field, kind.written()));
      }
    }
  }

  private static String series(JsonNode tree) throws BadRecordException {
    String series = text(tree, "series");
    if (series.isEmpty()) {
      throw bad("must have the field 'series'");
    }
    return series;
  }

  private static String text(JsonNode tree, String field) {
    JsonNode node = tree.path(field);
    return node.isTextual() ? node.textValue() : "";
  }

  private static long time(JsonNode tree, String field) throws BadRecordException {
    JsonNode node = tree.path(field);
    try {
      if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
        return node.longValue();
      }
      if (node.isTextual()) {
        return Times.millis(node.textValue());
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw bad(
        "must have the field '%s' with a time such as 2026-01-31T12:00:00Z or milliseconds since 1970"
            .formatted(field));
  }

  private static BadRecordException bad(String what) {
    return new BadRecordException(Reason.BAD_FEEDBACK, "the feedback " + what);
  }

  private static String sorted() {
    return String.join(", ", FIELDS.stream().sorted().toList());
  }

  /** Whether it is said of a series. */
  public boolean concerns(String name) {
    return kind.window() ? new SeriesPattern(series).matches(name) : series.equals(name);
  }

  /** A record that says it, as {@link #read} reads it. */
  public byte[] toJson() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("feedback", kind.written).put("series", series);
    if (kind.window()) {
      tree.put("from", Instant.ofEpochMilli(from).toString());
      tree.put("to", Instant.ofEpochMilli(to).toString());
    } else {
      tree.put("time", Instant.ofEpochMilli(from).toString());
    }
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }
}
