package io.recurrence.evaluate;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.recurrence.config.InputSpec;
import io.recurrence.evaluate.RowLayout.ValueColumn;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DecimalComma;
import io.recurrence.record.FieldNames;
import io.recurrence.record.Fields;
import io.recurrence.record.SkippedTimeException;
import io.recurrence.record.TimeField;
import io.recurrence.record.TimeHint;
import io.recurrence.record.TimeUnit;
import io.recurrence.record.ValueRules;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.stream.Collectors;

/**
 * Reads the values of a CSV record, a row for each column of values. Times are dates, as {@link
 * WrittenTime} reads them, in the pipeline's time zone unless they have an offset, or numbers in
 * the unit of the pipeline's input; a value that is empty, NaN, NA, null or None is a missing one;
 * others by the rules of the input.
 */
final class ColumnValues {
  private final Path file;
  private final RowLayout layout;
  private final boolean decimalComma;
  private final TimeField time;
  private final ValueRules rules;

  ColumnValues(Path file, InputSpec input, RowLayout layout, boolean decimalComma) {
    this.file = file;
    this.layout = layout;
    this.decimalComma = decimalComma;
    this.time = input.time();
    this.rules = input.rules();
  }

  void read(CsvRecord record, RowReceiver receiver) {
    for (ValueColumn column : layout.values()) {
      next(record, column, receiver);
    }
  }

  private void next(CsvRecord record, ValueColumn column, RowReceiver receiver) {
    Row row = named(record, column);
    try {
      row = read(record, column, row);
    } catch (InputException e) {
      receiver.refused(row, e);
      return;
    }
    receiver.row(row);
  }

  Row named(CsvRecord record, ValueColumn column) {
    return new Row(
        record.getStartingLineNumber(),
        layout.series() < 0 ? column.series() : field(record, layout.series()),
        time(record),
        0,
        false,
        0,
        layout.label() >= 0 && RowLayout.isAnomalous(field(record, layout.label())));
  }

  private String time(CsvRecord record) {
    return layout.time().stream().map(at -> field(record, at)).collect(Collectors.joining(" "));
  }

  /** Whether a text is a number, if perhaps one with a fault. */
  boolean isNumber(String text) {
    try {
      double unused = rules.value(decimalComma ? DecimalComma.toPoint(text) : text);
      return true;
    } catch (BadRecordException e) {
      return e.reason() != Reason.NOT_A_NUMBER || text.strip().matches("[+-]?[.,]?\\d.*");
    }
  }

  static String field(CsvRecord record, int column) {
    return column < record.getFieldCount() ? record.getField(column) : "";
  }

  private Row read(CsvRecord record, ValueColumn column, Row row) {
    check(record, row);
    if (layout.series() >= 0) {
      checkSeries(row);
    }
    String text = field(record, column.at());
    double value = number(row, decimalComma ? DecimalComma.toPoint(text) : text);
    boolean present = !Double.isNaN(value);
    return new Row(
        row.line(),
        row.series(),
        row.timestamp(),
        time(row),
        present,
        present ? value : 0,
        row.labelled());
  }

  /** Refuses a record of another number of columns. */
  void check(CsvRecord record, Row row) {
    int found = record.getFieldCount();
    if (found != layout.columns()) {
      throw fault(
          row, "has %d columns, but the first line has %d".formatted(found, layout.columns()));
    }
  }

  InputException fault(Row row, BadRecordException e) {
    return fault(row, String.valueOf(e.getMessage()));
  }

  private InputException fault(Row row, String problem) {
    return new InputException("%s line %d: %s".formatted(file, row.line(), problem));
  }

  private void checkSeries(Row row) {
    try {
      FieldNames.of(row.series());
    } catch (BadRecordException e) {
      throw fault(row, e);
    }
  }

  private double number(Row row, String text) {
    try {
      return rules.value(text);
    } catch (BadRecordException e) {
      throw fault(row, e);
    }
  }

  /** The time of a row. */
  long time(Row row) {
    try {
      return WrittenTime.millis(row.timestamp(), time);
    } catch (SkippedTimeException e) {
      throw fault(
          row,
          "the timestamp '%s' %s".formatted(Fields.shortened(row.timestamp()), e.getMessage()));
    } catch (BadRecordException e) {
      throw fault(row, e);
    } catch (DateTimeException e) {
      throw fault(
          row,
          "the timestamp '%s' is neither ISO-8601, nor yyyy-MM-dd HH:mm:ss, nor %s; %s"
              .formatted(
                  Fields.shortened(row.timestamp()),
                  time.unit() == TimeUnit.ISO ? "RFC 1123" : time.unit().shown() + " since 1970",
                  TimeHint.of(row.timestamp(), "write it like 2026-03-01T12:30:00Z")));
    }
  }
}
