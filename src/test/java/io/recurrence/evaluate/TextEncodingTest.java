package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEncodingTest {
  @TempDir Path directory;

  private static byte[] bytes(String utf8, String latin) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(utf8.getBytes(StandardCharsets.UTF_8));
    out.write(latin.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static TextEncoding recognised(byte[] text) throws IOException {
    return TextEncoding.of(new ByteArrayInputStream(text));
  }

  @Test
  void aByteThatIsNoneDoesNotMakeAFileAnotherEncoding() throws IOException {
    TextEncoding encoding =
        recognised(bytes("s,t,v\n" + "Zürich,1,2\n".repeat(20_000), "Gen\u00e8ve,1,2\n"));
    assertThat(encoding).isEqualTo(new TextEncoding(StandardCharsets.UTF_8, 1, 20_002));
    assertThat(encoding.note()).contains("UTF-8 but for 1 bytes", "line 20,002");
  }

  @Test
  void aFileWithoutAnyLetterOfUtf8IsWestern() throws IOException {
    TextEncoding encoding = recognised(bytes("s,t,v\na,1,2\n", "Z\u00fcrich,1,2\n"));
    assertThat(encoding).isEqualTo(new TextEncoding(Charset.forName("windows-1252"), 1, 3));
    assertThat(encoding.note()).contains("not UTF-8 (line 3)", "windows-1252", "--encoding");
  }

  @Test
  void aLetterThatIsCutOffByTheEndIsMalformed() throws IOException {
    byte[] whole = "öä€".getBytes(StandardCharsets.UTF_8);
    assertThat(recognised(Arrays.copyOf(whole, whole.length - 1)).malformed()).isEqualTo(2);
    assertThat(recognised(whole)).isEqualTo(TextEncoding.UTF_8);
  }

  @Test
  void anEncodingThatIsGivenIsTaken() throws IOException {
    Path file = directory.resolve("a.csv");
    Files.write(
        file, "series,timestamp,value\nŁódź,1,2\n".getBytes(Charset.forName("windows-1250")));
    assertThat(series(file, CsvForm.USUAL.in(TextEncoding.of(Charset.forName("windows-1250")))))
        .containsExactly("Łódź");
    Files.write(file, "series,timestamp,value\nŁódź,1,2\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(series(file, CsvForm.USUAL.in(TextEncoding.of(StandardCharsets.UTF_16LE))))
        .containsExactly("Łódź");
  }

  @Test
  void whatIsMalformedIsReadAsAReplacement() throws IOException {
    Path file = directory.resolve("a.csv");
    Files.write(file, bytes("series,timestamp,value\nZürich,1,2\n", "Gen\u00e8ve,1,2\n"));
    assertThat(series(file, CsvForm.USUAL)).containsExactly("Zürich", "Gen\uFFFDve");
  }

  private static List<String> series(Path file, CsvForm form) {
    List<String> names = new ArrayList<>();
    RowFile.of(file, RowFiles.DEFAULT, 0, form).read(row -> names.add(row.series()));
    return names;
  }
}
