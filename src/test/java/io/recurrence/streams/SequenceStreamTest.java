package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classes, labels and translations of sequences in the stream. */
class SequenceStreamTest {
  @Test
  void aSequenceThatIsTooLongIsADeadLetter() {
    String dates =
        """
        name: dates
        task: {type: translate, weights: dates, longest: 20}
        input: {topic: in, format: text}
        output: {results: r, dead-letters: d}
        """;
    try (PipelineDriver driver = new PipelineDriver(dates)) {
      driver.send("x", "3 may 1999", 1);
      driver.send("x", "the third of may of the year 1999", 2);
      driver.send("x", "27 november 2026", 3);

      List<JsonNode> results = driver.json("r");
      assertThat(results)
          .extracting(r -> r.get("translation").asText())
          .containsExactly("1999-05-03", "2026-11-27");
      JsonNode attention = results.get(0).get("attention");
      assertThat(attention).hasSize("1999-05-03".length());
      assertThat(attention.get(0)).hasSize("3 may 1999".length());
      assertThat(header(driver.raw("d").get(0), DeadLetters.REASON)).isEqualTo("SEQUENCE_TOO_LONG");
    }
  }

  @Test
  void symbolsThatComeOneARecordAreTranslatedWhereTheirSequenceEnds() {
    String dates =
        """
        name: dates
        task: {type: translate, weights: dates, end: ;, gap: PT1M, longest: 12}
        input: {topic: in, symbol: /s}
        output: {results: r, dead-letters: d}
        """;
    try (PipelineDriver driver = new PipelineDriver(dates)) {
      long time = 0;
      for (String text :
          List.of("3 may 1999;", ";", "#11/03/24", "(pause)", "Mar 11, 2024", "1.2.2003")) {
        time += text.equals("(pause)") ? 60_000 : 0;
        for (String symbol : text.startsWith("(") ? new String[0] : text.split("")) {
          driver.send("x", "{\"s\":\"%s\"}".formatted(symbol), time += 10);
        }
      }
      driver.send("x", "{\"s\":null}", time += 10);
      driver.send("x", "{\"s\":null}", time += 10);

      List<JsonNode> results = driver.json("r");
      assertThat(results)
          .extracting(r -> r.get("source").asText() + " -> " + r.get("translation").asText())
          .as("by the symbol, by the pause, by its length, by a record without one")
          .containsExactly(
              "3 may 1999 -> 1999-05-03",
              "11/03/24 -> 2024-03-11",
              "Mar 11, 2024 -> 2024-03-11",
              "1.2.2003 -> 2003-02-01");
      assertThat(results.get(0).get("timestamp").asLong()).isEqualTo(110);
      assertThat(results.get(1).get("timestamp").asLong()).isEqualTo(210);
      assertThat(results.get(1).get("attention").get(0)).hasSize("11/03/24".length());
      assertThat(driver.raw("d")).hasSize(1);
    }
  }

  @Test
  void aPauseEndsASequenceAndARecordWithoutValuesDoesToo() {
    String gestures =
        """
        name: gestures
        task: {type: classify, weights: gestures, gap: PT1S, longest: 30}
        input: {topic: in, values: [/x, /y, /z]}
        output: {results: r, dead-letters: d}
        """;
    try (PipelineDriver driver = new PipelineDriver(gestures)) {
      int time = 0;
      for (int records : new int[] {10, 30, 5}) {
        for (int i = 0; i < records; i++) {
          driver.send("h", "{\"x\":%d,\"y\":1,\"z\":9.8}".formatted(i % 2), time += 20);
        }
        time += 5_000;
      }
      driver.send("h", "{\"x\":null,\"y\":null,\"z\":null}", time);
      driver.send("h", "{\"x\":1,\"y\":1}", time);
      driver.send("h", "{\"x\":null,\"y\":1,\"z\":9.8}", time);

      List<JsonNode> ended =
          driver.json("r").stream().filter(r -> r.get("ended").asBoolean()).toList();
      assertThat(ended)
          .extracting(r -> r.get("records").asInt())
          .as("by a pause, by its length, by a pause")
          .containsExactly(10, 30, 5);
      assertThat(ended.get(0).get("timestamp").asLong()).isEqualTo(200);
      assertThat(ended.get(0).get("window_start").asLong()).isEqualTo(20);
      assertThat(driver.raw("d"))
          .as("without one place, and without one of its values")
          .extracting(letter -> header(letter, DeadLetters.REASON))
          .containsExactly("NO_VALUE", "NO_VALUE");
    }
  }

  @Test
  void aTextHasAClassAfterEachOfItsWordsAndAtItsEnd() {
    String reviews =
        """
        name: reviews
        task: {type: classify, weights: reviews, split: words, longest: 8}
        input: {topic: in, format: text}
        output: {results: r, dead-letters: d%s}
        """;
    try (PipelineDriver driver = new PipelineDriver(reviews.formatted(""));
        PipelineDriver binary = new PipelineDriver(reviews.formatted(", format: binary"))) {
      for (PipelineDriver each : List.of(driver, binary)) {
        each.send("x", "Not bad at all!", 1);
        each.send("x", "the coffee was never good", 2);
        each.send("x", "one two three four five six seven eight nine", 3);
      }
      List<JsonNode> results = driver.json("r");
      assertThat(results)
          .extracting(r -> r.get("class").asText())
          .containsExactly("positive", "negative");
      assertThat(results.get(0).get("course")).hasSize(4);
      assertThat(results.get(0).get("probability").asDouble()).isGreaterThan(.95);
      assertThat(results.get(0).get("course").get(3).get(0).asDouble())
          .as("more might follow")
          .isBetween(.5, .95);
      assertThat(header(driver.raw("d").get(0), DeadLetters.REASON)).isEqualTo("SEQUENCE_TOO_LONG");
      assertThat(binary.json("r")).isEqualTo(results);
    }
  }

  @Test
  void wordsThatComeOneByOneAreASequenceUntilAPause() {
    String reviews =
        """
        name: reviews
        task: {type: classify, weights: reviews, gap: PT10S}
        input: {topic: in, format: text}
        output: {results: r}
        """;
    try (PipelineDriver driver = new PipelineDriver(reviews)) {
      int time = 0;
      for (String word : List.of("nobody would call the food bad".split(" "))) {
        driver.send("x", word, time += 100);
      }
      driver.send("x", "not", time + 20_000);
      List<JsonNode> results = driver.json("r");
      assertThat(results).hasSize(8);
      assertThat(results.get(6).get("ended").asBoolean()).isTrue();
      assertThat(results.get(6).get("class").asText()).isEqualTo("positive");
      assertThat(results.get(6).get("records").asInt()).isEqualTo(6);
    }
  }

  @Test
  void aLabelIsForTheRecordThatItIsTimedBy() {
    String phones =
        """
        name: phones
        task: {type: label, model: network, weights: phones}
        input: {topic: in, values: [/a, /b]}
        output: {results: r}
        """;
    try (PipelineDriver driver = new PipelineDriver(phones)) {
      for (int i = 0; i < 30; i++) {
        int side = i < 15 ? -1 : 1; // the vowels u, then a
        driver.send("s", "{\"a\":%d,\"b\":%d}".formatted(side, side), 20L * i);
      }
      List<JsonNode> results = driver.json("r");
      assertThat(results).hasSize(27);
      assertThat(results.get(0).get("labelled_timestamp").asLong()).isZero();
      assertThat(results.get(26).get("labelled_timestamp").asLong()).isEqualTo(26 * 20);
      assertThat(results.get(5).get("label").asText()).isEqualTo("u");
      assertThat(results.get(26).get("label").asText()).isEqualTo("a");
      assertThat(results.stream().filter(r -> r.get("changed").asBoolean())).hasSizeBetween(2, 5);
    }
  }

  @Test
  void aSeriesHasOneRegimeUntilItHasShownAnother() {
    String seasons =
        """
        name: seasons
        task: {type: label, states: 2}
        input: {topic: in, value: /x}
        output: {results: r}
        """;
    try (PipelineDriver driver = new PipelineDriver(seasons)) {
      for (int i = 0; i < 100; i++) {
        driver.send("constant", "{\"x\":20}", 1000L * i);
      }
      List<JsonNode> results = driver.json("r");
      assertThat(results)
          .hasSize(100)
          .allMatch(r -> r.get("label").asText().equals("state 0"))
          .allMatch(r -> r.get("duration").isNull() && !r.get("changed").asBoolean());
      assertThat(results.get(62).get("status").asText()).isEqualTo("WARMING_UP");
      assertThat(results.get(63).get("status").asText()).isEqualTo("OK");
    }
  }
}
