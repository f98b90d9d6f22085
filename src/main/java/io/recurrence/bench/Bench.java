package io.recurrence.bench;

import io.recurrence.evaluate.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Measures pipelines of ours on a broker, beside yardsticks that run in the same way. */
public final class Bench {
  private static final List<String> FIRST =
      List.of("pass", "counter", "counter-tuned", "small", "default", "lstm", "rcf");
  private static final List<String> ANSWERING =
      List.of("pass", "counter-tuned", "small", "default", "lstm");
  private static final List<String> KEEPING = List.of("counter-tuned", "small", "default");

  /** What can be measured. */
  public enum Part {
    /** Events per second, CPU time, allocation, bytes of state. */
    THROUGHPUT,
    /** Time until an answer, at fixed rates. */
    LATENCY,
    /** Time until an instance works again that has lost its disk. */
    RESTORE,
    /** Throughput over series, threads and instances. */
    GROWTH
  }

  /**
   * What to run.
   *
   * @param brokerProcess its process, for its CPU time
   * @param parts what to measure
   * @param records of input
   * @param series that the records belong to
   * @param rounds that count
   * @param latencyRounds rounds of the latency
   * @param window the least time of a measurement
   * @param latencyWindow the time of a measurement of latency
   * @param threads stream threads
   * @param rates events per second at which latency is measured
   * @param restored series whose states are restored
   * @param keys numbers of series over which growth is measured, ascending
   * @param quick whether only those candidates run that a first look needs
   * @param only ids of contestants; those that suit each part where empty
   */
  public record Settings(
      String bootstrapServers,
      ProcessHandle brokerProcess,
      Set<Part> parts,
      long records,
      int series,
      int rounds,
      int latencyRounds,
      Duration window,
      Duration latencyWindow,
      int threads,
      List<Integer> rates,
      int restored,
      List<Integer> keys,
      boolean quick,
      Set<String> only) {}

  private Bench() {}

  /** The ids of all contestants. */
  public static List<String> candidates() {
    return Candidates.all().stream().map(Candidate::id).toList();
  }

  /**
   * Runs all parts.
   *
   * @param progress receives what is being done
   * @param partial is given the report after each part, as far as it has come
   */
  public static Report run(Settings settings, Consumer<String> progress, Consumer<Report> partial)
      throws IOException {
    Report report =
        new Report(
            "bench",
            "Speed on a broker",
            "Each candidate reads the same JSON from a broker in a process of its own and writes a"
                + " record for each. Windows begin and end at commits. Figures are medians of the"
                + " rounds, low and high their range; ratios are medians of the ratios within a"
                + " round.");
    report.fact("series", Integer.toString(settings.series()));
    report.fact("records", Long.toString(settings.records()));
    report.fact("stream threads", Integer.toString(settings.threads()));
    report.fact("rounds", Integer.toString(settings.rounds()));
    report.fact("window", settings.window().toString());
    report.fact("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    report.fact("heap, MB", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
    report.fact("java", Runtime.version().toString());
    try (Cluster cluster = new Cluster(settings.bootstrapServers(), settings.brokerProcess())) {
      for (Part part : Part.values()) {
        if (settings.parts().contains(part)) {
          measure(part, settings, cluster, report, progress);
          partial.accept(report);
        }
      }
    }
    return report;
  }

  private static void measure(
      Part part, Settings settings, Cluster cluster, Report report, Consumer<String> progress)
      throws IOException {
    Set<String> only = settings.only();
    List<String> suited = suited(part, settings.quick() && only.isEmpty());
    List<Candidate> candidates =
        Candidates.all().stream()
            .filter(candidate -> suited.contains(candidate.id()))
            .filter(candidate -> only.isEmpty() || only.contains(candidate.id()))
            .toList();
    switch (part) {
      case THROUGHPUT -> Throughput.measure(settings, cluster, candidates, report, progress);
      case LATENCY -> Latency.measure(settings, cluster, candidates, report, progress);
      case RESTORE -> Restore.measure(settings, cluster, candidates, report, progress);
      case GROWTH -> Growth.measure(settings, cluster, candidates, report, progress);
    }
  }

  private static List<String> suited(Part part, boolean quick) {
    return switch (part) {
      case THROUGHPUT -> quick ? FIRST : candidates();
      case LATENCY -> quick ? List.of("pass", "default") : ANSWERING;
      case RESTORE, GROWTH -> quick ? List.of("default") : KEEPING;
    };
  }
}
