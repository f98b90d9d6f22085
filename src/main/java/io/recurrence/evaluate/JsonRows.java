package io.recurrence.evaluate;

import io.recurrence.config.InputSpec;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.RecordReader;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimeUnit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of a file of JSON documents, one a line, read as the records of a topic are: by
 * {@code input}, with everything that it says. A line has neither a key nor a timestamp of its own.
 */
final class JsonRows implements Rows {
  private static final byte[] NO_KEY = "-".getBytes(StandardCharsets.UTF_8);
  private static final long NO_TIME = -1;

  private final Path file;
  private final BufferedReader text;
  private final RecordReader reader;
  private final TimeUnit unit;
  private final boolean named; // the series, by something within a document
  private final Measurements found = new Measurements();
  private long line;

  private JsonRows(Path file, InputSpec input, BufferedReader text) {
    this.file = file;
    this.text = text;
    this.reader = input.reader();
    this.unit = input.time().unit();
    this.named = !input.series().isEmpty() || input.shape() != null;
  }

  /**
   * Opens a file.
   *
   * @throws InputException where the input reads no JSON, or takes time from where a line has none
   */
  static JsonRows open(Path file, InputSpec input, CsvForm form) {
    if (!input.format().lines()) {
      throw new InputException(
          file + " line 1 looks like JSON; --set input.format=json reads it, with input.value");
    }
    if (!input.time().given()) {
      throw new InputException(
          file
              + " line 1 looks like JSON, which needs input.time.field: a line has no timestamp of its"
              + " own; a CSV file begins with a header such as series,timestamp,value");
    }
    return new JsonRows(file, input, TextInput.open(file, form.encoding()));
  }

  @Override
  public boolean next(RowReceiver receiver) {
    String document = nextLine();
    if (document == null) {
      return false;
    }
    found.clear();
    try {
      reader.read(
          new SourceRecord(NO_KEY, document.getBytes(StandardCharsets.UTF_8), NO_TIME), found);
    } catch (BadRecordException e) {
      boolean broken = document.strip().length() == 1; // of one that goes on over lines
      receiver.refused(row(""), fault(e, broken));
      return true;
    }
    for (int i = 0; i < found.size(); i++) {
      Measurement measurement = found.get(i);
      BadRecordException fault = measurement.fault();
      if (fault == null && measurement.time() < 0) {
        receiver.refused(
            row(measurement.series()),
            new InputException(
                "%s line %d: it has no time, or one before 1970".formatted(file, line)));
      } else if (fault != null) {
        receiver.refused(row(measurement.series()), fault(fault, false));
      } else {
        boolean present = measurement.present();
        receiver.row(
            new Row(
                line,
                named ? measurement.series() : "",
                unit.text(measurement.time()),
                measurement.time(),
                present,
                present ? measurement.value() : 0,
                false,
                measurement.group()));
      }
    }
    return true;
  }

  private Row row(String series) {
    return new Row(line, series, unit.text(0), 0, false, 0, false);
  }

  private InputException fault(BadRecordException e, boolean broken) {
    String hint = broken ? "; each line must be a document of its own" : "";
    return new InputException("%s line %d: %s%s".formatted(file, line, e.getMessage(), hint));
  }

  private @Nullable String nextLine() {
    try {
      String next = text.readLine();
      line++;
      while (next != null && next.isBlank()) {
        next = text.readLine();
        line++;
      }
      return next;
    } catch (IOException e) {
      throw new InputException(
          "%s near line %d cannot be read: %s".formatted(file, line, e.getMessage()));
    }
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
