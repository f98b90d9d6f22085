package io.recurrence.spec;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Where records come from and how they are read.
 *
 * @param topic the source topic
 * @param format how a record's value is written
 * @param key how the key is written, where it is the name of the series
 * @param series where the name of the series stands: a JSON pointer, a column, or empty for the key
 *     of the record
 * @param lists what becomes of a list of which a JSON pointer takes one element
 * @param value where the value stands: a JSON pointer, a column, or empty for the whole record
 * @param time where the time stands: a JSON pointer, a column, or empty for the timestamp of the
 *     record
 * @param unit the unit of the time
 * @param zone by whose clocks a time without an offset was written
 * @param delimiter between the columns of CSV
 * @param partitionedBySeries whether all records of a series are in one partition, as they are
 *     where the key is the series; without it the records go through a topic that sees to it
 * @param gather how often it is said how far each partition has been read, so that records of a
 *     series which lie in several partitions are put in order; zero where they are not
 * @param maxAhead how far ahead of the clock of the machine a time may be
 */
public record InputSpec(
    String topic,
    Format format,
    Key key,
    String series,
    Lists lists,
    String value,
    String time,
    Unit unit,
    ZoneId zone,
    char delimiter,
    boolean partitionedBySeries,
    Duration gather,
    Duration maxAhead) {

  /** How a record's value is written. */
  public enum Format {
    JSON,
    NUMBER,
    CSV
  }

  /** How the key of a record is written. */
  public enum Key {
    /** As text; a JSON object of several fields is refused, since they may come in any order. */
    AUTO,
    /** As text, whatever it holds. */
    TEXT,
    /** As JSON; the order of fields does not matter. */
    JSON,
    /** As a whole number of eight bytes. */
    LONG,
    /** As a whole number of four bytes. */
    INT
  }

  /** What becomes of a list of which a JSON pointer takes one element. */
  public enum Lists {
    /** It is refused, since the other elements would be lost. */
    REFUSE,
    /** The element is taken, and the others are not used. */
    PICK
  }

  /** The unit of a time in a record; {@code ISO} reads ISO-8601 and {@code yyyy-MM-dd HH:mm:ss}. */
  public enum Unit {
    S,
    MS,
    US,
    NS,
    ISO
  }

  /**
   * Reads the keys of a section.
   *
   * @param zone of times without an offset
   */
  static InputSpec read(Section s, ZoneId zone) {
    Format format = s.choice("format", Format.JSON);
    Section time = s.section("time");
    boolean keyed = !s.has("series");
    boolean partitioned = s.flag("partitioned-by-series", keyed);
    if (partitioned && s.has("gather")) {
      s.fault("gather", "has no meaning where records are partitioned by series");
    }
    InputSpec spec =
        new InputSpec(
            TopicNames.read(s, "topic"),
            format,
            key(s, keyed),
            place(s, "series", format, ""),
            lists(s, format),
            place(
                s,
                "value",
                format,
                format == Format.JSON ? "/value" : format == Format.CSV ? "1" : ""),
            place(time, "field", format, ""),
            time.choice("unit", Unit.MS),
            zone.normalized(),
            s.text(
                    "delimiter",
                    ",",
                    d -> d.length() == 1 && !"\"\r\n".contains(d),
                    "one character, and not a quote")
                .charAt(0),
            partitioned,
            s.duration("gather", Duration.ofMillis(200), false),
            s.duration("max-ahead", Duration.ofMinutes(30), false));
    time.done();
    s.done();
    return spec;
  }

  private static Key key(Section s, boolean keyed) {
    if (s.has("key") && !keyed) {
      s.fault("key", "has no meaning where input.series names the series");
    }
    return s.choice("key", Key.AUTO);
  }

  private static Lists lists(Section s, Format format) {
    if (s.has("lists") && format != Format.JSON) {
      s.fault("lists", "has a meaning for JSON only");
    }
    return s.choice("lists", Lists.REFUSE);
  }

  /** Whether records of a series that lie in several partitions are put in order. */
  public boolean gathers() {
    return !partitionedBySeries && gather.toMillis() > 0;
  }

  private static String place(Section s, String key, Format format, String fallback) {
    return switch (format) {
      case JSON ->
          s.text(
              key,
              fallback,
              p -> p.startsWith("/") && p.length() > 1,
              "a JSON pointer such as /value");
      case CSV ->
          s.text(
              key,
              fallback,
              p -> p.matches("[1-9]\\d{0,2}"),
              "the number of a column, counted from 1");
      case NUMBER -> {
        if (s.has(key)) {
          s.fault(
              key,
              "has no meaning for plain numbers: series is the key, time the timestamp of the record");
        }
        yield "";
      }
    };
  }
}
