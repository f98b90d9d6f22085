package io.recurrence.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Table.Source;
import io.recurrence.testing.Signals;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportFilesTest {
  private static final int ROWS = 50_000;

  @TempDir private Path directory;

  private static Report report() {
    double[] x = Signals.of(ROWS, i -> 1.4e12 + 300_000L * i);
    double[] y = Signals.of(ROWS, i -> i % 1000 == 7 ? Double.NaN : Math.sin(i / 500.0));
    double[] up = Signals.of(ROWS, i -> Math.sin(i / 500.0) + 1);
    double[] flags = Signals.of(ROWS, i -> i == 31_000 ? y[i] : Double.NaN);
    Sheet sheet = new Sheet("details", "a", "b");
    sheet.row("x, y", Double.NaN);
    sheet.row("z", 0.1);
    return new Report("demo", "A <demo> & more", "summary")
        .add(
            new Table("errors", "note", Table.lower("MSE", 3), Table.plain("rows", 0))
                .row("Recurrence", Source.OURS, "", 0.25, 1000)
                .row("naive", Source.MEASURED, "", 0.5, Double.NaN)
                .row("other", Source.PUBLISHED, "elsewhere", false, 0.1, Double.NaN))
        .add(
            new Chart("time <series>", "caption")
                .overTime()
                .wide()
                .span("window", x[100], x[900])
                .band(Style.WIDE_BAND, "95 %", x, y, up)
                .line(Style.TRUTH, "value", x, y)
                .points(Style.FLAG, "flagged", x, flags))
        .add(
            new Chart("rates", "caption")
                .logarithmic()
                .line(Style.OURS, "got", new double[] {1e-4, 1e-2}, new double[] {2e-4, 1e-2}))
        .add(new Chart("flat", "").line(Style.OURS, "", new double[] {1}, new double[] {5}))
        .add(new Chart("nothing", ""))
        .add(sheet)
        .note("a note")
        .fact("rows", "7");
  }

  @Test
  void figuresAreWrittenAsCsvAndJson() throws IOException {
    ReportFiles.write(report(), directory);
    assertThat(directory.resolve("tables.md"))
        .content()
        .contains("| Recurrence |  | **0.250** | 1,000 |")
        .contains("| other | elsewhere | 0.100 | - |")
        .contains("- a note");
    assertThat(Files.readAllLines(directory.resolve("results.csv")))
        .containsExactly(
            "table,method,source,scope,measure,value",
            "errors,Recurrence,ours,,MSE,0.25",
            "errors,Recurrence,ours,,rows,1000.0",
            "errors,naive,measured,,MSE,0.5",
            "errors,other,published,elsewhere,MSE,0.1");
    JsonNode json = new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    assertThat(json.at("/benchmark").asText()).isEqualTo("demo");
    assertThat(json.at("/tables/0/rows/0/values/MSE").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/tables/0/rows/1/values/rows").isNull()).isTrue();
    assertThat(json.at("/facts/rows").asText()).isEqualTo("7");
    assertThat(Files.readAllLines(directory.resolve("details.csv")))
        .containsExactly("a,b", "\"x, y\",", "z,0.1");
  }

  @Test
  void thePageStandsByItselfAndFollowsLightAndDark() throws IOException {
    ReportFiles.write(report(), directory);
    String page = Files.readString(directory.resolve("report.html"));
    assertThat(page)
        .contains("A &lt;demo&gt; &amp; more", "prefers-color-scheme: dark", "color-scheme: light")
        .doesNotContain("<script", "http", "url(", "@import", "NaN", "Infinity", "A <demo>");
    assertThat(page).contains("<td class=\"best\">0.250</td>");
    assertThat(page).as("what was measured elsewhere is not compared").contains("<td>0.100</td>");
  }

  @Test
  void picturesAreWellFormedAndNoLargerThanTheirPixels() throws Exception {
    ReportFiles.write(report(), directory);
    String page = Files.readString(directory.resolve("report.html"));
    Matcher figures = Pattern.compile("<figure.*?</figure>", Pattern.DOTALL).matcher(page);
    int count = 0;
    while (figures.find()) {
      Document figure =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(figures.group())));
      assertThat(figure.getElementsByTagName("svg").getLength()).isEqualTo(2);
      count++;
    }
    assertThat(count).isEqualTo(4);
    assertThat(page.length()).as("50,000 rows, thinned").isLessThan(150_000);
    assertThat(page).contains("<circle class=\"key flag\"");
  }

  @Test
  void aTerminalShowsOursTheBestAndWhereFiguresComeFrom() {
    String text = Text.of(report());
    assertThat(text.lines())
        .anyMatch(line -> line.matches("> Recurrence +0\\.250\\* +1,000 +ours"))
        .anyMatch(line -> line.matches("  naive +0\\.500 +- +measured here"))
        .anyMatch(line -> line.matches("  other +0\\.100 +- +published, elsewhere"))
        .anyMatch(line -> line.equals("note: a note"));
  }

  @Test
  void extremeFiguresAreShownByPowersOfTen() {
    assertThat(Text.number(1234.5, 1)).isEqualTo("1,234.5");
    assertThat(Text.number(4.2e25, 2)).isEqualTo("4.20e+25");
    assertThat(Text.number(0.0003, 4)).isEqualTo("3.00e-04");
    assertThat(Text.number(0, 4)).isEqualTo("0.0000");
    assertThat(Text.number(Double.POSITIVE_INFINITY, 4)).isEqualTo("-");
  }

  @Test
  void aRowHasAValuePerMeasure() {
    Table table = new Table("t", "", Table.lower("a", 1), Table.lower("b", 1));
    assertThatThrownBy(() -> table.row("x", Source.OURS, "", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> ReportFiles.write(report(), file.resolve("out")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot write into");
  }
}
