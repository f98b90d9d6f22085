package io.recurrence.evaluate;

import static io.recurrence.evaluate.RowFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of files of rows: compressed, encoded, quoted, or none. */
class RowsTextTest {
  private final RowFiles files;

  RowsTextTest(@TempDir Path directory) {
    this.files = new RowFiles(directory);
  }

  @Test
  void aCompressedFileIsDecompressed() throws IOException {
    Path file = files.directory().resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("timestamp,value\n1,7\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(file)).containsExactly(new Row(2, "", "1", 1, true, 7, false));
    Path plain = files.file("b.csv.gz", "timestamp,value\n1,7\n");
    assertThatThrownBy(() -> read(plain))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b.csv.gz");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheText() throws IOException {
    Path file = files.file("a.csv", "\uFEFFtimestamp,value\r\n1,7\r\n");
    assertThat(read(file)).containsExactly(new Row(2, "", "1", 1, true, 7, false));
  }

  @Test
  void aQuoteThatIsNeverClosedIsToldWithItsPlace() throws IOException {
    files.assertRefused("timestamp,value\n1,2\n2,\"" + "x".repeat(20_000_000), "near line 3");
  }

  @Test
  void utf16IsReadWhereAMarkSaysSoAndOtherEncodingsAreRefused() throws IOException {
    String text = "timestamp,value\n1,7\n2,8\n";
    Path marked = files.directory().resolve("a.csv");
    Files.write(marked, text.getBytes(StandardCharsets.UTF_16));
    assertThat(read(marked)).extracting(Row::value).containsExactly(7.0, 8.0);
    Path little = files.directory().resolve("b.csv");
    Files.write(little, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
    assertThat(read(little)).extracting(Row::value).containsExactly(7.0, 8.0);
    Path unmarked = files.directory().resolve("c.csv");
    Files.write(unmarked, text.getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> read(unmarked)).hasMessageContaining("UTF-16", "save it as CSV");
    Path latin = files.directory().resolve("d.csv");
    Files.write(latin, "series,timestamp,value\nZürich,1,2".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> read(latin))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void whatIsNoTextIsNamedWithoutBeingPrinted() throws IOException {
    for (String start : new String[] {"PAR1", "PK\u0003\u0004", "Obj\u0001"}) {
      Path file = files.directory().resolve("a.bin");
      Files.write(file, (start + "\0\u0001\0".repeat(300)).getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is no text: it looks like")
          .hasMessageNotContaining("\0");
    }
    files.assertRefused("{\"timestamp\": 1, \"value\": 2}\n", "line 1 looks like JSON");
  }

  @Test
  void rowsBehindAQuoteThatIsNeverClosedAreNotLostInSilence() throws IOException {
    String text = "timestamp,value,note\n1,7,a\n2,8,\"3 pump\n3,9,b\n4,10,c\n";
    files.assertRefused(text, "line 3: a quote is opened and never closed, so that 3 lines");
    Path closed = files.file("a.csv", "timestamp,value,note\n1,7,a\n2,8,\"two\nlines\"\n");
    assertThat(read(closed)).hasSize(2);
  }
}
