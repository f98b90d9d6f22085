package io.recurrence.cli;

import io.recurrence.bench.Bench;
import io.recurrence.bench.Bench.Part;
import io.recurrence.broker.BrokerProcess;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.ReportFiles;
import io.recurrence.evaluate.report.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures speed on a real broker. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Measures throughput, latency, restore and growth, beside plain Kafka Streams.",
    description = {
      "",
      "Starts a broker as a process of its own and runs, in turns and on the same input: a pass-through, a counter with a"
          + " RocksDB store, pipelines, and random cut forests. docs/performance.md says how to read the figures.",
      ""
    })
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--quick",
      description =
          "Under three minutes: short windows, fewer contestants; throughput, latency and restore.")
  private boolean quick;

  @Option(
      names = "--what",
      paramLabel = "PART",
      split = ",",
      description =
          "What to measure: throughput, latency, restore, growth. Default: all, with --quick all but growth.")
  private Set<Part> what = EnumSet.noneOf(Part.class);

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many series the records belong to. Default: ${DEFAULT-VALUE}.")
  private int series;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "3000000",
      description = "Records of input. Default: ${DEFAULT-VALUE}.")
  private long records;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Rounds that count, after one to warm up. Default: 3; with --quick one of latency.")
  private @Nullable Integer rounds;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description =
          "The least time of a measurement; of latency, twice as long. Default: 5s, with --quick 1.5s.")
  private @Nullable Duration window;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stream threads of the throughput, at most 2. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      description = "Events per second of the latency. Default: 2000,20000, with --quick 2000.")
  private List<Integer> rates = new ArrayList<>();

  @Option(
      names = "--restored",
      paramLabel = "N",
      description = "Series to restore. Default: 1000000, with --quick 20000.")
  private @Nullable Integer restored;

  @Option(
      names = "--keys",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,100000,1000000",
      description = "Numbers of series of the growth, ascending. Default: ${DEFAULT-VALUE}.")
  private List<Integer> keys = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "Runs only these candidates, such as pass,counter,default.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write report.html, tables.md, results.json and results.csv.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    check();
    try (TemporaryDirectory directory = new TemporaryDirectory("recurrence-broker");
        BrokerProcess broker = BrokerProcess.start(directory.path())) {
      Report report = Bench.run(settings(broker), System.err::println, this::write);
      System.out.println(Text.of(report));
      if (out != null) {
        System.out.println("written: " + out.resolve("report.html"));
      }
    } catch (IllegalStateException e) {
      throw new FailureException(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void write(Report report) {
    if (out != null) {
      ReportFiles.write(report, out);
    }
  }

  private Bench.Settings settings(BrokerProcess broker) {
    Duration min = window == null ? Duration.ofMillis(quick ? 1500 : 5000) : window;
    int counted = rounds == null ? 3 : rounds;
    return new Bench.Settings(
        broker.bootstrapServers(),
        broker.handle(),
        parts(),
        records,
        series,
        counted,
        quick && rounds == null ? 1 : counted,
        min,
        min.multipliedBy(2),
        threads,
        rates.isEmpty() ? (quick ? List.of(2_000) : List.of(2_000, 20_000)) : rates,
        restored == null ? (quick ? 20_000 : 1_000_000) : restored,
        keys,
        quick,
        only);
  }

  private Set<Part> parts() {
    if (!what.isEmpty()) {
      return what;
    }
    return quick ? EnumSet.complementOf(EnumSet.of(Part.GROWTH)) : EnumSet.allOf(Part.class);
  }

  private void check() {
    min("--series", series, 1);
    min("--records", records, 100_000);
    min("--rounds", rounds == null ? 1 : rounds, 1);
    min("--threads", threads, 1);
    min("--restored", restored == null ? 1000 : restored, 1000);
    rates.forEach(rate -> min("--rates", rate, 100));
    keys.forEach(each -> min("--keys", each, 1));
    if (threads > 2) {
      throw new UsageException("--threads was " + threads + " but the input has two partitions");
    }
    if (!keys.equals(keys.stream().sorted().distinct().toList())) {
      throw new UsageException("--keys was " + keys + " but the numbers must ascend");
    }
    if (window != null && window.toMillis() < 500) {
      throw new UsageException("--window was " + window + " but several commits need 0.5s");
    }
    List<String> known = Bench.candidates();
    for (String id : only) {
      if (!known.contains(id)) {
        throw new UsageException("--only knows no '" + id + "'; there are " + known);
      }
    }
  }

  private static void min(String option, long value, long min) {
    if (value < min) {
      throw new UsageException(option + " was " + value + " but it must be at least " + min);
    }
  }
}
