package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.time.Calendar;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTrackerTest {
  private static final long NOON = 1_767_268_800_000L; // 2026-01-01T12:00:00Z
  private static final long MINUTE = 60_000;
  private static final Calendar BERLIN =
      Calendar.of(ZoneId.of("Europe/Berlin"), io.recurrence.time.OpeningHours.ALWAYS);

  private final ForecastLimits limits = new ForecastLimits(90, Double.NEGATIVE_INFINITY, .5);
  private final LimitTracker tracker = new LimitTracker(limits, SeverityRule.DEFAULT, BERLIN);
  private final double[] h = new double[tracker.size()];
  private final List<IncidentReport> reports = new ArrayList<>();
  private final SeriesForecast forecast =
      new SeriesForecast(12, new double[] {.5}, .9, limits, new String[0], BERLIN);

  /** A forecast from 80 by a slope, five minutes a step, of deviation 1. */
  private void forecast(int minute, double slope) {
    forecast.begin(NOON + minute * MINUTE);
    forecast.ask(NOON + minute * MINUTE, NOON + minute * MINUTE, 5 * MINUTE, true);
    QuantileForecast quantiles = forecast.quantiles();
    for (int k = 1; k <= 12; k++) {
      quantiles.mean(k, 80 + slope * k);
      for (int i = 0; i < quantiles.levels(); i++) {
        quantiles.quantile(i, k, 80 + slope * k + quantiles.score(i));
      }
    }
    tracker.step(h, 80, forecast, reports);
  }

  private List<String> told() {
    return reports.stream().map(r -> r.change() + " " + (r.time() - NOON) / MINUTE).toList();
  }

  @Test
  void whatIsAheadIsToldWithItsTimeAndProbabilityBeforeItHappens() {
    forecast(0, 2);
    IncidentReport report = reports.get(0);
    assertThat(report.reason())
        .isEqualTo("expected to pass 90 at 13:30 (in 30 min), probability 1.00");
    assertThat(report.peak().crossing()).isEqualTo(NOON + 30 * MINUTE);
    assertThat(report.peak().expected()).isEqualTo(92);
    assertThat(report.kind()).isEqualTo(Verdict.Kind.LIMIT);
    assertThat(report.id("disk")).isEqualTo("disk@2026-01-01T12:00:00Z/above");
  }

  @Test
  void aForecastThatWaversGivesOneIncident() {
    forecast(0, .75); // 89 at the last step: .16
    forecast(5, .85); // 90.2: .58
    forecast(10, .79); // 89.48: .30
    forecast(15, .85);
    forecast(20, .79);
    for (int minute = 25; minute < 60; minute += 5) {
      forecast(minute, .76); // 89.12: .19
    }
    assertThat(told()).containsExactly("OPEN 5", "CLOSED 45");
    assertThat(reports.get(1).reason())
        .isEqualTo("no longer expected to pass 90, probability 0.19");
    assertThat(reports.get(1).peak().time()).isEqualTo(NOON + 5 * MINUTE);
  }

  @Test
  void aSingleForecastThatSaysOtherwiseClosesNothing() {
    forecast(0, .9);
    forecast(5, .1);
    forecast(10, .9);
    for (int minute = 15; minute < 35; minute += 5) {
      forecast(minute, .1);
    }
    forecast(35, .85);
    assertThat(told()).containsExactly("OPEN 0");
  }

  @Test
  void whatGetsTenTimesSurerIsToldAgain() {
    forecast(0, .85);
    forecast(5, .95); // 91.4: .92
    forecast(10, 1); // 92: .977
    forecast(15, 1.2);
    assertThat(told()).containsExactly("OPEN 0", "PEAK 10", "PEAK 15");
  }

  @Test
  void theMemoryIsTheOneThatIsStored() {
    GoldenMemory golden = new GoldenMemory(tracker);
    System.arraycopy(golden.h(), 0, h, 0, h.length);
    for (int t = 0; t < 60; t++) {
      forecast(5 * t, .8 + .2 * StrictMath.sin(t / 4.0));
      System.arraycopy(h, 0, golden.h(), 0, h.length);
      golden.round();
      golden.read(reports.size());
    }
    golden.isStill("2: 30D", "e18efab52b159fc5");
  }
}
