package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.core.EventContent;
import io.recurrence.record.BadRecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks on symbols and sequences in the stream. */
class EventStreamTest {
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

  /** Symbols that are new, several numbers, texts: what the record log holds is the same state. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{task: {type: symbols, most-symbols: 8, bytes: 2048, order: 3}, input: {symbol: /s}}",
        "{task: {type: symbols, model: markov, bytes: 1024}, input: {symbol: /s}}",
        "{task: {type: symbols, split: characters, bytes: 4096}, input: {symbol: /s}}",
        "{task: {type: symbols, split: bytes, order: 2, bytes: 8192}, input: {symbol: /s}}",
        "{task: {type: symbols, weights: text, split: letters}, input: {symbol: /s}}",
        "{task: {type: symbols, model: hidden-markov, most-symbols: 20}, input: {symbol: /s}}",
        "{task: {type: classify, weights: gestures}, input: {values: [/x, /y, /z]}}",
        "{task: {type: label, model: network, weights: phones}, input: {values: [/x, /y]}}",
        "{task: {type: label, states: 2}, input: {value: /x}}",
        "{task: {type: classify, weights: reviews}, input: {symbol: /s}}",
        "{task: {type: classify, weights: reviews, split: words}, input: {symbol: /s}}",
        "{task: {type: translate, weights: dates}, input: {symbol: /s}}",
        "{task: {type: translate, weights: dates, end: ;, longest: 20}, input: {symbol: /c}}"
      })
  void aStateThatIsReadAgainIsTheOneThatWasThere(String yaml) throws Exception {
    KeyValueStore<Bytes, byte[]> beneath = StoredTask.newStore();
    StoredTask task = new StoredTask(yaml, beneath);
    StoredTask undisturbed = new StoredTask(yaml, StoredTask.newStore());
    Bytes key = StateRepository.key("x");
    SplittableRandom random = new SplittableRandom(7);
    boolean texts = yaml.contains("symbol: /");
    boolean letters = yaml.contains("symbol: /c");
    int width = yaml.contains("/z") ? 3 : yaml.contains("/y") ? 2 : 1;
    for (int i = 0; i < 400; i++) {
      boolean rare = random.nextInt(20) == 0;
      String text = "%d may 19%d".formatted(1 + random.nextInt(3), 10 + (rare ? i % 80 : i % 5));
      double[] numbers = IntStream.range(0, width).mapToDouble(k -> random.nextInt(9)).toArray();
      double scale = i % 3 == 0 ? 1 : .1;
      for (StoredTask each : List.of(task, undisturbed)) {
        EventContent content = new EventContent();
        if (texts) {
          content.text(letters ? i % 9 == 8 ? ";" : text.substring(0, 1) : text);
        } else {
          for (double x : numbers) {
            content.add(x * scale);
          }
        }
        each.states.move(key, 1, i, 1000L * i, content, out -> {});
      }
      if (i % 3 == 0) {
        task.store.flushCache();
      }
      if (i % 7 == 0) {
        task.store.flushCache();
        task = new StoredTask(yaml, beneath);
      }
    }
    assertThat(task.states.state(key).toBytes()).isEqualTo(undisturbed.states.state(key).toBytes());
  }

  @Test
  void aRecordThatIsRefusedLeavesTheStateAsItWas() throws Exception {
    String yaml =
        "{task: {type: symbols, alphabet: [a, b], split: characters}, input: {symbol: /s}}";
    StoredTask task = new StoredTask(yaml, StoredTask.newStore());
    Bytes key = StateRepository.key("x");
    EventContent content = new EventContent();
    content.text("abba");
    task.states.move(key, 1, 1, 1, content, out -> {});
    byte[] before = task.states.state(key).toBytes();
    content.clear();
    content.text("abc");
    assertThatThrownBy(() -> task.states.move(key, 1, 2, 2, content, out -> {}))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("'c'");
    assertThat(task.states.state(key).toBytes()).isEqualTo(before);
  }

  private static String header(TestRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
