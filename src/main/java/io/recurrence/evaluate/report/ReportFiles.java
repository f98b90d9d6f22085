package io.recurrence.evaluate.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.recurrence.evaluate.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a report: {@code report.html}, {@code tables.md}, {@code results.json}, {@code
 * results.csv} with a row per figure, and a CSV file per sheet.
 */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes all files of a report into a directory, which is made if need be.
   *
   * @throws InputException where it cannot be written
   */
  public static void write(Report report, Path directory) {
    try {
      Files.createDirectories(directory);
      results(report, directory.resolve("results.csv"));
      json(report, directory.resolve("results.json"));
      for (Sheet sheet : report.sheets()) {
        sheet(sheet, directory.resolve(sheet.name() + ".csv"));
      }
      Files.writeString(directory.resolve("report.html"), Page.of(report));
      Files.writeString(directory.resolve("tables.md"), Markdown.of(report));
    } catch (IOException e) {
      throw new InputException("cannot write into " + directory + ": " + e.getMessage());
    }
  }

  /**
   * Writes a report as one page that stands by itself.
   *
   * @throws InputException where it cannot be written
   */
  public static void writePage(Report report, Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.writeString(file, Page.of(report));
    } catch (IOException e) {
      throw new InputException("cannot write " + file + ": " + e.getMessage());
    }
  }

  private static void results(Report report, Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord("table", "method", "source", "scope", "measure", "value");
      for (Table table : report.tables()) {
        for (Table.Row row : table.rows()) {
          for (int i = 0; i < row.values().size(); i++) {
            double value = row.values().get(i);
            if (Double.isFinite(value)) {
              csv.writeRecord(
                  table.title(),
                  row.method(),
                  source(row),
                  row.scope(),
                  table.measures().get(i).name(),
                  Double.toString(value));
            }
          }
        }
      }
    }
  }

  private static void sheet(Sheet sheet, Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(sheet.header());
      sheet.rows().forEach(csv::writeRecord);
    }
  }

  private static void json(Report report, Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("benchmark", report.name());
      json.writeStringField("title", report.title());
      json.writeObjectFieldStart("facts");
      for (Map.Entry<String, String> fact : report.facts().entrySet()) {
        json.writeStringField(fact.getKey(), fact.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("tables");
      for (Table table : report.tables()) {
        table(json, table);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("notes");
      for (String note : report.notes()) {
        json.writeString(note);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void table(JsonGenerator json, Table table) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", table.title());
    json.writeArrayFieldStart("rows");
    for (Table.Row row : table.rows()) {
      json.writeStartObject();
      json.writeStringField("method", row.method());
      json.writeStringField("source", source(row));
      json.writeStringField("scope", row.scope());
      json.writeObjectFieldStart("values");
      for (int i = 0; i < row.values().size(); i++) {
        json.writeFieldName(table.measures().get(i).name());
        double value = row.values().get(i);
        if (Double.isFinite(value)) {
          json.writeNumber(value);
        } else {
          json.writeNull();
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String source(Table.Row row) {
    return row.source().name().toLowerCase(Locale.ROOT);
  }
}
