package io.recurrence.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.recurrence.config.InputSpec;
import io.recurrence.evaluate.RowLayout.ValueColumn;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.DecimalComma;
import io.recurrence.record.DocumentPlace;
import io.recurrence.record.DocumentShape;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.RecordReader;
import io.recurrence.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the rows of a table as documents of an input that takes several values, filters, or puts
 * names together: a pointer such as {@code /tags/host} means the column {@code host}.
 */
final class DocumentColumns {
  private static final byte[] NO_KEY = "-".getBytes(StandardCharsets.UTF_8);
  private static final ValueColumn NO_SERIES = new ValueColumn("", 0);

  private final ColumnValues columns;
  private final List<String> names; // by which columns are looked for
  private final List<Boolean> numbers; // whether a column may be one of many values
  private final boolean decimalComma;
  private final RecordReader reader;
  private final Measurements found = new Measurements();
  private ObjectNode row = JsonNodeFactory.instance.objectNode();

  DocumentColumns(
      ColumnValues columns,
      InputSpec input,
      DocumentShape shape,
      RowLayout layout,
      List<String> header,
      boolean decimalComma) {
    this.columns = columns;
    this.decimalComma = decimalComma;
    this.names = new ArrayList<>(header.stream().map(String::strip).toList());
    this.numbers = new ArrayList<>();
    List<Integer> values = layout.values().stream().map(ValueColumn::at).toList();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<String> field =
          shape.fields().stream()
              .map(DocumentPlace::last)
              .filter(name::equalsIgnoreCase)
              .findFirst();
      names.set(i, field.orElse(name));
      numbers.add(field.isEmpty() && values.contains(i));
    }
    this.reader = input.rowReader(record -> row);
  }

  /**
   * The layout of a file, read off its first line.
   *
   * @throws InputException where it does not name the columns
   */
  static RowLayout layout(String line, InputSpec input, DocumentShape shape, CsvForm form) {
    Map<String, String> fields = new LinkedHashMap<>(); // by the name of the column
    for (String place : shape.fields()) {
      String name = DocumentPlace.last(place).toLowerCase(Locale.ROOT);
      String other = fields.putIfAbsent(name, place);
      if (other != null) {
        throw new InputException(
            "line 1: the column %s would be both %s and %s; JSON documents, one a line, have both"
                .formatted(name, other, place));
      }
    }
    for (char delimiter : RowLayout.delimiters(input)) {
      List<String> header = RowLayout.header(line, delimiter);
      List<Integer> time = RowLayout.time(header, input.time().places());
      if (!time.contains(-1) && header.containsAll(fields.keySet())) {
        int label = RowLayout.label(header, form.label());
        List<ValueColumn> values = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
          if (isValue(header.get(i), shape) && i != label && !time.contains(i)) {
            values.add(new ValueColumn("", i));
          }
        }
        return new RowLayout(delimiter, header.size(), true, -1, time, values, label);
      }
    }
    throw new InputException(
        "line 1: the header is '%s', but it must name the columns timestamp (or input.time.field) and %s, which are the last parts of what input reads"
            .formatted(line, String.join(", ", fields.keySet())));
  }

  /** Whether the first line of a file names all columns of an input that says groups. */
  static boolean group(String line, InputSpec input, DocumentShape shape) {
    for (char delimiter : RowLayout.delimiters(input)) {
      if (group(RowLayout.header(line, delimiter), shape)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a header does. */
  static boolean group(List<String> header, DocumentShape shape) {
    List<String> places = shape.groupFields();
    return !places.isEmpty()
        && Stream.concat(places.stream(), shape.fields().stream())
            .allMatch(place -> header.stream().anyMatch(name -> isColumn(place, name.strip())));
  }

  private static boolean isValue(String column, DocumentShape shape) {
    return shape.measures().stream()
        .anyMatch(
            measure ->
                DocumentPlace.isMany(measure.place())
                    ? shape.fields().stream().noneMatch(f -> isColumn(f, column))
                    : isColumn(measure.place(), column));
  }

  private static boolean isColumn(String place, String column) {
    return DocumentPlace.last(place).equalsIgnoreCase(column);
  }

  void read(CsvRecord record, RowReceiver receiver) {
    Row named = columns.named(record, NO_SERIES);
    found.clear();
    try {
      columns.check(record, named);
      row = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < names.size(); i++) {
        put(i, record.getField(i));
      }
      reader.read(new SourceRecord(NO_KEY, null, columns.time(named)), found);
    } catch (InputException e) {
      receiver.refused(named, e);
      return;
    } catch (BadRecordException e) {
      receiver.refused(named, columns.fault(named, e));
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      Measurement measurement = found.get(i);
      BadRecordException fault = measurement.fault();
      Row own = named.of(measurement);
      if (fault == null) {
        receiver.row(own);
      } else {
        receiver.refused(own, columns.fault(own, fault));
      }
    }
  }

  private void put(int column, String written) {
    String text = decimalComma ? DecimalComma.toPoint(written) : written;
    if (numbers.get(column)) {
      try {
        row.put(names.get(column), Double.parseDouble(text));
        return;
      } catch (NumberFormatException e) {
        // a text is no value of many
      }
    }
    row.put(names.get(column), text);
  }
}
