package io.recurrence.app;

import io.recurrence.bench.Bench;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.ReportFiles;
import io.recurrence.evaluate.report.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures speed on a real broker. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Measures throughput and cost per event, beside plain Kafka Streams.",
    description = {
      "",
      "Starts a broker as a process of its own and runs, in turns and on the same input: a pass-through, a counter with a"
          + " RocksDB store, and pipelines. docs/performance.md tells how to read the figures.",
      ""
    })
final class BenchCommand implements Callable<Integer> {
  @Option(names = "--quick", description = "Under three minutes: three rounds of short windows.")
  private boolean quick;

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
      description = "Rounds that count, after one to warm up. Default: 5, with --quick 3.")
  private @Nullable Integer rounds;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "The least time of a measurement. Default: PT5S, with --quick PT2S.")
  private @Nullable Duration window;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stream threads, at most 2. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "Runs only these contestants, such as pass,counter,default.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write report.html, results.json and results.csv.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    check();
    Path directory = Files.createTempDirectory("recurrence-broker");
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      Duration least = window == null ? Duration.ofSeconds(quick ? 2 : 5) : window;
      Report report =
          Bench.run(
              new Bench.Settings(
                  broker.bootstrapServers(),
                  broker.handle(),
                  records,
                  series,
                  rounds == null ? (quick ? 3 : 5) : rounds,
                  least,
                  threads,
                  only),
              System.err::println);
      System.out.println(Text.of(report));
      if (out != null) {
        ReportFiles.write(report, out);
        System.out.println("written: " + out.resolve("report.html"));
      }
    } catch (IllegalStateException e) {
      throw new FailureException(String.valueOf(e.getMessage()), e);
    } finally {
      remove(directory);
    }
    return 0;
  }

  private void check() {
    least("--series", series, 1);
    least("--records", records, 100_000);
    least("--rounds", rounds == null ? 1 : rounds, 1);
    least("--threads", threads, 1);
    if (window != null && window.toMillis() < 500) {
      throw new UsageException("--window was " + window + " but several commits need PT0.5S");
    }
    List<String> known = Bench.contestants();
    for (String id : only) {
      if (!known.contains(id)) {
        throw new UsageException("--only knows no '" + id + "'; there are " + known);
      }
    }
  }

  private static void least(String option, long value, long least) {
    if (value < least) {
      throw new UsageException(option + " was " + value + " but it must be at least " + least);
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
