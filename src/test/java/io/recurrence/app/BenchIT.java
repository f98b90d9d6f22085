package io.recurrence.app;

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
  void measuresAPipelineBesideACounter() throws Exception {
    int exit =
        Main.run(
            "bench",
            "--only=counter,small",
            "--rounds=1",
            "--window=PT0.5S",
            "--records=400000",
            "--series=50",
            "--out=" + directory);

    assertThat(exit).isZero();
    JsonNode tables =
        new ObjectMapper().readTree(directory.resolve("results.json").toFile()).get("tables");
    assertThat(tables.get(0).get("rows")).hasSize(2);
    assertThat(tables.toString()).contains("\"counter\"").contains("\"small\"");
    assertThat(directory.resolve("report.html")).content().contains("<svg");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(Main.run("bench", "--only=counterr")).isEqualTo(2);
    assertThat(Main.run("bench", "--window=PT0.1S")).isEqualTo(2);
  }
}
