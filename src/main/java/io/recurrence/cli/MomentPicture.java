package io.recurrence.cli;

import static io.recurrence.cli.SeriesMoment.number;
import static io.recurrence.cli.SeriesMoment.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Draws a record among those around it: in characters, or as a page. */
final class MomentPicture {
  private static final int ROWS = 12;
  private static final int LABEL = 11; // columns of the numbers on the left
  private static final double AFTER = 0.3; // share of the width
  private static final double WIDEST = 0.7; // of an interval beyond the values, in their range

  private final SeriesMoment moment;

  MomentPicture(SeriesMoment moment) {
    this.moment = moment;
  }

  /** Lines of characters: ░ the interval, • a value, ! one that was flagged. */
  List<String> text(int width) {
    int columns = Math.max(10, width - LABEL - 1);
    int from = Math.max(0, moment.at() - (int) ((1 - AFTER) * columns));
    List<JsonNode> shown =
        moment.records().subList(from, Math.min(moment.records().size(), from + columns));
    double[] range = range(shown);
    char[][] cells = new char[ROWS][shown.size()];
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
    for (int x = 0; x < shown.size(); x++) {
      draw(cells, x, shown.get(x), range);
    }
    List<String> lines = new ArrayList<>();
    double apart = range[1] - range[0];
    for (int y = 0; y < ROWS; y++) {
      boolean labelled = y == 0 || y == ROWS - 1 || y == ROWS / 2;
      double at = range[1] - apart * y / (ROWS - 1);
      String label = labelled ? NumberText.of(at, apart) : "";
      String form = "%" + LABEL + "s %s";
      lines.add(form.formatted(label, new String(cells[y])).stripTrailing());
    }
    lines.add(
        " ".repeat(LABEL + 1 + moment.at() - from)
            + "▲ "
            + SeriesMoment.instant(time(moment.record())));
    return lines;
  }

  private static void draw(char[][] cells, int x, JsonNode record, double[] range) {
    double lower = number(record, "lower_bound");
    double upper = number(record, "upper_bound");
    if (lower <= upper) {
      for (int y = row(upper, range); y <= row(lower, range); y++) {
        cells[y][x] = '░';
      }
    }
    double value = number(record, "value");
    if (!Double.isNaN(value)) {
      cells[row(value, range)][x] = record.path("is_anomaly").asBoolean() ? '!' : '•';
    }
  }

  private static int row(double value, double[] range) {
    double share = (range[1] - value) / (range[1] - range[0]);
    return (int) Math.round(Math.max(0, Math.min(1, share)) * (ROWS - 1));
  }

  /** Values and, as far as they do not dwarf them, intervals. */
  private static double[] range(List<JsonNode> shown) {
    double[] values = finite(shown, "value");
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(1);
    double room = WIDEST * (most - least);
    double low = Arrays.stream(finite(shown, "lower_bound")).min().orElse(least);
    double high = Arrays.stream(finite(shown, "upper_bound")).max().orElse(most);
    low = Math.min(least, Math.max(least - room, low));
    high = Math.max(most, Math.min(most + room, high));
    return high > low ? new double[] {low, high} : new double[] {low - 1, high + 1};
  }

  private static double[] finite(List<JsonNode> records, String field) {
    return records.stream()
        .mapToDouble(each -> number(each, field))
        .filter(Double::isFinite)
        .toArray();
  }

  /** The same as a page, with a forecast that was made for this time. */
  Report report(List<String> lines) {
    double[] time = column("timestamp");
    Chart chart =
        new Chart(
                moment.series(),
                "Each value beside the interval that was forecast one step before; shaded is the moment that is asked about.")
            .overTime()
            .wide()
            .span(
                "asked about",
                time(moment.record()) - moment.step() / 2.0,
                time(moment.record()) + moment.step() / 2.0)
            .band(Style.WIDE_BAND, "interval", time, column("lower_bound"), column("upper_bound"))
            .line(Style.OURS, "forecast, one step ahead", time, column("expected_value"))
            .line(Style.TRUTH, "value", time, column("value"));
    int[] flags =
        IntStream.range(0, moment.records().size())
            .filter(i -> moment.records().get(i).path("is_anomaly").asBoolean())
            .toArray();
    double[] value = column("value");
    chart.points(
        Style.FLAG,
        "anomaly",
        Arrays.stream(flags).mapToDouble(i -> time[i]).toArray(),
        Arrays.stream(flags).mapToDouble(i -> value[i]).toArray());
    Report report = new Report("explain", lines.get(0), lines.get(1)).add(chart);
    if (!moment.forecasts().isEmpty()) {
      report.add(earliest(moment.forecasts().get(0)));
    }
    lines.subList(2, lines.size()).forEach(report::note);
    return report;
  }

  private Chart earliest(JsonNode forecast) {
    double[] time = array(forecast, "forecast_timestamp");
    double first = time[0];
    double last = time[time.length - 1];
    List<JsonNode> met =
        moment.records().stream().filter(r -> time(r) >= first && time(r) <= last).toList();
    return new Chart(
            "The earliest forecast for this time",
            "Made at %s, against what came.".formatted(SeriesMoment.instant(time(forecast))))
        .overTime()
        .wide()
        .band(
            Style.WIDE_BAND,
            "interval",
            time,
            array(forecast, "lower_bound"),
            array(forecast, "upper_bound"))
        .line(Style.OURS, "forecast", time, array(forecast, "forecast_value"))
        .line(
            Style.TRUTH,
            "value",
            met.stream().mapToDouble(SeriesMoment::time).toArray(),
            met.stream().mapToDouble(r -> number(r, "value")).toArray());
  }

  private static double[] array(JsonNode forecast, String field) {
    return StreamSupport.stream(forecast.path(field).spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private double[] column(String field) {
    return moment.records().stream().mapToDouble(each -> number(each, field)).toArray();
  }
}
