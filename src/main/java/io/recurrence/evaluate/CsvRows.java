package io.recurrence.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.recurrence.config.InputSpec;
import io.recurrence.evaluate.RowLayout.ValueColumn;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DecimalComma;
import io.recurrence.record.FieldNames;
import io.recurrence.record.Fields;
import io.recurrence.record.SkippedTimeException;
import io.recurrence.record.TimeHint;
import io.recurrence.record.TimeUnit;
import io.recurrence.record.ValueRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of a CSV file as they stand in it. Times are dates, as {@link WrittenTime} reads them,
 * in the pipeline's time zone unless they have an offset, or numbers in the unit of the pipeline's
 * input; a value that is empty, NaN, NA, null or None is a missing one; others by the rules of the
 * input.
 */
final class CsvRows implements Rows {
  private final Path file;
  private final boolean decimalComma;
  private final TimeUnit unit;
  private final ZoneId zone;
  private final ValueRules rules;
  private final RowLayout layout;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private long read; // rows, and the header

  private CsvRows(
      Path file, InputSpec input, CsvForm form, RowLayout layout, CsvReader<CsvRecord> reader) {
    this.file = file;
    this.decimalComma = form.decimalComma();
    this.unit = TimeUnit.valueOf(input.unit().name());
    this.zone = input.zone();
    this.rules = input.rules();
    this.layout = layout;
    this.reader = reader;
    this.records = reader.iterator();
    if (layout.header()) {
      records.next();
      read++;
    }
  }

  /**
   * Opens a file.
   *
   * @param input names the columns and the unit of times
   * @throws InputException where it does not exist, is empty or no text, or has no such columns
   */
  static CsvRows open(Path file, InputSpec input, CsvForm form) {
    BufferedReader text = TextInput.open(file, form.encoding());
    try {
      String line = TextInput.firstLine(text);
      if (line.isBlank()) {
        throw new InputException(file + " is empty; it must begin with a header");
      }
      RowLayout layout = layout(file, line, input, form);
      return new CsvRows(
          file,
          input,
          form,
          layout,
          CsvReader.builder()
              .fieldSeparator(layout.delimiter())
              .skipEmptyLines(true)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE) // counted where the line is known
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(text));
    } catch (IOException e) {
      throw unreadable(file, 1, e);
    }
  }

  private static RowLayout layout(Path file, String line, InputSpec input, CsvForm form) {
    try {
      return RowLayout.of(line, input, form);
    } catch (InputException e) {
      throw new InputException(file + " " + e.getMessage());
    }
  }

  @Override
  public boolean next(RowReceiver receiver) {
    CsvRecord record;
    try {
      if (!records.hasNext()) {
        return false;
      }
      record = records.next();
    } catch (CsvParseException | UncheckedIOException e) {
      throw unreadable(file, read + 1, e);
    }
    read++;
    for (ValueColumn column : layout.values()) {
      next(record, column, receiver);
    }
    return true;
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

  private Row named(CsvRecord record, ValueColumn column) {
    return new Row(
        record.getStartingLineNumber(),
        layout.series() < 0 ? column.series() : field(record, layout.series()),
        field(record, layout.time()),
        0,
        false,
        0,
        layout.label() >= 0 && RowLayout.isAnomalous(field(record, layout.label())));
  }

  /** The values of so many rows as they are written, if it is not the comma that parts columns. */
  List<String> values(int rows) {
    List<String> values = new ArrayList<>();
    try {
      for (int i = 0; i < rows && layout.delimiter() != ',' && records.hasNext(); i++) {
        CsvRecord record = records.next();
        layout.values().forEach(column -> values.add(field(record, column.at())));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      return List.of(); // who reads it says what is wrong
    }
    return values;
  }

  /**
   * The columns, where each is a series, whose values in so many rows are all texts; none where
   * nothing else would be left.
   */
  Set<String> texts(int rows) {
    Map<String, Boolean> texts = new LinkedHashMap<>(); // of the columns that have values
    try {
      for (int i = 0; i < rows && records.hasNext(); i++) {
        CsvRecord record = records.next();
        for (ValueColumn column : layout.values()) {
          String text = field(record, column.at());
          if (!Fields.missing(text)) {
            texts.merge(column.series(), !isNumber(text), Boolean::logicalAnd);
          }
        }
      }
    } catch (CsvParseException | UncheckedIOException e) {
      return Set.of(); // who reads it says what is wrong
    }
    return texts.containsValue(false)
        ? texts.keySet().stream()
            .filter(texts::get)
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : Set.of();
  }

  private boolean isNumber(String text) {
    try {
      double unused = rules.value(decimalComma ? DecimalComma.toPoint(text) : text);
      return true;
    } catch (BadRecordException e) {
      return e.reason() != Reason.NOT_A_NUMBER || text.strip().matches("[+-]?[.,]?\\d.*");
    }
  }

  private static String field(CsvRecord record, int column) {
    return column < record.getFieldCount() ? record.getField(column) : "";
  }

  private Row read(CsvRecord record, ValueColumn column, Row row) {
    int found = record.getFieldCount();
    if (found != layout.columns()) {
      throw fault(
          row, "has %d columns, but the first line has %d".formatted(found, layout.columns()));
    }
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

  private InputException fault(Row row, String problem) {
    return new InputException("%s line %d: %s".formatted(file, row.line(), problem));
  }

  private void checkSeries(Row row) {
    try {
      FieldNames.of(row.series());
    } catch (BadRecordException e) {
      throw fault(row, String.valueOf(e.getMessage()));
    }
  }

  private double number(Row row, String text) {
    try {
      return rules.value(text);
    } catch (BadRecordException e) {
      throw fault(row, String.valueOf(e.getMessage()));
    }
  }

  private long time(Row row) {
    try {
      return WrittenTime.millis(row.timestamp(), unit, zone);
    } catch (SkippedTimeException e) {
      throw fault(
          row,
          "the timestamp '%s' %s".formatted(Fields.shortened(row.timestamp()), e.getMessage()));
    } catch (BadRecordException e) {
      throw fault(row, String.valueOf(e.getMessage()));
    } catch (DateTimeException e) {
      throw fault(
          row,
          "the timestamp '%s' is neither ISO-8601, nor yyyy-MM-dd HH:mm:ss, nor %s; %s"
              .formatted(
                  Fields.shortened(row.timestamp()),
                  unit == TimeUnit.ISO ? "RFC 1123" : unit.shown() + " since 1970",
                  TimeHint.of(row.timestamp(), "write it like 2026-03-01T12:30:00Z")));
    }
  }

  private static InputException unreadable(Path file, long line, Exception e) {
    boolean encoding =
        e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
    return new InputException(
        "%s near line %d cannot be read: %s"
            .formatted(
                file,
                line,
                encoding
                    ? "it is not in its encoding, UTF-8 unless --encoding names another"
                    : e.getMessage()));
  }

  @Override
  public boolean hasLabels() {
    return layout.label() >= 0;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
