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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tasks on symbols and sequences: what has been committed after a SIGKILL in mid-stream is, byte
 * for byte, what a backtest of the same records writes.
 */
class EventCrashIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RECORDS = 4_000;
  private static final int LIFE = 2_000; // records before the kill
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symbols | {type: symbols, most-symbols: 16} | symbol: /s",
        "text | {type: symbols, split: words, order: 3, bytes: 16384} | symbol: /text",
        "classify | {type: classify, weights: gestures, gap: PT1S} | values: [/x, /y, /z]",
        "label | {type: label, model: network, weights: phones, gap: PT1S} | values: [/x, /y]",
        "regimes | {type: label, states: 2} | value: /x",
        "translate | {type: translate, weights: dates} | symbol: /date",
        "letters | {type: translate, weights: dates, end: ;, gap: PT1S} | symbol: /letter",
        "late-text | {type: symbols, split: words, order: 3, bytes: 16384} | symbol: /text",
        "late-classify | {type: classify, weights: gestures, gap: PT1S} | values: [/x, /y, /z]"
      })
  void outputAfterAKillIsWhatABacktestWrites(String task, String settings, String values)
      throws Exception {
    String name = "crash-" + task;
    boolean late = task.startsWith("late");
    KafkaFixture.create(2, List.of(name + ".in", name + ".r", name + ".d"));
    Path file =
        Files.writeString(
            directory.resolve(name + ".yaml"),
            """
            name: %1$s
            task: %2$s
            input: {topic: %1$s.in, series: /id, time: {field: /ts, unit: ms},
                    partitioned-by-series: true, %3$s}
            output: {results: %1$s.r, dead-letters: %1$s.d}
            time: {lateness: %4$s}
            kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}
            """
                .formatted(name, settings, values, late ? "PT3S" : "PT0S"));
    List<String> records = records(late ? 8 : 1);
    Map<String, List<String>> expected = backtest(file, records);
    int results = expected.values().stream().mapToInt(List::size).sum();

    AppProcess app = AppProcess.run(file, directory.resolve(name));
    try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      for (int i = 1; i <= RECORDS; i++) {
        String record = records.get(i - 1);
        String series = field(record, "id");
        producer.send(KafkaFixture.record(name + ".in", i, series, record));
        if (i % LIFE == 0 && i < RECORDS) {
          producer.flush();
          int committed = 200; // so that the life before the kill gets something done
          assertThat(KafkaFixture.read(name + ".r", committed, PATIENCE))
              .hasSizeGreaterThanOrEqualTo(committed);
          assertThat(app.alive()).isTrue();
          app.kill();
          app = AppProcess.run(file, directory.resolve(name));
        }
      }
    }
    assertThat(KafkaFixture.bySeries(name + ".r", results, PATIENCE)).isEqualTo(expected);
    assertThat(app.stop()).isIn(0, 143);
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
