package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An anomalies topic of what is strange alone. */
class FlaggedOutputTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final String ALL =
      """
      name: t
      input: {topic: in, format: number}
      output: {anomalies: a, forecasts: f, write: all}
      horizon: 3
      """;

  private static List<JsonNode> anomalies(String yaml) {
    Random random = new Random(4);
    try (PipelineDriver driver = new PipelineDriver(yaml)) {
      for (int t = 0; t < 600; t++) {
        double value = t >= 400 && t < 410 ? 90 : 20 + random.nextGaussian();
        driver.send("x", Double.toString(value), START + t * MINUTE);
      }
      assertThat(driver.json("f")).as("from the second record on").hasSize(599);
      return driver.json("a");
    }
  }

  private static boolean isStrange(JsonNode record) {
    return record.get("is_anomaly").asBoolean() || record.get("incident").asText().equals("END");
  }

  @Test
  void whatIsNotFlaggedIsLeftOut() {
    List<JsonNode> all = anomalies(ALL);
    List<JsonNode> flagged = anomalies(ALL.replace("write: all", "write: flagged"));

    assertThat(all).hasSize(600);
    assertThat(flagged)
        .isNotEmpty()
        .isEqualTo(all.stream().filter(FlaggedOutputTest::isStrange).toList());
  }
}
