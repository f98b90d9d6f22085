package io.recurrence.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.recurrence.config.InputSpec;
import io.recurrence.evaluate.RowLayout.ValueColumn;
import io.recurrence.record.DocumentShape;
import io.recurrence.record.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file as they stand in it. */
final class CsvRows implements Rows {
  private final Path file;
  private final RowLayout layout;
  private final ColumnValues columns;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final BiConsumer<CsvRecord, RowReceiver> values;
  private long read; // rows, and the header
  private @Nullable CsvRecord last;

  private CsvRows(
      Path file, InputSpec input, CsvForm form, RowLayout layout, CsvReader<CsvRecord> reader) {
    this.file = file;
    this.layout = layout;
    this.columns = new ColumnValues(file, input, layout, form.decimalComma());
    this.reader = reader;
    this.records = reader.iterator();
    List<String> header = List.of();
    if (layout.header()) {
      header = records.next().getFields();
      read++;
    }
    DocumentShape shape = input.shape();
    this.values =
        shape == null || (input.single() && !DocumentColumns.group(header, shape))
            ? columns::read
            : new DocumentColumns(columns, input, shape, layout, header, form.decimalComma())::read;
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
      DocumentShape shape = input.shape();
      return shape == null || (input.single() && !DocumentColumns.group(line, input, shape))
          ? RowLayout.of(line, input, form)
          : DocumentColumns.layout(line, input, shape, form);
    } catch (InputException e) {
      throw new InputException(file + " " + e.getMessage());
    }
  }

  @Override
  public boolean next(RowReceiver receiver) {
    CsvRecord record;
    try {
      if (!records.hasNext()) {
        checkQuotes();
        return false;
      }
      record = records.next();
      last = record;
    } catch (CsvParseException | UncheckedIOException e) {
      throw unreadable(file, read + 1, e);
    }
    read++;
    values.accept(record, receiver);
    return true;
  }

  /** Refuses a file whose last field goes on over further rows, since its quote is not closed. */
  private void checkQuotes() {
    if (last == null) {
      return;
    }
    String field = last.getField(last.getFieldCount() - 1);
    int end = field.lastIndexOf('\n');
    if (end >= 0
        && (end == field.length() - 1 || field.indexOf(layout.delimiter(), end) >= 0)
        && field.indexOf(layout.delimiter()) >= 0) {
      throw new InputException(
          "%s line %d: a quote is opened and never closed, so that %,d lines to the end cannot be read; double a quote that stands for itself"
              .formatted(
                  file,
                  last.getStartingLineNumber(),
                  field.chars().filter(c -> c == '\n').count()));
    }
  }

  /** The values of so many rows as they are written, if it is not the comma that parts columns. */
  List<String> values(int rows) {
    List<String> values = new ArrayList<>();
    try {
      for (int i = 0; i < rows && layout.delimiter() != ',' && records.hasNext(); i++) {
        CsvRecord record = records.next();
        layout.values().forEach(column -> values.add(ColumnValues.field(record, column.at())));
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
          String text = ColumnValues.field(record, column.at());
          if (!Fields.missing(text)) {
            texts.merge(column.series(), !columns.isNumber(text), Boolean::logicalAnd);
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
