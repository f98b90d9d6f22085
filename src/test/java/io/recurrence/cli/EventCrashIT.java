package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.EventBacktest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks on symbols and sequences, all in one application: what has been committed after a SIGKILL
 * in mid-stream is, byte for byte, what a backtest of the same records writes.
 */
class EventCrashIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RECORDS = 4_000;
  private static final int LIFE = 2_000; // records before the kill
  private static final int COMMITTED = 200; // so that the life before the kill gets something done
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  /** A task, its settings and what it reads. */
  private record EventCase(String name, String settings, String values) {
    boolean late() {
      return name.contains("late-");
    }

    List<String> topics() {
      return List.of(name + ".in", name + ".r", name + ".d");
    }
  }

  private static EventCase task(String name, String settings, String values) {
    return new EventCase("crash-" + name, settings, values);
  }

  private static final String TEXT = "{type: symbols, split: words, order: 3, bytes: 16384}";
  private static final String CLASSES = "{type: classify, weights: gestures, gap: PT1S}";
  private static final List<EventCase> CASES =
      List.of(
          task("symbols", "{type: symbols, most-symbols: 16}", "symbol: /s"),
          task("text", TEXT, "symbol: /text"),
          task("classify", CLASSES, "values: [/x, /y, /z]"),
          task(
              "label",
              "{type: label, model: network, weights: phones, gap: PT1S}",
              "values: [/x, /y]"),
          task("regimes", "{type: label, states: 2}", "value: /x"),
          task("translate", "{type: translate, weights: dates}", "symbol: /date"),
          task(
              "letters", "{type: translate, weights: dates, end: ;, gap: PT1S}", "symbol: /letter"),
          task("late-text", TEXT, "symbol: /text"),
          task("late-classify", CLASSES, "values: [/x, /y, /z]"));

  @Test
  void outputAfterAKillIsWhatABacktestWrites() throws Exception {
    KafkaFixture.create(2, CASES.stream().flatMap(each -> each.topics().stream()).toList());
    Path application = Files.createDirectories(directory.resolve("crash"));
    Map<EventCase, Map<String, List<String>>> expected = new LinkedHashMap<>();
    for (EventCase each : CASES) {
      expected.put(each, backtest(write(application, each), records(each)));
    }
    AppProcess app = AppProcess.run(application, directory.resolve("events"));
    send(0, LIFE);
    for (EventCase each : CASES) {
      assertThat(KafkaFixture.read(each.name + ".r", COMMITTED, PATIENCE))
          .hasSizeGreaterThanOrEqualTo(COMMITTED);
    }
    send(LIFE, RECORDS);
    assertThat(app.alive()).isTrue();
    app.kill();
    assertThat(KafkaFixture.read("crash-symbols.r", 0, PATIENCE))
        .as("it was killed in the midst of them")
        .hasSizeLessThan(RECORDS);
    app = AppProcess.run(application, directory.resolve("events"));
    for (EventCase each : CASES) {
      int results = expected.get(each).values().stream().mapToInt(List::size).sum();
      assertThat(KafkaFixture.bySeries(each.name + ".r", results, PATIENCE))
          .as(each.name)
          .isEqualTo(expected.get(each));
    }
    assertThat(app.stop()).isIn(0, 143);
  }

  private static Path write(Path application, EventCase task) throws IOException {
    return Files.writeString(
        application.resolve(task.name + ".yaml"),
        """
        name: %1$s
        task: %2$s
        input: {topic: %1$s.in, series: /id, time: {field: /ts, unit: ms},
                partitioned-by-series: true, %3$s}
        output: {results: %1$s.r, dead-letters: %1$s.d}
        time: {lateness: %4$s}
        """
            .formatted(task.name, task.settings, task.values, task.late() ? "PT3S" : "PT0S"));
  }

  private static List<String> records(EventCase task) {
    return records(task.late() ? 8 : 1);
  }

  private static void send(int from, int to) {
    List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (EventCase each : CASES) {
      List<String> records = records(each);
      for (int i = from; i < to; i++) {
        String record = records.get(i);
        batch.add(KafkaFixture.record(each.name + ".in", i + 1, field(record, "id"), record));
      }
    }
    KafkaFixture.send(batch);
  }

  /**
   * Each record has what any of the tasks reads.
   *
   * @param reversed so many in a row come in the opposite order
   */
  private static List<String> records(int reversed) {
    SplittableRandom random = new SplittableRandom(3);
    List<String> records = new ArrayList<>();
    long time = 1_700_000_000_000L;
    for (int i = 0; i < RECORDS; i++) {
      time += i % 50 == 49 ? 1_500 : 10;
      int place = i / 4 % 5;
      int one = random.nextInt(40) == 0 ? random.nextInt(100) : place;
      records.add(
          "{\"id\":\"k%d\",\"ts\":%d,\"s\":\"s%d\",\"text\":\"door %d is %s\",\"date\":\"%d may 19%02d\",\"letter\":\"%s\",\"x\":%s,\"y\":%s,\"z\":%s}"
              .formatted(
                  i % 4,
                  time,
                  one,
                  place,
                  one > 4 ? "stuck " + one : "open",
                  1 + place,
                  random.nextInt(100),
                  one == 4 ? ";" : one > 4 ? "x" : Integer.toString(one),
                  (i / 400 % 2) * 5 + random.nextInt(10) / 10.0,
                  random.nextInt(10) / 10.0,
                  9 + random.nextInt(10) / 10.0));
    }
    for (int i = 0; i < RECORDS; i += reversed) {
      Collections.reverse(records.subList(i, i + reversed));
    }
    return records;
  }

  private Map<String, List<String>> backtest(Path pipeline, List<String> records)
      throws IOException {
    Path input = Files.write(directory.resolve("records.jsonl"), records);
    PipelineSpec spec = SpecLoader.load(pipeline, Map.of(), List.of());
    Path output = directory.resolve("out");
    EventBacktest.Report report = new EventBacktest(spec).run(input, output, rows -> {});
    assertThat(report.refused()).isZero();
    return Files.readAllLines(output.resolve("results.jsonl")).stream()
        .collect(
            Collectors.groupingBy(
                record -> field(record, "series"),
                TreeMap::new,
                Collectors.mapping(EventCrashIT::asRead, Collectors.toList())));
  }

  /** As {@link KafkaFixture#bySeries} gives a record: its time, and without its pipeline's name. */
  private static String asRead(String record) {
    return field(record, "timestamp")
        + " "
        + record.replaceFirst("\"pipeline_version\":\"[a-z-]+@", "\"pipeline_version\":\"");
  }

  private static String field(String record, String name) {
    try {
      return JSON.readTree(record).get(name).asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
