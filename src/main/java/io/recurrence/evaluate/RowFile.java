package io.recurrence.evaluate;

import io.recurrence.config.InputFormat;
import io.recurrence.config.InputSpec;
import io.recurrence.record.DecimalComma;
import io.recurrence.record.ValueRules.DecimalMark;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header and the columns {@code timestamp,value} or {@code
 * series,timestamp,value}, in any order, others being passed over; or with a series a column, or
 * those of {@link DocumentColumns}; or JSON documents, one a line, read as the records of the
 * pipeline's topic. It is read twice: first to see how it is written, then row by row. Rows come as
 * they stand in it, unless it is written newest first, or in no order of time at all: then they are
 * put in order, for which they are held in memory.
 */
public final class RowFile {
  private static final int SAMPLE = 1000; // rows that show how numbers are written
  private static final int MAX_ROWS = 20_000_000; // rows that are held in memory

  /** A row that is held, and why it cannot be read, if so. */
  private record Held(Row row, @Nullable InputException fault) {
    void into(RowReceiver receiver) {
      if (fault == null) {
        receiver.row(row);
      } else {
        receiver.refused(row, fault);
      }
    }
  }

  private final Path file;
  private final InputSpec input;
  private final CsvForm form;
  private final Survey survey;

  private RowFile(Path file, InputSpec input, long latenessMillis, CsvForm form) {
    this.file = file;
    this.input = input;
    this.survey = new Survey(input.time().unit(), latenessMillis);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new InputException(file + " is no file that can be read twice; save it as one");
    }
    CsvForm encoded = form.encoding() == null ? form.in(TextInput.encoding(file)) : form;
    CsvForm decimal = usesDecimalComma(encoded) ? encoded.withDecimalComma() : encoded;
    this.form = decimal.without(textColumns(decimal));
    scan(survey);
    survey.check(file.toString());
  }

  /**
   * Looks through a file.
   *
   * @param input names the columns and the unit of times
   * @param latenessMillis by how much a row may be behind another of its series
   * @throws InputException where it does not exist, is no CSV, has no rows, or where more than one
   *     row in twenty cannot be read
   */
  public static RowFile of(Path file, InputSpec input, long latenessMillis) {
    return of(file, input, latenessMillis, CsvForm.USUAL);
  }

  /** Opens a file of which more is known than its first line says. */
  public static RowFile of(Path file, InputSpec input, long latenessMillis, CsvForm form) {
    return new RowFile(file, input, latenessMillis, form);
  }

  private boolean usesDecimalComma(CsvForm encoded) {
    if (input.rules().decimal() != DecimalMark.UNSTATED || hasDocuments(file, input, encoded)) {
      return false; // then the rules read it, or it has none
    }
    try (CsvRows rows = CsvRows.open(file, input, encoded)) {
      List<String> values = rows.values(SAMPLE);
      boolean comma = DecimalComma.in(values);
      if (!comma && DecimalComma.mayPartThousands(values)) {
        throw new InputException(
            file
                + ": whole numbers stand beside such as 1.002, whose point may part thousands; --set"
                + " input.decimal=comma reads 1002, and point 1.002");
      }
      return comma;
    }
  }

  private Set<String> textColumns(CsvForm decimal) {
    if (hasDocuments(file, input, decimal) || !input.single()) {
      return Set.of();
    }
    try (CsvRows rows = CsvRows.open(file, input, decimal)) {
      return rows.texts(SAMPLE);
    }
  }

  /** Whether the file says of each row whether it is anomalous. */
  public boolean hasLabels() {
    try (Rows rows = open(file, input, form)) {
      return rows.hasLabels();
    }
  }

  private void scan(RowReceiver receiver) {
    try (Rows rows = open(file, input, form)) {
      while (rows.next(receiver)) {
        // each of them
      }
    }
  }

  /** All rows, in memory. */
  private List<Held> hold() {
    List<Held> held = new ArrayList<>();
    scan(
        new RowReceiver() {
          @Override
          public void row(Row row) {
            keep(held, new Held(row, null));
          }

          @Override
          public void refused(Row row, InputException fault) {
            keep(held, new Held(row, fault));
          }
        });
    return held;
  }

  private void keep(List<Held> held, Held row) {
    if (held.size() == MAX_ROWS) {
      throw new InputException(
          "%s has more than %,d rows, too many to be put in order here; sort it by time first"
              .formatted(file, MAX_ROWS));
    }
    held.add(row);
  }

  public RowOrder order() {
    return survey.order();
  }

  /** How many rows of a series can be read. */
  public long rows(String series) {
    return survey.rows(series);
  }

  /** Reads all rows. */
  public void read(RowReceiver receiver) {
    RowReceiver sound = sound(receiver);
    if (order() == RowOrder.AS_WRITTEN) {
      scan(sound);
      return;
    }
    List<Held> held = hold();
    if (order() == RowOrder.NEWEST_FIRST) {
      Collections.reverse(held);
    } else {
      held.sort(Comparator.comparingLong(row -> row.row().time()));
    }
    held.forEach(row -> row.into(sound));
  }

  /** Refuses rows that are only known to be wrong beside the others. */
  private RowReceiver sound(RowReceiver receiver) {
    return new RowReceiver() {
      @Override
      public void row(Row row) {
        String fault = survey.fault(row);
        if (fault.isEmpty()) {
          receiver.row(row);
        } else {
          refused(row, new InputException("%s line %d: %s".formatted(file, row.line(), fault)));
        }
      }

      @Override
      public void refused(Row row, InputException fault) {
        receiver.refused(row, fault);
      }
    };
  }

  /** How the rows are read, where that is not as they stand in the file; empty otherwise. */
  public String note() {
    return Stream.of(
            encoding(),
            form.decimalComma() ? "values have a decimal comma" : "",
            form.texts().isEmpty()
                ? ""
                : "left out, since they hold texts: the columns " + String.join(", ", form.texts()),
            ordered())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private String encoding() {
    TextEncoding encoding = form.encoding();
    return encoding == null ? "" : encoding.note();
  }

  private String ordered() {
    return switch (order()) {
      case AS_WRITTEN -> "";
      case NEWEST_FIRST -> "the file is written newest first; it was read from its end";
      case SORTED ->
          "%,d of %,d rows stand behind later ones of their series; the rows were sorted by time"
              .formatted(survey.late(), survey.rows());
    };
  }

  /** Opens a file of JSON documents, or of CSV. */
  static Rows open(Path file, InputSpec input, CsvForm form) {
    if (hasDocuments(file, input, form)) {
      return JsonRows.open(file, input, form);
    }
    return CsvRows.open(file, input, form);
  }

  /** Whether a line of a file is a record: it begins like JSON, or the format has such lines. */
  private static boolean hasDocuments(Path file, InputSpec input, CsvForm form) {
    if (input.format() != InputFormat.JSON && input.format().lines()) {
      return true;
    }
    try (BufferedReader text = TextInput.open(file, form.encoding())) {
      String first = TextInput.firstLine(text).strip();
      return first.startsWith("{") || first.startsWith("[");
    } catch (IOException e) {
      return false; // who reads it says what is wrong
    }
  }
}
