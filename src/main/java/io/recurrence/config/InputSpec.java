package io.recurrence.config;

import io.recurrence.core.ValueRange;
import io.recurrence.record.Decoder;
import io.recurrence.record.DocumentMeasure;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.DocumentPlace;
import io.recurrence.record.DocumentShape;
import io.recurrence.record.RecordReader;
import io.recurrence.record.TimeField;
import io.recurrence.record.ValueRules;
import io.recurrence.record.ValueRules.DecimalMark;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from and how they are read.
 *
 * @param topics the source topics
 * @param format how a record's value is written
 * @param envelope what the value of a record is wrapped in
 * @param schema where the schemas of records are
 * @param key how the key is written, where it is the name of the series
 * @param series where the name of the series stands: a pointer, a column, or empty for the key of
 *     the record
 * @param lists what becomes of a list of which a pointer takes one element
 * @param values where the values stand: pointers or columns, or empty for the whole record
 * @param shape how records that are trees are taken apart; null where each is one measurement of
 *     plain JSON, by plain pointers
 * @param symbols whether a value is a text: a symbol, or a sequence of them
 * @param time where the time stands, by pointers or columns, and how it is written
 * @param delimiter between the columns of CSV
 * @param partitionedBySeries whether all records of a series are in one partition, as they are
 *     where the key is the series; without it the records go through a topic that sees to it
 * @param gather how often it is said how far each partition has been read, so that records of a
 *     series which lie in several partitions are put in order; zero where they are not
 * @param maxAhead how far ahead of the clock of the machine a time may be
 * @param rules what values stand for
 */
public record InputSpec(
    SourceTopics topics,
    InputFormat format,
    Envelope envelope,
    SchemaSpec schema,
    Key key,
    String series,
    Lists lists,
    List<String> values,
    @Nullable DocumentShape shape,
    boolean symbols,
    TimeField time,
    char delimiter,
    boolean partitionedBySeries,
    Duration gather,
    Duration maxAhead,
    ValueRules rules) {

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

  /**
   * Reads the keys of a section.
   *
   * @param zone of times without an offset
   * @param range of the values
   * @param names notes the use of each topic
   * @param forecasts whether each of several values is of a series of its own
   */
  static InputSpec read(
      Section s, TopicNames names, ZoneId zone, ValueRange range, boolean forecasts) {
    SourceTopics topics = SourceTopics.read(s, names);
    InputFormat format = s.choice("format", InputFormat.JSON);
    Envelope envelope = envelope(s, format);
    boolean symbols = s.has("symbol") || format == InputFormat.TEXT;
    ShapeSpec shapes = new ShapeSpec(s, format, envelope, forecasts);
    FieldPlaces places = shapes.places();
    TimeField time =
        TimeKeys.read(s.section("time"), places, envelope.usualUnit(format), zone.normalized());
    ValueRules rules = ValueKeys.read(s, format, symbols, range);
    List<DocumentMeasure> measures = shapes.measures(rules);
    boolean keyed = !s.has("series");
    String series = shapes.composed() ? "" : places.read(s, "series", "");
    InputSpec spec =
        new InputSpec(
            topics,
            format,
            envelope,
            SchemaSpec.read(s, format),
            key(s, (keyed && !format.points()) || shapes.composed()),
            series,
            lists(s, format),
            measures.stream().map(DocumentMeasure::place).toList(),
            shapes.read(series, measures, time.places().size() > 1),
            symbols,
            time,
            s.text(
                    "delimiter",
                    ",",
                    d -> d.length() == 1 && !"\"\r\n".contains(d),
                    "one character, and not a quote")
                .charAt(0),
            partitioned(
                s,
                keyed && !shapes.lists() && !shapes.several(measures) && !topics.several(),
                shapes.lists(),
                topics),
            s.duration("gather", Duration.ofMillis(200), false),
            s.duration("max-ahead", Duration.ofMinutes(30), false),
            rules);
    checkComma(s, format, spec.delimiter, spec.rules);
    s.done();
    return spec;
  }

  private static Envelope envelope(Section s, InputFormat format) {
    Envelope envelope = s.choice("envelope", Envelope.NONE);
    if (envelope != Envelope.NONE && (!format.document() || format.points())) {
      s.fault(
          "envelope",
          "has no meaning for this format; it is around documents such as json and avro");
    }
    return envelope;
  }

  private static boolean partitioned(
      Section s, boolean usually, boolean lists, SourceTopics topics) {
    boolean partitioned = s.flag("partitioned-by-series", usually);
    if (partitioned && lists) {
      s.fault(
          "partitioned-by-series",
          "must be false where input.each reads several readings of a record: each is counted apart");
    }
    if (partitioned && topics.several()) {
      s.fault(
          "partitioned-by-series",
          "must be false where several topics are read: the records of each are counted apart");
    }
    if (partitioned && s.has("gather")) {
      s.fault("gather", "has no meaning where records are partitioned by series");
    }
    return partitioned;
  }

  /** Columns and decimals cannot be parted by the same sign. */
  private static void checkComma(Section s, InputFormat format, char delimiter, ValueRules rules) {
    if (format == InputFormat.CSV && delimiter == ',' && rules.decimal() == DecimalMark.COMMA) {
      s.fault("decimal", "must not be comma where a comma parts the columns; set input.delimiter");
    }
  }

  private static Key key(Section s, boolean used) {
    if (s.has("key") && !used) {
      s.fault("key", "has no meaning where input.series names the series");
    }
    return s.choice("key", Key.AUTO);
  }

  private static Lists lists(Section s, InputFormat format) {
    if (s.has("lists") && !format.document()) {
      s.fault("lists", "has no meaning where fields are not named by pointers");
    }
    return s.choice("lists", Lists.REFUSE);
  }

  /** Whether records of a series that lie in several partitions are put in order. */
  public boolean gathers() {
    return !partitionedBySeries && gather.toMillis() > 0;
  }

  /** Reads what records say, with the keys that they came with. */
  public RecordReader reader() {
    return InputReaders.reader(this);
  }

  /**
   * Reads rows of a table, as documents whose fields are its columns, called as the last parts of
   * pointers are; the time is that of the record.
   *
   * @param parser gives the row
   * @throws IllegalStateException where a record is {@link #single} and a column is its value
   */
  public RecordReader rowReader(DocumentParser parser) {
    if (shape == null) {
      throw new IllegalStateException("a column is the value");
    }
    return InputReaders.rows(this, shape, parser);
  }

  /** Reads records of one measurement by plain pointers, with the keys that they came with. */
  public Decoder decoder() {
    return InputReaders.decoder(this);
  }

  /**
   * Whether a record, or an element of its list, has one value, of a series that one field names.
   */
  public boolean single() {
    return shape == null
        || (shape.where().isEmpty()
            && values.size() == 1
            && !DocumentPlace.isMany(value())
            && shape.series().equals(series.isEmpty() ? "{key}" : '{' + series + '}'));
  }

  /** Where the only value stands, or the first of several. */
  public String value() {
    return values.get(0);
  }
}
