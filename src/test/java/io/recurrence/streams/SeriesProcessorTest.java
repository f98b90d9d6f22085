package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.NUMBERS;
import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class SeriesProcessorTest {
  @Test
  void eachRecordGivesOneVerdictOneForecastAndItsFeatures() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number("x", 1, 10);
      driver.number("x", 5, 11);
      driver.number("x", 2, 12);

      List<JsonNode> verdicts = driver.json("a");
      assertThat(verdicts)
          .extracting(v -> v.get("value").asDouble())
          .containsExactly(1.0, 5.0, 2.0);
      assertThat(verdicts.get(0).get("expected_value").isNull()).isTrue();
      assertThat(verdicts).extracting(v -> v.get("expected_value").asDouble()).endsWith(1.0, 5.0);
      assertThat(verdicts).extracting(v -> v.get("status").asText()).containsOnly("WARMING_UP");
      List<JsonNode> forecasts = driver.json("f");
      assertThat(forecasts).hasSize(3);
      assertThat(forecasts.get(2).get("forecast_value").toString()).isEqualTo("[2.0,2.0,2.0]");
      assertThat(forecasts.get(2).get("forecast_timestamp").toString())
          .isEqualTo("[13000,14000,15000]");
      assertThat(driver.json("s"))
          .extracting(s -> s.get("maximum").asDouble())
          .containsExactly(1.0, 5.0, 5.0);
    }
  }

  @Test
  void binaryTopicsSayWhatJsonTopicsSay() {
    String binary = NUMBERS.replace("dead-letters: d", "dead-letters: d, format: binary");
    try (PipelineDriver one = new PipelineDriver(NUMBERS);
        PipelineDriver other = new PipelineDriver(binary)) {
      for (int t = 0; t < 20; t++) {
        one.number("x", t % 7, 10 + t);
        other.number("x", t % 7, 10 + t);
      }
      other.send("x", "no number", 60_000);
      for (String topic : List.of("a", "o", "s")) {
        assertThat(other.json(topic)).as(topic).isNotEmpty().isEqualTo(one.json(topic));
      }
      assertThat(other.json("f"))
          .extracting(f -> f.get("forecast_value"))
          .isEqualTo(one.json("f").stream().map(f -> f.get("forecast_value")).toList());
      assertThat(other.raw("d"))
          .singleElement()
          .satisfies(dead -> assertThat(dead.value()).asString().isEqualTo("no number"));
      other.number("x", 1, 100);
      assertThat(other.raw("a")).allSatisfy(v -> assertThat(v.value()).startsWith('R', 1, 17));
      assertThat(other.raw("f")).allSatisfy(v -> assertThat(v.value()).startsWith('R', 1, 2));
    }
  }

  @Test
  void featuresFollowTheValuesAsTheyCame() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number("x", 1, 10);
      driver.number("x", 5, 11);
      driver.number("x", 2, 12);

      assertThat(driver.json("s"))
          .extracting(s -> s.get("sum").asDouble())
          .containsExactly(1.0, 6.0, 8.0);
    }
  }

  @Test
  void anOutcomeIsWrittenWhenItsTruthComes() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number("x", 1, 10);
      driver.number("x", 5, 11);
      driver.number("x", 2, 12);

      List<JsonNode> outcomes = driver.json("o");
      assertThat(outcomes).extracting(o -> o.get("horizon_index").asInt()).containsExactly(1, 1, 2);
      assertThat(outcomes)
          .extracting(o -> o.get("error").asDouble())
          .containsExactly(4.0, -3.0, 1.0);
    }
  }

  @Test
  void keyAndTimestampOfOutputsAreThoseOfTheInput() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number("pump 7", 1, 10);

      TestRecord<String, byte[]> verdict = driver.raw("a").get(0);
      assertThat(verdict.key()).isEqualTo("pump 7");
      assertThat(verdict.timestamp()).isEqualTo(10_000);
    }
  }

  @Test
  void aRepeatedRecordIsCountedAndLeftOut() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number("x", 1, 10);
      driver.number("x", 1, 10);

      assertThat(driver.json("a")).hasSize(1);
      assertThat(driver.counter("recurrence.records", "result", "duplicate")).isEqualTo(1);
    }
  }

  @Test
  void keysThatAreNumbersAreRefusedAlikeOrReadByASetting() {
    String small = "\0\0\0\0\0\0\0{"; // 123
    String large = "\0\0\0\0\0\0\u0004R"; // 1106
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number(small, 1, 10);
      driver.number(large, 1, 10);
      assertThat(driver.raw("a")).isEmpty();
      assertThat(driver.raw("d"))
          .extracting(letter -> header(letter, DeadLetters.MESSAGE))
          .allSatisfy(message -> assertThat(message).contains("input.key: long reads it"))
          .hasSize(2);
    }
    String read = NUMBERS.replace("format: number", "format: number, key: long");
    try (PipelineDriver driver = new PipelineDriver(read)) {
      driver.number(small, 1, 10);
      driver.number(large, 1, 10);
      assertThat(driver.raw("a")).extracting(TestRecord::key).containsExactly("123", "1106");
    }
    String routed = read.replace("key: long", "key: long, partitioned-by-series: false");
    try (PipelineDriver driver = new PipelineDriver(routed)) {
      driver.number(small, 1, 10);
      driver.number("pump", 1, 10);
      assertThat(driver.raw("a")).extracting(TestRecord::key).containsExactly("123");
      assertThat(driver.raw("d"))
          .extracting(letter -> header(letter, DeadLetters.MESSAGE))
          .singleElement()
          .asString()
          .contains("the key has 4 bytes");
    }
  }

  @Test
  void valuesOfOneSeriesThatDifferAtOneTimeAreCounted() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      for (int t = 0; t < 20; t++) {
        driver.number("host", 10 + t, 10 + t); // one core
        driver.number("host", 90 - t, 10 + t); // another
        driver.number("alone", t, 10 + t);
        driver.number("alone", t, 10 + t); // sent twice
      }
      assertThat(driver.counter("recurrence.records.conflicting")).isEqualTo(20);
    }
  }

  @Test
  void outputsAreTheSameWithAndWithoutRoomOnTheHeap() {
    String starved = NUMBERS + "kafka: {statestore.cache.max.bytes: 0}\n";
    try (PipelineDriver roomy = new PipelineDriver(NUMBERS);
        PipelineDriver tight = new PipelineDriver(starved)) {
      for (int i = 0; i < 300; i++) {
        String series = "s" + (i * 7 % 5);
        roomy.number(series, Math.sin(i), i);
        tight.number(series, Math.sin(i), i);
      }
      for (String topic : List.of("a", "f", "o", "s")) {
        assertThat(tight.json(topic)).isNotEmpty().isEqualTo(roomy.json(topic));
      }
      assertThat(roomy.states().size()).isEqualTo(5);
      assertThat(tight.states().size()).isEqualTo(1);
      assertThat(tight.entries()).isEqualTo(5);
    }
  }

  @Test
  void stepsLayoutWritesOneRecordPerStep() {
    try (PipelineDriver driver =
        new PipelineDriver(NUMBERS.replace("outcomes: o,", "layout: steps,"))) {
      driver.number("x", 7, 10);

      assertThat(driver.json("f"))
          .extracting(f -> f.get("horizon_index").asInt())
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void forecastsAreWrittenAsOftenAsAskedFor() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS + "emit: 5\n")) {
      for (int i = 1; i <= 20; i++) {
        driver.number("x", i, i);
      }
      assertThat(driver.json("f"))
          .extracting(f -> f.get("timestamp").asLong())
          .containsExactly(1000L, 5000L, 10_000L, 15_000L, 20_000L);
      assertThat(driver.json("a")).hasSize(20);
    }
  }

  @Test
  void aRecordWithoutValueIsAMissingStep() {
    String json = NUMBERS.replace("format: number", "format: json, time: {field: /t, unit: s}");
    try (PipelineDriver driver = new PipelineDriver(json)) {
      driver.send("x", "{\"t\":10,\"value\":4}", 0);
      driver.send("x", "{\"t\":11,\"value\":null}", 0);
      driver.send("x", "{\"t\":12,\"value\":\"6.5\"}", 0);

      List<JsonNode> verdicts = driver.json("a");
      assertThat(verdicts).hasSize(3);
      assertThat(verdicts.get(1).get("value").isNull()).isTrue();
      assertThat(verdicts.get(1).get("is_anomaly").asBoolean()).isFalse();
      assertThat(verdicts.get(2).get("value").asDouble()).isEqualTo(6.5);
    }
  }

  @Test
  void recordsOfASeriesMeetThoughTheirKeysDiffer() {
    String routed =
        NUMBERS.replace("format: number", "format: json, series: /id, time: {field: /t, unit: s}");
    try (PipelineDriver driver = new PipelineDriver(routed)) {
      driver.send("a", "{\"id\":\"x\",\"t\":1,\"value\":1}", 0);
      driver.send("b", "{\"id\":\"x\",\"t\":2,\"value\":2}", 0);
      driver.send(null, "{\"id\":\"x\",\"t\":3,\"value\":3}", 0);
      driver.send("b", "{\"id\":\"\",\"t\":3,\"value\":3}", 0);

      assertThat(driver.json("a"))
          .extracting(v -> v.get("expected_value").asDouble())
          .endsWith(1.0, 2.0);
      TestRecord<String, byte[]> letter = driver.raw("d").get(0);
      assertThat(header(letter, DeadLetters.REASON)).isEqualTo("NO_SERIES");
      assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("in");
      assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("3");
    }
  }

  @Test
  void anUnsoundPipelineIsRefusedWhole() {
    assertThatThrownBy(() -> new PipelineDriver(NUMBERS + "horizno: 4\nemit: never\n"))
        .hasMessageContaining("did you mean 'horizon'?")
        .hasMessageContaining("emit");
  }
}
