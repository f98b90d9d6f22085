package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.testing.FakePipeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the page holds stays within its share of the heap, whatever comes. */
class PageBudgetTest {
  private static final long MEGABYTE = 1 << 20;

  private static LiveView view(long bytes) {
    return new LiveView(List.of(new FakePipeline("p")), new PageBudget(bytes));
  }

  private static byte[] verdict(String series, long time, boolean anomaly) {
    return String.format(
            Locale.ROOT,
            "{\"series\":\"%s\",\"timestamp\":%d,\"value\":1,\"expected_value\":1,\"lower_bound\":0,"
                + "\"upper_bound\":2,\"anomaly_score\":0.5,\"is_anomaly\":%s,\"kind\":\"POINT\","
                + "\"incident\":\"NONE\",\"status\":\"OK\",\"reason\":\"reason %s of %d\",\"model\":\"naive\"}",
            series,
            time,
            anomaly,
            series,
            time)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes on the heap after a collection. */
  private static long used() {
    long min = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      min = Math.min(min, runtime.totalMemory() - runtime.freeMemory());
    }
    return min;
  }

  @Test
  void holdsNoMoreThanItsRoomOfHowManySeriesPointsFlagsAndForecastsEver() {
    long bytes = 16 * MEGABYTE;
    long before = used();
    LiveView view = view(bytes);
    byte[] forecast =
        ("{\"timestamp\":1,\"forecast_value\":["
                + "1.25,".repeat(700)
                + "1],\"weights\":{\"a\":0.5,\"b\":0.5}}")
            .getBytes(StandardCharsets.UTF_8);
    for (int series = 0; series < 100_000; series++) {
      String name = "machine-%05d.temperature".formatted(series);
      int records = series < 200 ? 3_000 : 3; // the first fill what others will need
      for (int t = 0; t < records; t++) {
        view.judged("p", verdict(name, t, t % 2 == 0));
      }
      if (series % 4 == 0) {
        view.forecast("p", name, 1, forecast.clone());
      }
    }
    long held = used() - before;
    assertThat(held).isLessThan((long) (1.3 * bytes)).isGreaterThan(bytes / 3);
    assertThat(view.count()).isEqualTo(view.budget().series()).isGreaterThan(10_000);
    assertThat(view.unlisted()).isEqualTo(3L * (100_000 - view.count()));
    assertThat(view.records()).isEqualTo(200L * 3_000 + 99_800 * 3);
    assertThat(view.find("p", "machine-00000.temperature").history.size()).isBetween(1, 20);
  }

  @Test
  void aFewSeriesKeepThreeThousandPointsEach() {
    LiveView view = view(64 * MEGABYTE);
    for (int t = 0; t < 5_000; t++) {
      view.judged("p", verdict("a", t, false));
    }
    assertThat(view.find("p", "a").history.size()).isEqualTo(3_000);
    assertThat(view.unlisted()).isZero();
  }

  @Test
  void aForecastThatIsLongerThanTheRoomIsNotKept() {
    LiveView view = view(MEGABYTE);
    view.judged("p", verdict("a", 1, false));
    view.forecast(
        "p",
        "a",
        1,
        ("{\"timestamp\":1,\"x\":\"" + "y".repeat(2_000_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(view.find("p", "a").forecast).isNull();
    view.forecast("p", "a", 2, "{\"timestamp\":2}".getBytes(StandardCharsets.UTF_8));
    assertThat(view.find("p", "a").forecast).isNotNull();
  }

  @Test
  void whereThereWasNoMemoryItBeginsAnewWithHalfTheRoom() {
    LiveView view = view(MEGABYTE);
    long run = view.run();
    int series = view.budget().series();
    for (int i = 0; i < series; i++) {
      view.judged("p", verdict("s" + i, 1, true));
    }
    view.shrink();
    assertThat(view.count()).isZero();
    assertThat(view.incidents.open()).isZero();
    assertThat(view.run()).as("browsers begin anew").isNotEqualTo(run);
    for (int i = 0; i < series; i++) {
      view.judged("p", verdict("s" + i, 2, false));
    }
    assertThat(view.count()).isEqualTo(series / 2);
  }

  @Test
  void pointsOutliveTrimming() {
    RecentPoints history = new RecentPoints();
    for (int i = 0; i < 100; i++) {
      history.add(i, i, 0, 0, 0, 0, 50);
      if (i % 7 == 0) {
        history.trim(5);
      }
      assertThat(history.time(history.next() - 1)).isEqualTo(i);
      assertThat(history.get(RecentPoints.VALUE, history.first()))
          .isEqualTo((double) history.first());
    }
  }
}
