package io.recurrence.evaluate.benchmark;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.recurrence.evaluate.InputException;
import io.recurrence.record.Times;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A CSV file in memory; decompressed where its name ends in {@code .gz}. */
final class CsvTable {
  private final Path file;
  private final List<CsvRecord> records;
  private final int first; // record that is not a header
  private final List<String> header;

  private CsvTable(Path file, List<CsvRecord> records, boolean header) {
    this.file = file;
    this.records = records;
    this.first = header ? 1 : 0;
    if (records.size() <= first) {
      throw new InputException(file + " has no rows");
    }
    this.header =
        header ? records.get(0).getFields().stream().map(String::strip).toList() : List.of();
  }

  /**
   * Reads a file.
   *
   * @param header whether its first line names the columns
   * @throws InputException where it cannot be read or has no rows
   */
  static CsvTable read(Path file, char separator, boolean header) {
    List<CsvRecord> records = new ArrayList<>();
    read(file, separator, records::add);
    return new CsvTable(file, records, header);
  }

  /**
   * Reads a file of lines that each hold a name and then numbers, as many as there are, below a
   * header; keeps the numbers alone.
   *
   * @param limit lines at most
   * @throws InputException where it cannot be read, or what should be a number is none
   */
  static Map<String, double[]> named(Path file, int limit) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    read(
        file,
        ',',
        record -> {
          if (record.getStartingLineNumber() > 1 && lines.size() < limit) {
            CsvTable line = new CsvTable(file, List.of(record), false);
            lines.put(line.text(0, 0), line.numbersFrom(0, 1));
          }
        });
    return lines;
  }

  private static void read(Path file, char separator, Consumer<CsvRecord> each) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.forEach(each);
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage());
    }
  }

  int rows() {
    return records.size() - first;
  }

  int columns() {
    return header.isEmpty() ? records.get(0).getFieldCount() : header.size();
  }

  List<String> header() {
    return header;
  }

  /**
   * Where a column stands.
   *
   * @throws InputException where the header does not name it
   */
  int column(String name) {
    int at = header.indexOf(name);
    if (at < 0) {
      throw new InputException(
          "%s line 1: there is no column '%s' in the header '%s'"
              .formatted(file, name, String.join(",", header)));
    }
    return at;
  }

  int width(int row) {
    return records.get(first + row).getFieldCount();
  }

  String text(int row, int column) {
    CsvRecord record = records.get(first + row);
    if (column >= record.getFieldCount()) {
      throw fault(row, "has only " + record.getFieldCount() + " columns");
    }
    return record.getField(column).strip();
  }

  /** A number; NaN where the field is empty. */
  double number(int row, int column) {
    String text = text(row, column);
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw fault(row, "'" + text + "' is not a number");
    }
  }

  /** A time in milliseconds since 1970, UTC where nothing else is said. */
  long time(int row, int column) {
    String text = text(row, column);
    try {
      return Times.millis(text);
    } catch (DateTimeException e) {
      throw fault(row, "'" + text + "' is not a time such as 2014-04-01 00:00:00");
    }
  }

  /** The numbers of a column. */
  double[] numbers(int column) {
    double[] values = new double[rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = number(row, column);
    }
    return values;
  }

  /** The numbers of a row from {@code column} on, up to the last that is not empty. */
  double[] numbersFrom(int row, int column) {
    int width = width(row);
    while (width > column && text(row, width - 1).isEmpty()) {
      width--;
    }
    double[] values = new double[width - column];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(row, column + i);
    }
    return values;
  }

  private InputException fault(int row, String problem) {
    return new InputException(
        "%s line %d: %s"
            .formatted(file, records.get(first + row).getStartingLineNumber(), problem));
  }
}
