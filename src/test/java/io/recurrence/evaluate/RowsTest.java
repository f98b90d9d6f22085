package io.recurrence.evaluate;

import static io.recurrence.evaluate.RowFiles.DEFAULT;
import static io.recurrence.evaluate.RowFiles.input;
import static io.recurrence.evaluate.RowFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.InputSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rows say, by their header or the pipeline. */
class RowsTest {
  private final RowFiles files;

  RowsTest(@TempDir Path directory) {
    this.files = new RowFiles(directory);
  }

  @Test
  void columnsStandInAnyOrderAndOthersArePassedOver() throws IOException {
    Path file =
        files.file(
            "a.csv",
            """
            note, Value ,SERIES,timestamp
            x,1.5,pump,1000
            y,,pump,2000

            z,-2e3,"a ""b"", c",3000
            """);
    assertThat(read(file))
        .containsExactly(
            new Row(2, "pump", "1000", 1000, true, 1.5, false),
            new Row(3, "pump", "2000", 2000, false, 0, false),
            new Row(5, "a \"b\", c", "3000", 3000, true, -2000, false));
  }

  @Test
  void timesAreKeptAsTheyAreWritten() throws IOException {
    Path file =
        files.file(
            "a.csv",
            """
            timestamp,value
            2026-01-01T00:00:00Z,1
            2026-01-01 00:01:00,2
            1767225720000,3
            -5000,4
            2026-01-02,5
            """);
    assertThat(read(file))
        .extracting(Row::timestamp)
        .containsExactly(
            "2026-01-01T00:00:00Z", "2026-01-01 00:01:00", "1767225720000", "-5000", "2026-01-02");
    assertThat(read(file))
        .extracting(Row::time)
        .containsExactly(
            1_767_225_600_000L, 1_767_225_660_000L, 1_767_225_720_000L, -5000L, 1_767_312_000_000L);
    assertThat(read(file)).extracting(Row::series).containsOnly("");
  }

  @Test
  void aFaultNamesFileLineAndRule() throws IOException {
    files.assertRefused(
        "timestamp,value\n1,2\n2,x\n", "line 3", "the value 'x' is not a number", "input.missing");
    files.assertRefused("timestamp,value\n1,2f\n", "line 2", "'2f' is not a number");
    files.assertRefused("timestamp,value\n1,Infinity\n", "line 2", "not finite");
    files.assertRefused("timestamp,value\n1,unavailable\n", "line 2", "'unavailable'");
    files.assertRefused("timestamp,value\n1,\"1,198.5\"\n", "line 2", "decimal point");
    files.assertRefused("timestamp,value\n1,19.8 C\n", "line 2", "write the number alone");
    files.assertRefused("series,timestamp,value\n,1,2\n", "line 2", "name of the series");
    files.assertRefused(
        "timestamp,value\n08.01.2024 00:00,1\n", "line 2", "day and month", "input.time.pattern");
    files.assertRefused("timestamp,value\n1,1e101\n", "line 2", "larger than");
    files.assertRefused(
        "timestamp,value\n\n\nsoon,1\n", "line 4", "the timestamp 'soon'", "ISO-8601");
    files.assertRefused("timestamp,value\n2026-02-30,1\n", "line 2", "'2026-02-30'");
    files.assertRefused("timestamp,value\n12345678901234567890,1\n", "line 2", "out of range");
    files.assertRefused("timestamp,value\nsoon,1\n", "line 2", "write it like 2026-03-01T");
    files.assertRefused(
        "timestamp,value\n1,2\n3\n", "line 3", "has 1 columns, but the first line has 2");
    files.assertRefused("timestamp,value\n1,2\n3,1,5\n", "line 3", "has 3 columns");
    files.assertRefused("note,timestamp,value\n\"a\nb\",1,2\nc,1,x\n", "line 4");
    files.assertRefused("series,timestamp,value\n\"a\nb\",1,2\n", "line 2", "control characters");
  }

  @Test
  void aHeaderIsNeeded() throws IOException {
    files.assertRefused("", "is empty", "header");
    files.assertRefused("time,value\n1,2\n", "line 1", "'time,value'", "timestamp and value");
    files.assertRefused("1,2\n3,4\n", "line 1", "timestamp and value");
    files.assertRefused("timestamp,value,value\n1,2,3\n", "line 1", "value twice");
  }

  @Test
  void aHeaderAloneHasNoRows() throws IOException {
    assertThat(read(files.file("a.csv", "timestamp,value\n"))).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsToldSo() {
    Path file = files.directory().resolve("none.csv");
    assertThatThrownBy(() -> RowFile.open(file, DEFAULT, CsvForm.USUAL))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no file " + file);
    assertThatThrownBy(() -> RowFile.open(files.directory(), DEFAULT, CsvForm.USUAL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(files.directory().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NaN", "nan", "null", "NULL", "None", "NA", "<NA>"})
  void whatProgramsWriteForNoValueIsMissing(String nothing) throws IOException {
    assertThat(read(files.file("a.csv", "timestamp,value\n1," + nothing + "\n2,5\n")))
        .containsExactly(
            new Row(2, "", "1", 1, false, 0, false), new Row(3, "", "2", 2, true, 5, false));
  }

  @Test
  void timesAreInTheUnitOfThePipeline() throws IOException {
    Path file = files.file("a.csv", "timestamp,value\n1704672000.125,1\n2024-01-08T00:00:01Z,2\n");
    assertThat(read(file, input("{time: {unit: s}}")))
        .extracting(Row::time)
        .containsExactly(1_704_672_000_125L, 1_704_672_001_000L);
    Path nanos = files.file("b.csv", "timestamp,value\n1704672000123456789,1\n");
    assertThat(read(nanos, input("{time: {unit: ns}}")))
        .extracting(Row::time)
        .containsExactly(1_704_672_000_123L);
    Path compact = files.file("c.csv", "timestamp,value\n20240108,1\n20240108T010000Z,2\n");
    assertThat(read(compact, input("{time: {unit: iso}}")))
        .extracting(Row::time)
        .containsExactly(1_704_672_000_000L, 1_704_675_600_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theHeaderShowsWhatStandsBetweenColumns(String delimiter) throws IOException {
    String text = "series,timestamp,value\na,1,2.5\n".replace(",", delimiter);
    assertThat(read(files.file("a.csv", text)))
        .containsExactly(new Row(2, "a", "1", 1, true, 2.5, false));
  }

  @Test
  void columnsMayHaveTheNamesThatThePipelineReads() throws IOException {
    InputSpec input = input("{series: /unique_id, value: /y, time: {field: /ds}}");
    assertThat(read(files.file("a.csv", "unique_id,ds,y\na,1,2\n"), input))
        .containsExactly(new Row(2, "a", "1", 1, true, 2, false));
    assertThat(read(files.file("b.csv", "timestamp,value\n1,2\n"), input))
        .containsExactly(new Row(2, "", "1", 1, true, 2, false));
    assertThat(read(files.file("c.csv", "timestamp,value,y\n1,2,3\n"), input))
        .containsExactly(new Row(2, "", "1", 1, true, 3, false));
  }

  @Test
  void columnsMayBeCountedWhereThereIsNoHeader() throws IOException {
    InputSpec input = input("{format: csv, delimiter: \";\", time: {field: 2}, value: 1}");
    assertThat(read(files.file("a.csv", "5;1000\n6;2000\n"), input))
        .extracting(Row::value)
        .containsExactly(5.0, 6.0);
    assertThat(read(files.file("b.csv", "Wert;Zeit\n5;1000\n"), input))
        .extracting(Row::value)
        .containsExactly(5.0);
    assertThat(read(files.file("d.csv", "value;timestamp\n5;1000\n"), input)).hasSize(1);
    Path other = files.file("e.csv", "timestamp;value\n1000;5\n");
    assertThatThrownBy(() -> read(other, input))
        .hasMessageContaining("in columns 1 and 2, but input reads 2 and 1");
    Path narrow = files.file("c.csv", "5,1000\n");
    assertThatThrownBy(() -> read(narrow, input)).hasMessageContaining("input.delimiter");
  }

  @Test
  void aMissingHeaderIsToldHowToDoWithoutOne() throws IOException {
    files.assertRefused("2024-01-08 00:00:00,19.8\n", "input.format=csv", "input.time.field=1");
    files.assertRefused("time;temperature\n1;2\n", "input.time.field=/NAME");
  }
}
