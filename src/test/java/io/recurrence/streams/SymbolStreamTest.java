package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Symbols in the stream. */
class SymbolStreamTest {
  private static final String SYMBOLS =
      """
      name: doors
      task: {type: symbols%s}
      input: {topic: in, format: text}
      output: {results: r, anomalies: a, dead-letters: d%s}
      """;

  @Test
  void eachSymbolIsJudgedByThoseBeforeItAndTheNextOneIsPredicted() {
    try (PipelineDriver driver = new PipelineDriver(SYMBOLS.formatted("", ""))) {
      List<String> states = List.of("closed", "opening", "open", "closing");
      for (int i = 0; i < 400; i++) {
        driver.send("door", states.get(i % 4), 1000L * i);
      }
      driver.send("door", "open", 400_000);

      List<JsonNode> results = driver.json("r");
      assertThat(results).hasSize(401);
      JsonNode baseline = results.get(399);
      assertThat(baseline.get("symbol").asText()).isEqualTo("closing");
      assertThat(baseline.get("expected_symbol").asText()).isEqualTo("closing");
      assertThat(baseline.get("surprise").asDouble()).isLessThan(.1);
      assertThat(baseline.get("probabilities").fieldNames().next()).isEqualTo("closed");
      JsonNode strange = results.get(400);
      assertThat(strange.get("expected_symbol").asText()).isEqualTo("closed");
      assertThat(strange.get("surprise").asDouble()).isGreaterThan(6);
      assertThat(strange.get("anomaly_score").asDouble()).isGreaterThan(.99);
      assertThat(driver.json("a")).hasSize(401);
    }
  }

  @Test
  void aSymbolThatIsNotInTheAlphabetIsADeadLetterAndChangesNothing() {
    String given = SYMBOLS.formatted(", alphabet: [open, shut]", "");
    try (PipelineDriver driver = new PipelineDriver(given);
        PipelineDriver clean = new PipelineDriver(given)) {
      for (int i = 0; i < 40; i++) {
        driver.send("x", i % 2 == 0 ? "open" : "shut", i);
        clean.send("x", i % 2 == 0 ? "open" : "shut", i);
        driver.send("x", "opn", i);
      }
      assertThat(driver.json("r")).isEqualTo(clean.json("r"));
      List<TestRecord<String, byte[]>> dead = driver.raw("d");
      assertThat(dead).hasSize(40);
      assertThat(header(dead.get(0), DeadLetters.REASON)).isEqualTo("UNKNOWN_SYMBOL");
      assertThat(header(dead.get(0), DeadLetters.MESSAGE))
          .contains("'opn'", "did you mean 'open'?");
    }
  }

  @Test
  void binaryTopicsSayWhatJsonTopicsSay() {
    try (PipelineDriver one = new PipelineDriver(SYMBOLS.formatted("", ""));
        PipelineDriver other = new PipelineDriver(SYMBOLS.formatted("", ", format: binary"))) {
      for (int i = 0; i < 50; i++) {
        one.send("x", "s" + i % 3, i);
        other.send("x", "s" + i % 3, i);
      }
      assertThat(other.json("r")).isEqualTo(one.json("r"));
    }
  }

  @Test
  void lettersOfATextArePredictedByANetworkAndByWhatTheSeriesHasWritten() {
    String text =
        """
        name: text
        task: {type: symbols, %ssplit: letters, order: 5, bytes: 65536}
        input: {topic: in, format: text}
        output: {results: r, dead-letters: d}
        """;
    try (PipelineDriver mixed = new PipelineDriver(text.formatted("weights: text, "));
        PipelineDriver chains = new PipelineDriver(text.formatted(""));
        PipelineDriver network =
            new PipelineDriver(
                text.formatted("model: network, weights: text, ")
                    .replace(", order: 5, bytes: 65536", ""))) {
      List<PipelineDriver> all = List.of(mixed, chains, network);
      for (int i = 0; i < 40; i++) {
        String line = "Door %d of the cellar: opened by hand, then shut again!".formatted(i);
        String other = i % 2 == 0 ? "The wind was cold, and it had been raining." : "* * *";
        for (PipelineDriver each : all) {
          each.send("x", line, 2000L * i);
          each.send("x", other, 2000L * i + 1000);
        }
      }
      List<Double> bits =
          all.stream()
              .map(driver -> driver.json("r"))
              .map(r -> r.stream().mapToDouble(each -> each.get("surprise").asDouble()).sum())
              .toList();
      assertThat(bits.get(0)).isLessThan(bits.get(1)).isLessThan(bits.get(2) / 2);
      assertThat(mixed.raw("d")).isEmpty();
    }
  }
}
