package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.spec.InputSpec;
import io.recurrence.spec.PipelineSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
  @TempDir private Path directory;

  private static final InputSpec DEFAULT = input("{}");

  private static InputSpec input(String yaml) {
    return PipelineSpec.parse("input: " + yaml).input();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<Row> read(Path file) {
    return read(file, DEFAULT);
  }

  private static List<Row> read(Path file, InputSpec input) {
    List<Row> rows = new ArrayList<>();
    try (Rows in = Rows.open(file, input)) {
      while (in.next(rows::add)) {
        assertThat(rows).isNotEmpty();
      }
    }
    return rows;
  }

  private void assertRefused(String text, String... message) throws IOException {
    Path file = file("bad.csv", text);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bad.csv")
        .hasMessageContainingAll(message);
  }

  @Test
  void columnsStandInAnyOrderAndOthersArePassedOver() throws IOException {
    Path file =
        file(
            "a.csv",
            """
            label, Value ,SERIES,timestamp
            x,1.5,pump,1000
            y,,pump,2000

            z,-2e3,"a ""b"", c",3000
            """);
    assertThat(read(file))
        .containsExactly(
            new Row(2, "pump", "1000", 1000, true, 1.5),
            new Row(3, "pump", "2000", 2000, false, 0),
            new Row(5, "a \"b\", c", "3000", 3000, true, -2000));
  }

  @Test
  void timesAreKeptAsTheyAreWritten() throws IOException {
    Path file =
        file(
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
  void aCompressedFileIsDecompressed() throws IOException {
    Path file = directory.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("timestamp,value\n1,7\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(file)).containsExactly(new Row(2, "", "1", 1, true, 7));
    Path plain = file("b.csv.gz", "timestamp,value\n1,7\n");
    assertThatThrownBy(() -> read(plain))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b.csv.gz");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheText() throws IOException {
    Path file = file("a.csv", "\uFEFFtimestamp,value\r\n1,7\r\n");
    assertThat(read(file)).containsExactly(new Row(2, "", "1", 1, true, 7));
  }

  @Test
  void aFaultNamesFileLineAndRule() throws IOException {
    assertRefused(
        "timestamp,value\n1,2\n2,x\n", "line 3", "the value 'x' is not a number", "empty");
    assertRefused("timestamp,value\n1,2f\n", "line 2", "'2f' is not a number");
    assertRefused("timestamp,value\n1,Infinity\n", "line 2", "not finite");
    assertRefused("timestamp,value\n1,unavailable\n", "line 2", "'unavailable'");
    assertRefused("timestamp,value\n1,\"1,198.5\"\n", "line 2", "decimal point");
    assertRefused("timestamp,value\n1,19.8 C\n", "line 2", "write the number alone");
    assertRefused("series,timestamp,value\n,1,2\n", "line 2", "name of the series");
    assertRefused("timestamp,value\n08.01.2024 00:00,1\n", "line 2", "write it like 2026-03-01T");
    assertRefused("timestamp,value\n1,1e101\n", "line 2", "larger than");
    assertRefused("timestamp,value\n\n\nsoon,1\n", "line 4", "the timestamp 'soon'", "ISO-8601");
    assertRefused("timestamp,value\n2026-02-30,1\n", "line 2", "'2026-02-30'");
    assertRefused("timestamp,value\n12345678901234567890,1\n", "line 2", "timestamp");
    assertRefused("timestamp,value\n1,2\n3\n", "line 3", "has 1 columns, but the first line has 2");
    assertRefused("timestamp,value\n1,2\n3,1,5\n", "line 3", "has 3 columns");
    assertRefused("note,timestamp,value\n\"a\nb\",1,2\nc,1,x\n", "line 4");
    assertRefused("series,timestamp,value\n\"a\nb\",1,2\n", "line 2", "control characters");
  }

  @Test
  void aHeaderIsNeeded() throws IOException {
    assertRefused("", "is empty", "header");
    assertRefused("time,value\n1,2\n", "line 1", "'time,value'", "timestamp and value");
    assertRefused("1,2\n3,4\n", "line 1", "timestamp and value");
    assertRefused("timestamp,value,value\n1,2,3\n", "line 1", "value twice");
  }

  @Test
  void aHeaderAloneHasNoRows() throws IOException {
    assertThat(read(file("a.csv", "timestamp,value\n"))).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsToldSo() {
    Path file = directory.resolve("none.csv");
    assertThatThrownBy(() -> Rows.open(file, DEFAULT))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no file " + file);
    assertThatThrownBy(() -> Rows.open(directory, DEFAULT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void aQuoteThatIsNeverClosedIsToldWithItsPlace() throws IOException {
    assertRefused("timestamp,value\n1,2\n2,\"" + "x".repeat(20_000_000), "near line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NaN", "nan", "null", "NULL", "None", "NA", "<NA>"})
  void whatProgramsWriteForNoValueIsMissing(String nothing) throws IOException {
    assertThat(read(file("a.csv", "timestamp,value\n1," + nothing + "\n2,5\n")))
        .containsExactly(new Row(2, "", "1", 1, false, 0), new Row(3, "", "2", 2, true, 5));
  }

  @Test
  void timesAreInTheUnitOfThePipeline() throws IOException {
    Path file = file("a.csv", "timestamp,value\n1704672000.125,1\n2024-01-08T00:00:01Z,2\n");
    assertThat(read(file, input("{time: {unit: s}}")))
        .extracting(Row::time)
        .containsExactly(1_704_672_000_125L, 1_704_672_001_000L);
    Path nanos = file("b.csv", "timestamp,value\n1704672000123456789,1\n");
    assertThat(read(nanos, input("{time: {unit: ns}}")))
        .extracting(Row::time)
        .containsExactly(1_704_672_000_123L);
    Path compact = file("c.csv", "timestamp,value\n20240108,1\n20240108T010000Z,2\n");
    assertThat(read(compact, input("{time: {unit: iso}}")))
        .extracting(Row::time)
        .containsExactly(1_704_672_000_000L, 1_704_675_600_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theHeaderShowsWhatStandsBetweenColumns(String delimiter) throws IOException {
    String text = "series,timestamp,value\na,1,2.5\n".replace(",", delimiter);
    assertThat(read(file("a.csv", text))).containsExactly(new Row(2, "a", "1", 1, true, 2.5));
  }

  @Test
  void columnsMayHaveTheNamesThatThePipelineReads() throws IOException {
    InputSpec input = input("{series: /unique_id, value: /y, time: {field: /ds}}");
    assertThat(read(file("a.csv", "unique_id,ds,y\na,1,2\n"), input))
        .containsExactly(new Row(2, "a", "1", 1, true, 2));
    assertThat(read(file("b.csv", "timestamp,value\n1,2\n"), input))
        .containsExactly(new Row(2, "", "1", 1, true, 2));
    assertThat(read(file("c.csv", "timestamp,value,y\n1,2,3\n"), input))
        .containsExactly(new Row(2, "", "1", 1, true, 3));
  }

  @Test
  void columnsMayBeCountedWhereThereIsNoHeader() throws IOException {
    InputSpec input = input("{format: csv, delimiter: \";\", time: {field: 2}, value: 1}");
    assertThat(read(file("a.csv", "5;1000\n6;2000\n"), input))
        .extracting(Row::value)
        .containsExactly(5.0, 6.0);
    assertThat(read(file("b.csv", "Wert;Zeit\n5;1000\n"), input))
        .extracting(Row::value)
        .containsExactly(5.0);
    assertThat(read(file("d.csv", "value;timestamp\n5;1000\n"), input)).hasSize(1);
    Path other = file("e.csv", "timestamp;value\n1000;5\n");
    assertThatThrownBy(() -> read(other, input))
        .hasMessageContaining("in columns 1 and 2, but input reads 2 and 1");
    Path narrow = file("c.csv", "5,1000\n");
    assertThatThrownBy(() -> read(narrow, input)).hasMessageContaining("input.delimiter");
  }

  @Test
  void aMissingHeaderIsToldHowToDoWithoutOne() throws IOException {
    assertRefused("2024-01-08 00:00:00,19.8\n", "input.format=csv", "input.time.field=1");
    assertRefused("time;temperature\n1;2\n", "input.time.field=/NAME");
  }

  @Test
  void utf16IsReadWhereAMarkSaysSoAndOtherEncodingsAreRefused() throws IOException {
    String text = "timestamp,value\n1,7\n2,8\n";
    Path marked = directory.resolve("a.csv");
    Files.write(marked, text.getBytes(StandardCharsets.UTF_16));
    assertThat(read(marked)).extracting(Row::value).containsExactly(7.0, 8.0);
    Path little = directory.resolve("b.csv");
    Files.write(little, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
    assertThat(read(little)).extracting(Row::value).containsExactly(7.0, 8.0);
    Path unmarked = directory.resolve("c.csv");
    Files.write(unmarked, text.getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> read(unmarked)).hasMessageContaining("UTF-16", "save it as CSV");
    Path latin = directory.resolve("d.csv");
    Files.write(latin, "series,timestamp,value\nZürich,1,2".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> read(latin))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void whatIsNoTextIsNamedWithoutBeingPrinted() throws IOException {
    for (String start : new String[] {"PAR1", "PK\u0003\u0004", "Obj\u0001"}) {
      Path file = directory.resolve("a.bin");
      Files.write(file, (start + "\0\u0001\0".repeat(300)).getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is no text: it looks like")
          .hasMessageNotContaining("\0");
    }
    assertRefused("{\"timestamp\": 1, \"value\": 2}\n", "line 1 looks like JSON");
  }
}
