package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.InputSpec;
import io.recurrence.config.SpecLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of JSON documents, read as the topic of the pipeline is. */
class JsonRowsTest {
  @TempDir Path directory;

  private static InputSpec input(String settings) {
    return SpecLoader.parse("{name: t, horizon: 2, input: {topic: in, " + settings + "}}").input();
  }

  private List<String> read(InputSpec input, String... lines) throws IOException {
    Path file = directory.resolve("in.jsonl");
    Files.writeString(file, String.join("\n", lines));
    List<String> rows = new ArrayList<>();
    RowFile.of(file, input, 0)
        .read(
            new RowReceiver() {
              @Override
              public void row(Row row) {
                rows.add(
                    "%s %s %s"
                        .formatted(
                            row.series(),
                            row.timestamp(),
                            row.present() ? Double.toString(row.value()) : "missing"));
              }

              @Override
              public void refused(Row row, InputException fault) {
                rows.add("refused line " + row.line());
              }
            });
    return rows;
  }

  @Test
  void eachLineIsARecordOfTheTopic() throws IOException {
    InputSpec input = input("series: /id, value: /v, missing: [-127], time: {field: /t, unit: s}");
    assertThat(
            read(
                input,
                "{\"id\": \"a\", \"v\": 1.5, \"t\": 1767571200}",
                "",
                "{\"id\": \"b\", \"v\": -127, \"t\": 1767571200.5}"))
        .containsExactly("a 1767571200 1.5", "b 1767571200.5 missing");
  }

  @Test
  void aLineOfLineProtocolIsARecordAndHasATimeOfItsOwn() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("cpu,host=a idle=%d.5 %d000000000".formatted(i, 1_767_571_200 + i));
    }
    lines.add("cpu,host=a idle=7");
    assertThat(read(input("format: influx"), lines.toArray(String[]::new)))
        .hasSize(41)
        .startsWith("cpu.idle{host=a} 1767571200000000000 0.5")
        .endsWith("refused line 41");
  }

  @Test
  void aDocumentOfSeveralMeasurementsIsARowForEach() throws IOException {
    InputSpec input =
        input(
            "each: /m, series: [../host, /name], values: \"/fields/*\", where: {/type: gauge},"
                + " time: {field: /t, unit: iso}");
    assertThat(
            read(
                input,
                "{\"host\": \"h\", \"m\": [{\"name\": \"cpu\", \"type\": \"gauge\", \"t\":"
                    + " \"2026-01-05T00:00:00Z\", \"fields\": {\"user\": 1, \"sys\": 2}},"
                    + " {\"name\": \"n\", \"type\": \"count\", \"t\": \"2026-01-05T00:00:00Z\","
                    + " \"fields\": {\"x\": 3}}]}"))
        .containsExactly(
            "h.cpu.user 2026-01-05T00:00:00Z 1.0", "h.cpu.sys 2026-01-05T00:00:00Z 2.0");
  }

  @Test
  void aLineThatCannotBeReadIsRefusedAlone() throws IOException {
    InputSpec input = input("series: /id, value: /v, time: {field: /t}");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("{\"id\": \"a\", \"v\": %d, \"t\": %d}".formatted(i, 1767571200000L + i));
    }
    lines.set(20, "{\"id\": \"a\"");
    assertThat(read(input, lines.toArray(String[]::new))).hasSize(40).contains("refused line 21");
  }

  @Test
  void whatLacksATimeIsRefusedInWords() {
    assertThatThrownBy(() -> read(input("value: /v"), "{\"v\": 1}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("needs input.time.field");
    assertThatThrownBy(() -> read(input("format: csv"), "{\"v\": 1}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--set input.format=json");
  }
}
