package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentColumnsTest {
  private static final String TABLE =
      """
      timestamp;Host;cpu;idle;user;unit;label
      2026-03-01 12:00;a;0;89,5;10,25;%;0
      2026-03-01 12:00;a;1;;7,75;%;1
      2026-03-01 12:01;b;0;x;1,5;C;0
      """;

  @TempDir private Path directory;

  private RowFile file(String text, String input) throws IOException {
    return RowFile.of(
        Files.writeString(directory.resolve("a.csv"), text), RowFiles.input(input), 0);
  }

  private static List<String> shown(RowFile file) {
    List<String> shown = new ArrayList<>();
    file.read(
        new RowReceiver() {
          @Override
          public void row(Row row) {
            shown.add(row.series() + '=' + (row.present() ? row.value() : "missing"));
          }

          @Override
          public void refused(Row row, InputException fault) {
            shown.add(
                row.series()
                    + ": "
                    + String.valueOf(fault.getMessage()).replaceFirst(".*csv ", ""));
          }
        });
    return shown;
  }

  @Test
  void severalValuesNamesPutTogetherAndFiltersAreReadOfTheColumns() throws IOException {
    String input =
        "{series: [/tags/host, /tags/cpu], values: [/fields/idle, /fields/user], where: {/unit: '%'}}";
    assertThat(shown(file(TABLE, input)))
        .containsExactly("a.0.idle=89.5", "a.0.user=10.25", "a.1.idle=missing", "a.1.user=7.75");
  }

  @Test
  void aValueThatIsNoneIsRefusedAlone() throws IOException {
    String some = TABLE + TABLE.substring(TABLE.indexOf('\n') + 1).replace(":0", ":2").repeat(10);
    String input = "{series: '{../host}-{value}', each: /l, values: {i: /f/idle, u: /f/user}}";
    assertThat(shown(file(some.replace(";x;", ";7,5;").replaceFirst("7,5", "x"), input)))
        .filteredOn(row -> row.contains(": "))
        .singleElement()
        .asString()
        .startsWith("b-i: line 4: the value 'x' is not a number");
  }

  @Test
  void everyNumberAmongTheColumnsIsAValue() throws IOException {
    assertThat(
            shown(
                file(
                    "t,Host,a,b,note\n1,h,1.5,2,x\n2,h,,3,y\n",
                    "{series: /host, values: /fields/*, time: {field: /t, unit: s}}")))
        .containsExactly("h.a=1.5", "h.b=2.0", "h.b=3.0");
  }

  @Test
  void labelsAndTimesAreThoseOfTheRow() throws IOException {
    List<Row> rows = new ArrayList<>();
    String input = "{series: [/host, /cpu], value: /user}";
    file(TABLE, input).read(rows::add);
    assertThat(rows).extracting(Row::labelled).containsExactly(false, true, false);
    assertThat(rows).extracting(Row::timestamp).contains("2026-03-01 12:01");
  }

  @Test
  void columnsThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> file(TABLE, "{series: [/tags/host, /tags/core], value: /idle}"))
        .hasMessageContainingAll("line 1", "must name the columns", "host, core, idle");
    assertThatThrownBy(() -> file(TABLE, "{values: {x: /a/idle, y: /b/idle}}"))
        .hasMessageContaining("column idle would be both /a/idle and /b/idle");
  }
}
