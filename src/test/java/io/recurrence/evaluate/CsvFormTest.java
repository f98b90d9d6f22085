package io.recurrence.evaluate;

import static io.recurrence.evaluate.BacktestFiles.PIPELINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.config.SpecLoader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as spreadsheets and data frames write them. */
class CsvFormTest {
  private static final double ASKED = 5e-4; // alarm-rate unless it is given

  private static final CsvForm WIDE = CsvForm.of(true, "");

  @TempDir private Path directory;

  private RowFile file(String text, CsvForm form) throws IOException {
    return RowFile.of(
        Files.writeString(directory.resolve("a.csv"), text), RowFiles.DEFAULT, 0, form);
  }

  private static List<Row> rows(RowFile file) {
    List<Row> rows = new ArrayList<>();
    file.read(rows::add);
    return rows;
  }

  @Test
  void aSeriesAColumnIsRecognised() throws IOException {
    assertThat(rows(file("timestamp,a,b c\n1,1.5,\n2,NaN,-3\n", CsvForm.USUAL)))
        .containsExactly(
            new Row(2, "a", "1", 1, true, 1.5, false),
            new Row(2, "b c", "1", 1, false, 0, false),
            new Row(3, "a", "2", 2, false, 0, false),
            new Row(3, "b c", "2", 2, true, -3, false));
    assertThat(rows(file("Zeit;a;value;label\n1;1;2;0\n2;3;4;1\n", WIDE)))
        .extracting(row -> row.series() + row.value() + row.labelled())
        .containsExactly("a1.0false", "value2.0false", "a3.0true", "value4.0true");
    assertThatThrownBy(() -> file("timestamp,a,a\n1,2,3\n", CsvForm.USUAL))
        .hasMessageContaining("names the series a twice");
    assertThatThrownBy(() -> file("timestamp,a,\n1,2,3\n", CsvForm.USUAL))
        .hasMessageContaining("column 3: the name of the series is missing");
  }

  @Test
  void columnsOfTextsAreNoSeriesAndAreNamed() throws IOException {
    RowFile file =
        file("timestamp;site;a;b;state\n1;Oslo;1,5;;ok\n2;Rome;2,5;NaN;\n", CsvForm.USUAL);
    assertThat(rows(file)).extracting(Row::series).containsExactly("a", "b", "a", "b");
    assertThat(rows(file).get(2).value()).isEqualTo(2.5);
    assertThat(file.note()).contains("left out, since they hold texts: the columns site, state");
    assertThatThrownBy(() -> file("timestamp,a\n1,x\n2,y\n", CsvForm.USUAL))
        .as("nothing else is there")
        .hasMessageContaining("'x' is not a number");
    assertThatThrownBy(() -> file("timestamp,a,b\n1,1 C,1\n2,2 C,1\n", CsvForm.USUAL))
        .as("numbers with their unit")
        .hasMessageContaining("unit-suffix");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Datum;Zeit;value~01.03.2026;12:30:15;7 | {time: {field: [/datum, /zeit], pattern: 'dd.MM.yyyy HH:mm:ss'}}",
        "timestamp,value~01.03.2026 12:30:15,7 | {time: {field: /t, pattern: 'dd.MM.yyyy HH:mm:ss'}}",
        "01.03.2026;12:30:15;7 | {format: csv, delimiter: ;, time: {field: [1, 2], pattern: 'dd.MM.yyyy HH:mm:ss'}, value: 3}"
      })
  void timesAreReadByTheirPatternAndParts(String text, String input) throws IOException {
    Path file = Files.writeString(directory.resolve("t.csv"), text.replace('~', '\n'));
    assertThat(rows(RowFile.of(file, RowFiles.input(input), 0)))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.timestamp()).isEqualTo("01.03.2026 12:30:15");
              assertThat(row.time())
                  .isEqualTo(Instant.parse("2026-03-01T12:30:15Z").toEpochMilli());
              assertThat(row.value()).isEqualTo(7);
            });
  }

  @Test
  void aDecimalCommaIsRecognisedWhereItCannotBeAnotherMark() throws IOException {
    RowFile file = file("timestamp;value\n1;12,5\n2;1.234,75\n3;7\n4;-1e3\n", CsvForm.USUAL);
    assertThat(rows(file)).extracting(Row::value).containsExactly(12.5, 1234.75, 7.0, -1000.0);
    assertThat(file.note()).contains("decimal comma");
    assertThat(rows(file("timestamp\tvalue\n1\t0,125\n", CsvForm.USUAL)))
        .extracting(Row::value)
        .containsExactly(0.125);
    String doubtful = "timestamp;value\n1;1,234\n2;12,345\n";
    assertThatThrownBy(() -> file(doubtful, CsvForm.USUAL))
        .as("thousands, or decimals")
        .hasMessageContaining("parts thousands");
    Path told = Files.writeString(directory.resolve("told.csv"), doubtful);
    assertThat(rows(RowFile.of(told, RowFiles.input("{decimal: comma}"), 0)))
        .extracting(Row::value)
        .containsExactly(1.234, 12.345);
    assertThatThrownBy(() -> file("timestamp;value\n1;12,5\n2;12.5\n", CsvForm.USUAL))
        .as("both marks")
        .hasMessageContaining("12,5");
  }

  @Test
  void whatIsNotUtf8IsReadAsWesternTextWithAWarning() throws IOException {
    Path latin = directory.resolve("latin.csv");
    String text = "series,timestamp,value\nZürich €,1,2\n";
    Files.write(latin, text.getBytes(Charset.forName("windows-1252")));
    RowFile file = RowFile.of(latin, RowFiles.DEFAULT, 0);
    assertThat(rows(file)).extracting(Row::series).containsExactly("Zürich €");
    assertThat(file.note()).contains("not UTF-8", "windows-1252");
  }

  @Test
  void alarmsAreComparedWithLabels() throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,value,broken"));
    for (int t = 0; t < 4000; t++) {
      boolean blow = t == 2500 || t == 3500;
      double x = 10 + Math.sin(t * 0.7) + (blow ? 40 : 0);
      String label = t >= 2498 && t <= 2501 ? "spike" : t == 3800 ? "1" : "0";
      lines.add("%s,%s,%s".formatted(BacktestFiles.time(t), x, label));
    }
    BacktestFiles files = new BacktestFiles(directory);
    CsvForm form = CsvForm.of(false, "broken");
    Path input = Files.write(directory.resolve("labels.csv"), lines);
    Summary summary =
        new Backtest(
                SpecLoader.parse("horizon: 3\n"),
                new BacktestOptions(Origins.parse("last"), 1, form, 0))
            .run(input, directory.resolve("out"), rows -> {});
    assertThat(summary.alarms().count()).isEqualTo(2);
    assertThat(summary.alarms().precision()).isEqualTo(0.5);
    assertThat(summary.alarms().recall()).isEqualTo(0.5);
    assertThat(summary.alarms().falseAlarmsPerThousand()).isEqualTo(0.25);
    assertThat(summary.toString()).contains("labels: 1 of 2 spans found (recall 0.500)");
    assertThat(files.json("out/summary.json").get("labels").get("recall").doubleValue())
        .isEqualTo(0.5);
    assertThat(files.json("out/summary.json").get("alarm_rates")).hasSize(8);
    assertThat(summary.alarms().atRates())
        .extracting(Alarms.AtRate::count)
        .as("a higher rate never gives fewer")
        .isSorted();
    assertThat(summary.alarms().atRates())
        .filteredOn(each -> each.rate() == ASKED)
        .singleElement()
        .satisfies(each -> assertThat(each.count()).isEqualTo(summary.alarms().count()));
    assertThat(summary.alarms().atRates().get(0).count())
        .as("the lowest rate against the highest")
        .isLessThan(summary.alarms().atRates().get(7).count());
    assertThat(summary.alarms().byDay().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(summary.alarms().count());
    assertThat(summary.alarms().table()).contains("alarm-rate", "5.0E-4", "recall");
    assertThatThrownBy(
            () ->
                new Backtest(
                        SpecLoader.parse(PIPELINE),
                        new BacktestOptions(Origins.parse("last"), 1, CsvForm.of(false, "none"), 0))
                    .run(input, directory.resolve("out"), rows -> {}))
        .hasMessageContaining("no column none of labels");
  }

  @Test
  void labelsOfWhichNoneIsAnomalousCountFalseAlarms() throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,value,label"));
    for (int t = 0; t < 4000; t++) {
      double x = 10 + Math.sin(t * 0.7) + (t == 2500 ? 40 : 0);
      lines.add("%s,%s,0".formatted(BacktestFiles.time(t), x));
    }
    Path input = Files.write(directory.resolve("clean.csv"), lines);
    Summary summary =
        new Backtest(SpecLoader.parse("horizon: 3\n"), BacktestOptions.of(Origins.parse("last"), 1))
            .run(input, directory.resolve("out"), rows -> {});
    assertThat(summary.toString())
        .contains("labels: none is anomalous", "undefined", "0.250 false alarms per 1,000 rows");
    JsonNode labels = new BacktestFiles(directory).json("out/summary.json").get("labels");
    assertThat(labels.get("spans").intValue()).isZero();
    assertThat(labels.get("precision").isNull()).isTrue();
    assertThat(labels.get("recall").isNull()).isTrue();
    assertThat(labels.get("false_alarms_per_1000").doubleValue()).isEqualTo(0.25);
  }

  @Test
  void pointsThatMayPartThousandsAreRefusedUnlessSaid() throws IOException {
    String text = "timestamp;value\n1;998\n2;1.002\n3;1.012\n";
    assertThatThrownBy(() -> file(text, CsvForm.USUAL))
        .hasMessageContaining("input.decimal=comma reads 1002, and point 1.002");
    assertThat(rows(file(text + "4;998,5\n", CsvForm.USUAL)))
        .extracting(Row::value)
        .containsExactly(998.0, 1002.0, 1012.0, 998.5);
    String decimals = "timestamp;value\n1;998.000\n2;1.002\n";
    assertThat(rows(file(decimals, CsvForm.USUAL)))
        .extracting(Row::value)
        .containsExactly(998.0, 1.002);
  }
}
