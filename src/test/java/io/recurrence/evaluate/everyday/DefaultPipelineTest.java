package io.recurrence.evaluate.everyday;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.benchmark.PipelineEngine;
import io.recurrence.evaluate.benchmark.Progress;
import io.recurrence.evaluate.benchmark.Silent;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the default pipeline must not fall below, on one series of each kind. */
class DefaultPipelineTest {
  private static final Path DEFAULT = Path.of("topology", "default.yaml");
  private static final Progress SILENT = new Silent();

  @Test
  void itFindsEverydayEventsWithFewFalseAlarmsAndForecastsBetterThanNaively() {
    PipelineEngine engine =
        new PipelineEngine(settings -> SpecLoader.load(DEFAULT, Map.of(), settings));
    Report report = new EverydayBenchmark(7, "", 1, false).run(engine, SILENT);
    List<Double> ours = report.tables().get(0).rows().get(0).values();
    String text = Text.of(report);
    assertThat(ours.get(0) / ours.get(1)).as("found: %s", text).isGreaterThan(.85);
    assertThat(ours.get(2)).as("false alarms: %s", text).isLessThan(.3);
    assertThat(ours.get(3)).as("relative error: %s", text).isLessThan(.85);
  }
}
