package io.recurrence.record;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.recurrence.record.BadRecordException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that are one line of CSV; columns are counted from 1, and 0 stands for the key or
 * the timestamp.
 */
public final class CsvDecoder implements Decoder {
  private final int series;
  private final int[] values;
  private final boolean symbols;
  private final TimeField time;
  private final int[] times; // columns of its parts
  private final char delimiter;
  private ValueRules rules = ValueRules.NONE;
  private int columns; // that a record must have; 0 where it may have more than are read

  /** Makes a decoder of times that are in UTC where they have no offset. */
  public CsvDecoder(int series, int value, int time, TimeUnit unit, char delimiter) {
    this(
        series,
        new int[] {value},
        false,
        TimeField.of(time == 0 ? "" : Integer.toString(time), unit),
        delimiter);
  }

  /**
   * Makes a decoder.
   *
   * @param series number of the column, counted from 1; 0 for the key of the record
   * @param values numbers of their columns; either all of them are missing, or none
   * @param symbols whether the values are texts, and there is one
   * @param time whose places are numbers of columns
   */
  public CsvDecoder(int series, int[] values, boolean symbols, TimeField time, char delimiter) {
    this.series = series;
    this.values = values.clone();
    this.symbols = symbols;
    this.time = time;
    this.times = time.places().stream().mapToInt(Integer::parseInt).toArray();
    this.delimiter = delimiter;
  }

  /** Refuses records of another number of columns from now on. */
  public CsvDecoder columns(int number) {
    columns = number;
    return this;
  }

  /** Reads values by these rules from now on. */
  public CsvDecoder rules(ValueRules rules) {
    this.rules = rules;
    return this;
  }

  @Override
  public void decode(
      byte @Nullable [] key, byte @Nullable [] line, long timestamp, Measurement into)
      throws BadRecordException {
    byte[] content = Fields.content(line);
    try {
      CsvRecord columns = parse(Fields.text(content, Reason.MALFORMED));
      check(columns.getFieldCount());
      String name =
          series == 0
              ? FieldNames.of(key)
              : FieldNames.of(column(columns, series, Reason.NO_SERIES));
      into.begin(
          name,
          series == 0 ? key : null,
          times.length == 0 ? timestamp : time.millis(time(columns)));
      int missing = 0;
      int lacking = 0;
      for (int value : values) {
        String text = column(columns, value, Reason.NO_VALUE);
        if (symbols) {
          Fields.symbol(text, into);
        } else if (!into.optional(rules.value(text))) {
          missing++;
          lacking = value;
        }
      }
      if (missing > 0) {
        into.missing(values.length - missing, "column " + lacking);
      }
    } catch (BadRecordException e) {
      throw e.with(Signature.hint(content, "csv"));
    }
  }

  private String time(CsvRecord columns) throws BadRecordException {
    String text = column(columns, times[0], Reason.NO_TIME);
    for (int i = 1; i < times.length; i++) {
      text += ' ' + column(columns, times[i], Reason.NO_TIME);
    }
    return text;
  }

  private void check(int found) throws BadRecordException {
    if (columns > 0 && found != columns) {
      throw new BadRecordException(
          Reason.MALFORMED,
          "the line has %d columns, the header %d; quote what holds the delimiter"
              .formatted(found, columns));
    }
  }

  private CsvRecord parse(String line) throws BadRecordException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(line)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (records.hasNext()) {
        CsvRecord record = records.next();
        if (records.hasNext()) {
          throw new BadRecordException(
              Reason.MALFORMED,
              "the record has more than one line; let the producer send each by itself");
        }
        return record;
      }
      throw new BadRecordException(Reason.EMPTY, "the line is empty");
    } catch (CsvParseException e) {
      throw new BadRecordException(Reason.MALFORMED, "the line is not CSV: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String column(CsvRecord columns, int number, Reason reason)
      throws BadRecordException {
    if (number > columns.getFieldCount()) {
      throw new BadRecordException(
          reason,
          "the line has %d columns, but column %d is needed; is input.delimiter right?"
              .formatted(columns.getFieldCount(), number));
    }
    return columns.getField(number - 1);
  }
}
