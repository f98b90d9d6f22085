package io.recurrence.bench;

import static io.recurrence.evaluate.report.Table.higher;
import static io.recurrence.evaluate.report.Table.lower;
import static io.recurrence.evaluate.report.Table.plain;

import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians, spread and ratios of what was measured. */
final class Figures {
  private Figures() {}

  static Report report(Bench.Settings settings, Map<Contestant, List<Heat>> heats) {
    Report report =
        new Report(
            "bench",
            "Speed on a broker",
            "Each contestant reads the same JSON from a broker in a process of its own and writes a"
                + " record for each, exactly once. Windows begin and end at commits. Figures are"
                + " medians of the rounds, low and high their range; ratios are medians of the"
                + " ratios within a round.");
    report.fact("series", Integer.toString(settings.series()));
    report.fact("records", Long.toString(settings.records()));
    report.fact("stream threads", Integer.toString(settings.threads()));
    report.fact("rounds", Integer.toString(settings.rounds()));
    report.fact("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    report.fact("java", Runtime.version().toString());
    report.add(speed(heats));
    report.add(size(heats));
    report.add(chart(heats));
    return report;
  }

  private static Table speed(Map<Contestant, List<Heat>> heats) {
    Table table =
        new Table(
            "Throughput",
            "CPU is microseconds per event of all threads of the process; allocated is bytes per"
                + " event of the stream threads; 'to' is how many times as many events per second,"
                + " 'CPU to' how many times fewer microseconds of both processes",
            higher("events/s", 0),
            plain("low", 0),
            plain("high", 0),
            lower("CPU app", 2),
            lower("CPU broker", 2),
            lower("allocated", 0),
            plain("commits", 0),
            higher("to pass", 2),
            higher("to counter", 2),
            higher("to tuned", 2),
            higher("CPU to counter", 2));
    heats.forEach(
        (contestant, own) -> {
          double[] rates = sorted(own, Heat::rate);
          table.row(
              contestant.id(),
              contestant.ours() ? Source.OURS : Source.MEASURED,
              contestant.what(),
              median(own, Heat::rate),
              rates[0],
              rates[rates.length - 1],
              median(own, Heat::appMicros),
              median(own, Heat::brokerMicros),
              median(own, Heat::allocatedBytes),
              median(own, Heat::commits),
              ratio(own, of(heats, "pass"), Heat::rate),
              ratio(own, of(heats, "counter"), Heat::rate),
              ratio(own, of(heats, "counter-tuned"), Heat::rate),
              ratio(own, of(heats, "counter"), heat -> 1 / heat.micros()));
        });
    return table;
  }

  private static Table size(Map<Contestant, List<Heat>> heats) {
    Table table =
        new Table(
            "State",
            "changelog: records written to it per event, and the bytes of one; disk: bytes of the"
                + " store per series, uncompacted",
            lower("changelog/event", 3),
            plain("bytes of one", 0),
            plain("disk/series", 0));
    heats.forEach(
        (contestant, own) -> {
          if (!contestant.store().isEmpty()) {
            table.row(
                contestant.id(),
                contestant.ours() ? Source.OURS : Source.MEASURED,
                contestant.what(),
                median(own, Heat::logged),
                median(own, Heat::loggedBytes),
                median(own, Heat::storedBytes));
          }
        });
    return table;
  }

  private static Chart chart(Map<Contestant, List<Heat>> heats) {
    Chart chart =
        new Chart("Throughput and CPU time", "each point is a round; further up and left is better")
            .axes("microseconds of CPU per event", "events per second")
            .logarithmic();
    heats.forEach(
        (contestant, own) ->
            chart.points(
                contestant.ours() ? Style.OURS : Style.OTHER,
                contestant.ours() ? "ours" : "yardsticks",
                own.stream().mapToDouble(Heat::appMicros).toArray(),
                own.stream().mapToDouble(Heat::rate).toArray()));
    return chart;
  }

  private static List<Heat> of(Map<Contestant, List<Heat>> heats, String id) {
    return heats.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(id))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  private static double ratio(List<Heat> own, List<Heat> base, ToDoubleFunction<Heat> figure) {
    double[] ratios = new double[base.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(base.get(i));
    }
    return median(ratios);
  }

  private static double median(List<Heat> heats, ToDoubleFunction<Heat> figure) {
    return median(heats.stream().mapToDouble(figure).toArray());
  }

  private static double[] sorted(List<Heat> heats, ToDoubleFunction<Heat> figure) {
    return heats.stream().mapToDouble(figure).sorted().toArray();
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
