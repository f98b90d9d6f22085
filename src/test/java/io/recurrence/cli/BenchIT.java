package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, on a broker in a process of its own. */
class BenchIT {
  @TempDir Path directory;

  @Test
  void measuresAPipelineInAllParts() throws Exception {
    int exit =
        Main.run(
            "bench",
            "--what=throughput,latency,restore,growth",
            "--only=small",
            "--rates=500",
            "--restored=1000",
            "--keys=50",
            "--rounds=1",
            "--window=PT0.5S",
            "--records=400000",
            "--series=50",
            "--out=" + directory);

    assertThat(exit).isZero();
    JsonNode tables =
        new ObjectMapper().readTree(directory.resolve("results.json").toFile()).get("tables");
    assertThat(tables.findValuesAsText("title"))
        .containsExactly("Throughput", "State", "Latency", "Restore of 1,000 series", "Growth");
    assertThat(tables.get(0).get("rows")).hasSize(1);
    assertThat(tables.get(2).get("rows")).hasSize(2); // two guarantees
    assertThat(tables.get(4).get("rows")).hasSize(3); // one of each, two threads, two instances
    JsonNode restored = tables.get(3).get("rows").get(0).get("values");
    // the state of each series, and of each partition its settings once and its number of series by
    // commit
    assertThat(restored.get("records").asDouble()).isBetween(1.0, 1.1);
    assertThat(restored.get("series/s").asDouble()).isPositive();
    for (JsonNode row : tables.get(2).get("rows")) {
      JsonNode values = row.get("values");
      assertThat(values.get("p50").asDouble()).isBetween(0.0, values.get("p99.9").asDouble());
    }
    assertThat(directory.resolve("tables.md")).content().contains("| small |");
    assertThat(directory.resolve("report.html")).content().contains("<svg");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(Main.run("bench", "--only=counterr")).isEqualTo(2);
    assertThat(Main.run("bench", "--window=PT0.1S")).isEqualTo(2);
  }
}
