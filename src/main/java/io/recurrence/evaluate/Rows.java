package io.recurrence.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.recurrence.format.BadRecordException;
import io.recurrence.format.Fields;
import io.recurrence.format.Times;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The rows of a CSV file with a header and the columns {@code timestamp,value} or {@code
 * series,timestamp,value}, in any order; others are passed over. Times are ISO-8601, {@code
 * yyyy-MM-dd HH:mm:ss}, or milliseconds since 1970; an empty value is a missing one. A file whose
 * name ends in {@code .gz} is decompressed. Reads row by row.
 */
public final class Rows implements AutoCloseable {
  /** Receives rows. */
  public interface Receiver {

    /**
     * Takes one row.
     *
     * @param series empty where the file has no such column
     * @param timestamp as it is written
     * @param present whether there is a value
     */
    void row(String series, String timestamp, long time, boolean present, double value);
  }

  private final Path file;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final int columns;
  private final int series;
  private final int timestamp;
  private final int value;
  private long read;

  private Rows(Path file, CsvReader<CsvRecord> reader) {
    this.file = file;
    this.reader = reader;
    this.records = reader.iterator();
    List<String> header =
        next(1).getFields().stream()
            .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
            .toList();
    this.columns = header.size();
    this.series = header.indexOf("series");
    this.timestamp = header.indexOf("timestamp");
    this.value = header.indexOf("value");
    if (timestamp < 0 || value < 0) {
      throw new InputException(
          "%s line 1: the header is '%s', but it must name the columns timestamp and value, and may name series"
              .formatted(file, String.join(",", header)));
    }
  }

  /**
   * Opens a file.
   *
   * @throws InputException where it does not exist, is empty, or has no such header
   */
  public static Rows open(Path file) {
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
      return new Rows(
          file,
          CsvReader.builder()
              .skipEmptyLines(true)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE) // counted where the line is known
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(new InputStreamReader(plain, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw new InputException("there is no file " + file);
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e.getMessage());
    }
  }

  /** Reads one more row into {@code receiver}; false at the end of the file. */
  public boolean next(Receiver receiver) {
    if (!hasNext()) {
      return false;
    }
    read++;
    CsvRecord row = next(read + 1);
    int found = row.getFieldCount();
    if (found != columns) {
      throw fault(row, "has %d columns, but the header has %d".formatted(found, columns));
    }
    String time = row.getField(timestamp);
    String text = row.getField(value).strip();
    String name = series < 0 ? "" : row.getField(series);
    receiver.row(
        name, time, time(row, time), !text.isEmpty(), text.isEmpty() ? 0 : number(row, text));
    return true;
  }

  private boolean hasNext() {
    try {
      return records.hasNext();
    } catch (CsvParseException | UncheckedIOException e) {
      throw unreadable(read + 2, e);
    }
  }

  private CsvRecord next(long line) {
    try {
      if (!records.hasNext()) {
        throw new InputException(file + " is empty; it must begin with a header");
      }
      return records.next();
    } catch (CsvParseException | UncheckedIOException e) {
      throw unreadable(line, e);
    }
  }

  private InputException unreadable(long line, RuntimeException e) {
    return new InputException(
        "%s near line %d cannot be read: %s".formatted(file, line, e.getMessage()));
  }

  private InputException fault(CsvRecord row, String problem) {
    return new InputException(
        "%s line %d: %s".formatted(file, row.getStartingLineNumber(), problem));
  }

  private double number(CsvRecord row, String text) {
    try {
      return Fields.number(text);
    } catch (BadRecordException e) {
      throw fault(row, e.getMessage() + "; leave it empty where it is missing");
    }
  }

  private long time(CsvRecord row, String text) {
    try {
      boolean date = text.length() > 4 && text.indexOf('-', 1) > 0;
      return date ? Times.millis(text.strip()) : Long.parseLong(text.strip());
    } catch (DateTimeException | NumberFormatException e) {
      throw fault(
          row,
          "the timestamp '"
              + text
              + "' is neither ISO-8601, nor yyyy-MM-dd HH:mm:ss, nor milliseconds since 1970");
    }
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
