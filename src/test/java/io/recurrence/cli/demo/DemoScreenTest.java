package io.recurrence.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoScreenTest {
  private static final String TITLE =
      "Recurrence · http://127.0.0.1:8080/ · Kafka 127.0.0.1:41817 · Ctrl-C ends it";
  private static final String TOTALS =
      "23 series, 1,234 records, 2 anomalies, 0 refused; plant simulated";
  private static final String REASON =
      "expected seasonal pattern missing: 92.5660, usual at this time 84.5120; p = 0.00014, about 1 in 7,200";
  private static final List<DemoAnomaly> ANOMALIES =
      List.of(
          new DemoAnomaly("machine-2.power", 1_764_775_814_190L, REASON),
          new DemoAnomaly("machine-1.power", 1_764_684_014_190L, "rare value"));

  private static DemoLine line(String series, double value, double lower, double upper) {
    ObjectMapper json = new ObjectMapper();
    DemoLine line = new DemoLine(series);
    for (int i = 0; i < 70; i++) {
      line.judged(
          json.createObjectNode()
              .put("status", "OK")
              .put("value", value + i % 7)
              .put("expected_value", value)
              .put("lower_bound", lower)
              .put("upper_bound", upper));
    }
    var forecast = json.createObjectNode().put("horizon", 24);
    forecast.putArray("forecast_value").add(97.16);
    forecast.putArray("lower_bound").add(91.24);
    forecast.putArray("upper_bound").add(104.31);
    line.forecast(forecast);
    return line;
  }

  private static List<DemoLine> lines(int count) {
    List<DemoLine> lines = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(i -> lines.add(line("cpu.%02d.load.percent".formatted(i), 64, 59.12, 69.53)));
    return lines;
  }

  private static List<String> draw(int width, int height, int series, int first) {
    return draw(width, height, lines(series), first);
  }

  private static List<String> draw(int width, int height, List<DemoLine> lines, int first) {
    return new DemoScreen(width, height, lines)
        .draw(TITLE, TOTALS, lines, first, ANOMALIES).stream()
            .map(AttributedString::toString)
            .toList();
  }

  @ParameterizedTest
  @CsvSource({"80,24", "120,40", "200,50", "60,12"})
  void fitsTheTerminal(int width, int height) {
    List<String> rows = draw(width, height, 23, 0);
    assertThat(rows).hasSizeLessThanOrEqualTo(height);
    assertThat(rows).allSatisfy(row -> assertThat(row.length()).isLessThanOrEqualTo(width));
  }

  @ParameterizedTest
  @CsvSource({"80,24", "120,40"})
  void showsForecastsAndWholeReasonsHoweverNarrowItIs(int width, int height) {
    List<String> rows = draw(width, height, 23, 0);
    assertThat(rows.get(0)).isEqualTo(TITLE);
    assertThat(rows).anySatisfy(row -> assertThat(row).contains("→ 97.2 (91.2…104.3)"));
    String text = String.join(" ", rows).replaceAll(" +", " ");
    assertThat(text).contains("2025-12-03 15:30:14 UTC machine-2.power: " + REASON);
    assertThat(text).contains("95 % interval", "forecast, in 24 steps");
  }

  @Test
  void saysHowManySeriesThereAreMoreAndScrollsToThem() {
    assertThat(String.join("\n", draw(80, 24, 23, 0)))
        .contains("cpu.00", "↑ ↓ show 10 more series")
        .doesNotContain("cpu.22");
    assertThat(String.join("\n", draw(80, 24, 23, 10))).contains("cpu.22").doesNotContain("cpu.09");
  }

  @Test
  void writesAsManyDigitsAsTheIntervalIsNarrow() {
    List<String> rows = draw(120, 40, List.of(line("SYM1", 166.021, 165.912, 166.078)), 0);
    assertThat(rows.get(3)).contains("165.912…166.078");
  }
}
