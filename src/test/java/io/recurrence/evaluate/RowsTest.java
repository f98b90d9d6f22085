package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class RowsTest {
  @TempDir private Path directory;

  private record Row(String series, String timestamp, long time, boolean present, double value) {}

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<Row> read(Path file) {
    List<Row> rows = new ArrayList<>();
    try (Rows in = Rows.open(file)) {
      Rows.Receiver receiver =
          (series, timestamp, time, present, value) ->
              rows.add(new Row(series, timestamp, time, present, value));
      while (in.next(receiver)) {
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
            new Row("pump", "1000", 1000, true, 1.5),
            new Row("pump", "2000", 2000, false, 0),
            new Row("a \"b\", c", "3000", 3000, true, -2000));
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
    assertThat(read(file)).containsExactly(new Row("", "1", 1, true, 7));
    Path plain = file("b.csv.gz", "timestamp,value\n1,7\n");
    assertThatThrownBy(() -> read(plain))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b.csv.gz");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheText() throws IOException {
    Path file = file("a.csv", "\uFEFFtimestamp,value\r\n1,7\r\n");
    assertThat(read(file)).containsExactly(new Row("", "1", 1, true, 7));
  }

  @Test
  void aFaultNamesFileLineAndRule() throws IOException {
    assertRefused(
        "timestamp,value\n1,2\n2,x\n", "line 3", "the value 'x' is not a number", "empty");
    assertRefused("timestamp,value\n1,2f\n", "line 2", "'2f' is not a number");
    assertRefused("timestamp,value\n1,NaN\n", "line 2", "not finite");
    assertRefused("timestamp,value\n1,1e101\n", "line 2", "larger than");
    assertRefused("timestamp,value\n\n\nsoon,1\n", "line 4", "the timestamp 'soon'", "ISO-8601");
    assertRefused("timestamp,value\n2026-02-30,1\n", "line 2", "'2026-02-30'");
    assertRefused("timestamp,value\n12345678901234567890,1\n", "line 2", "timestamp");
    assertRefused("timestamp,value\n1,2\n3\n", "line 3", "has 1 columns, but the header has 2");
    assertRefused("timestamp,value\n1,2\n3,1,5\n", "line 3", "has 3 columns");
    assertRefused("series,timestamp,value\n\"a\nb\",1,2\nc,1,x\n", "line 4");
  }

  @Test
  void aHeaderIsNeeded() throws IOException {
    assertRefused("", "is empty", "header");
    assertRefused("time,value\n1,2\n", "line 1", "'time,value'", "timestamp and value");
    assertRefused("1,2\n3,4\n", "line 1", "timestamp and value");
  }

  @Test
  void aHeaderAloneHasNoRows() throws IOException {
    assertThat(read(file("a.csv", "timestamp,value\n"))).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsToldSo() {
    Path file = directory.resolve("none.csv");
    assertThatThrownBy(() -> Rows.open(file))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no file " + file);
    assertThatThrownBy(() -> Rows.open(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void aQuoteThatIsNeverClosedIsToldWithItsPlace() throws IOException {
    assertRefused("timestamp,value\n1,2\n2,\"" + "x".repeat(20_000_000), "near line 3");
  }
}
