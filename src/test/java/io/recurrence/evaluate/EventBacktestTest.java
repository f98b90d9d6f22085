package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.SpecLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventBacktestTest {
  private static final String DOORS =
      """
      name: doors
      task: symbols
      input: {series: /door, symbol: /state, time: {field: /ts, unit: ms}}
      """;

  @TempDir Path directory;

  private EventBacktest.Report run(String... lines) throws IOException {
    Path input = Files.write(directory.resolve("in"), List.of(lines));
    return new EventBacktest(SpecLoader.parse(DOORS))
        .run(input, directory.resolve("out"), rows -> {});
  }

  private List<String> written(String name) throws IOException {
    return Files.readAllLines(directory.resolve("out").resolve(name));
  }

  @Test
  void aFileOfCsvGivesWhatOneOfJsonDoes() throws IOException {
    run(
        "{\"door\":\"a\",\"state\":\"open\",\"ts\":1}",
        "{\"door\":\"a\",\"state\":\"shut\",\"ts\":2}");
    List<String> json = written("results.jsonl");
    run("ts;door;state", "1;a;open", "2;a;shut");
    assertThat(written("results.jsonl")).isEqualTo(json).hasSize(2);
    run("series,timestamp,value", "a,1,open", "a,2,shut");
    assertThat(written("results.jsonl")).isEqualTo(json);
  }

  @Test
  void eachLineThatIsNotUsedIsNamedWithItsReason() throws IOException {
    EventBacktest.Report report =
        run(
            "{\"door\":\"a\",\"state\":\"open\",\"ts\":100}",
            "{\"door\":\"a\",\"state\":\"open\",\"ts\":100}",
            "{\"door\":\"a\",\"state\":\"shut\",\"ts\":99}",
            "{\"door\":\"a\",\"ts\":101}",
            "{\"door\":\"a\",\"state\":\"far\",\"ts\":9000000000000000000}",
            "{\"door\":\"a\",\"state\":\"early\",\"ts\":-5}",
            "{\"door\":\"a\",\"state\":\"shut\",\"ts\":102}");
    assertThat(report.refused()).isEqualTo(5);
    assertThat(written("results.jsonl")).hasSize(2);
    assertThat(written("refused.jsonl"))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"line\":2", "DUPLICATE", "time.duplicates"),
            line -> assertThat(line).contains("\"line\":3", "LATE", "99 ms", "100 ms"),
            line -> assertThat(line).contains("\"line\":4", "NO_VALUE"),
            line -> assertThat(line).contains("\"line\":5", "BAD_TIME", "input.time.unit"),
            line -> assertThat(line).contains("\"line\":6", "BEFORE_EPOCH"));
  }

  @Test
  void aFileWithoutRowsOrWithOtherColumnsIsRefused() {
    assertThatThrownBy(() -> run("ts,door,state")).hasMessageEndingWith("but no rows");
    assertThatThrownBy(() -> run("when,door,what", "1,a,open"))
        .hasMessageContaining("must name the columns ts (or timestamp) and state");
  }

  @Test
  void aRowOfCsvMayHaveLineBreaksWithinQuotes() throws IOException {
    EventBacktest.Report report =
        run("ts,state,door", "1,\"open", "", "wide, \"\"at last\"\"\",a", "2,shut,a", "x,shut,a");
    assertThat(report.records()).isEqualTo(3);
    assertThat(written("results.jsonl").get(0))
        .contains("\"symbol\":\"open\\u000a\\u000awide, \\\"at last\\\"\"");
    assertThat(written("refused.jsonl"))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"line\":6", "BAD_TIME"));
  }

  @Test
  void aQuoteThatIsNotClosedCostsItsOwnLineAlone() throws IOException {
    EventBacktest.Report report =
        run("ts,state,door", "1,\"open,a", "2,shut,a", "3,5\" wide,a", "4,shut,a");
    assertThat(report.records()).isEqualTo(4);
    assertThat(written("results.jsonl")).hasSize(3);
    assertThat(written("refused.jsonl"))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"line\":2", "MALFORMED"));
  }

  @Test
  void aRowWithMoreColumnsThanTheHeaderIsRefused() throws IOException {
    run("ts,door,state", "1,a,open, wide", "2,a,\"open, wide\"", "3,a");
    assertThat(written("results.jsonl")).hasSize(1);
    assertThat(written("refused.jsonl"))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"line\":2", "has 4 columns, the header 3", "quote"),
            line -> assertThat(line).contains("\"line\":4", "has 2 columns"));
  }

  @Test
  void aLineThatIsNotUtf8IsRefusedAndTheNextOneIsRead() throws IOException {
    Path input = directory.resolve("latin");
    Files.writeString(
        input, "ts,door,state\n1,a,ge\u00f6ffnet\n2,a,zu\n", StandardCharsets.ISO_8859_1);
    EventBacktest.Report report =
        new EventBacktest(SpecLoader.parse(DOORS)).run(input, directory.resolve("out"), rows -> {});
    assertThat(report.refused()).isEqualTo(1);
    assertThat(written("results.jsonl")).hasSize(1);
    assertThat(written("refused.jsonl").get(0)).contains("\"line\":2", "MALFORMED", "UTF-8");
  }
}
