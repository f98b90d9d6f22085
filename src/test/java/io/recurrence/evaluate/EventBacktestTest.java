package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.spec.PipelineSpec;
import java.io.IOException;
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
    return new EventBacktest(PipelineSpec.parse(DOORS))
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
}
