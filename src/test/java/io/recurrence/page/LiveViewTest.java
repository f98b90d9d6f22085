package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.testing.FakePipeline;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** What is kept of the output records, and what a browser is told of it. */
class LiveViewTest {

  private final LiveView view =
      new LiveView(List.of(new FakePipeline("p"), new FakePipeline("s", true)));

  private void judged(String series, long time, double value, boolean anomaly, String more) {
    view.judged(
        "p",
        String.format(
                Locale.ROOT,
                "{\"series\":\"%s\",\"timestamp\":%d,\"value\":%s,\"expected_value\":1.0,"
                    + "\"lower_bound\":0.0,\"upper_bound\":2.0,\"confidence_level\":0.9,"
                    + "\"anomaly_score\":0.5,\"anomaly_grade\":%s,\"is_anomaly\":%s,"
                    + "\"status\":\"OK\",\"reason\":\"because\"%s}",
                series,
                time,
                value,
                anomaly ? "0.7" : "0",
                anomaly,
                more)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsRecordsOfOtherVersions() {
    view.judged(
        "p",
        "{\"new\":{\"a\":[1]},\"series\":\"a\",\"timestamp\":5,\"value\":null,\"kind\":\"spike\"}"
            .getBytes(StandardCharsets.UTF_8));
    view.judged("p", "no JSON".getBytes(StandardCharsets.UTF_8));
    view.judged("p", "{\"timestamp\":5}".getBytes(StandardCharsets.UTF_8));
    assertThat(view.find(null, "a").history.size()).isEqualTo(1);
    assertThat(view.records()).isEqualTo(1);
    assertThat(view.unread()).isEqualTo(2);
  }

  @Test
  void listsSeriesInTroubleFirstAndFindsByPartOfAName() {
    judged("boiler", 1, 1, false, "");
    judged("Pump-1", 1, 1, false, "");
    judged("pump-2", 1, 9, true, "");
    view.seed();
    assertThat(names(view.select(null, "", Listing.Order.TROUBLE, 0, 10)))
        .startsWith("pump-2")
        .hasSize(5);
    Listing.Selection pumps = view.select("p", "PUMP", Listing.Order.NAME, 1, 1);
    assertThat(pumps.matched()).isEqualTo(2);
    assertThat(names(pumps)).containsExactly("pump-2");
  }

  private static List<String> names(Listing.Selection selection) {
    return selection.series().stream().map(line -> line.name).toList();
  }

  @Test
  void measuresCoverageAndErrorAgainstTheLastValue() {
    for (int i = 0; i < 1_000; i++) {
      judged("a", i, i % 4 == 0 ? 3 : 1, false, "");
    }
    LiveSeries line = view.find("p", "a");
    assertThat(line.coverage()).isBetween(0.70, 0.80);
    assertThat(line.meanAbsoluteError()).isBetween(0.45, 0.55); // 2 in a quarter of the records
    assertThat(line.relativeError())
        .isBetween(0.45, 0.55); // the last value is wrong twice as often
  }

  private void symbol(long time, String symbol, boolean anomaly) {
    view.judged(
        "p",
        """
        {"series":"door","timestamp":%d,"symbol":"%s","probability":0.25,"surprise":2.0,\
        "is_anomaly":%s,"reason":"rare","probabilities":{"open":1.0},"status":"OK"}"""
            .formatted(time, symbol, anomaly)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsResultsAsTheyCameAndSendsThoseThatAreNew() {
    symbol(1, "open", false);
    symbol(2, "locked", true);
    LiveSeries line = view.find("p", "door");
    assertThat(line.result).isEqualTo("locked");
    assertThat(line.resultKind).isEqualTo("symbol");
    assertThat(line.sparkline(10)).containsExactly(2, 2);
    assertThat(view.incidents.select(1, 0, any -> true).get(0).reason).isEqualTo("rare");
    Response slow = slow();
    SseClient feed = new SseClient(view, slow, Callback.NOOP, "p", "door");
    feed.advance();
    assertThat(sent.get(0)).contains("\"result_kind\":\"symbol\"", "\"symbol\":\"open\"");
    pending.get(0).succeeded();
    symbol(3, "closed", false);
    feed.advance();
    assertThat(sent.get(1))
        .contains("event: points\n", "\"results\":[{\"series\":\"door\",\"timestamp\":3,")
        .doesNotContain("\"symbol\":\"open\"");
  }

  @Test
  void keepsNoMoreResultsThanHaveRoom() {
    for (int i = 0; i < 2_000; i++) {
      symbol(i, "open", false);
    }
    LiveSeries line = view.find("p", "door");
    assertThat(line.results.bytes()).isBetween(100_000L, 48L * 3_000);
    assertThat(line.results.from(1_999)).hasSize(1);
    line.trim(1, 1, 1);
    assertThat(line.results.from(0)).as("the last is always kept").hasSize(1);
  }

  @Test
  void putsAForecastWrittenStepByStepTogether() {
    for (int k = 1; k <= 2; k++) {
      view.forecast(
          "s",
          "a",
          100,
          ("{\"series\":\"a\",\"timestamp\":100,\"horizon_index\":%d,\"forecast_timestamp\":%d,"
                  + "\"forecast_value\":%d,\"lower_bound\":0,\"upper_bound\":9,"
                  + "\"quantiles\":{\"0.5\":%d},\"weights\":{\"naive\":0.25,\"holt\":0.75}}")
              .formatted(k, 100 + k, 10 * k, 10 * k)
              .getBytes(StandardCharsets.UTF_8));
    }
    LiveSeries line = view.find("s", "a");
    assertThat(new String(line.forecast, StandardCharsets.UTF_8))
        .contains("\"forecast_value\":[10,20]", "\"0.5\":[10,20]", "\"horizon\":2");
    assertThat(line.weights.getLast().models()).containsExactly("naive", "holt");
    assertThat(line.weights.getLast().shares()).containsExactly(0.25, 0.75);
  }

  @Test
  void keepsTheNewestPointsWithinItsLimit() {
    RecentPoints history = new RecentPoints();
    for (int i = 0; i < 5_000; i++) {
      history.add(i, i, 0, 0, 0, 0, i < 4_000 ? 1_000 : 100);
    }
    assertThat(history.size()).isEqualTo(100);
    assertThat(history.first()).isEqualTo(4_900);
    assertThat(history.time(4_900)).isEqualTo(4_900);
    assertThat(history.last(RecentPoints.VALUE, 2)).containsExactly(4_998, 4_999);
    assertThatThrownBy(() -> history.time(4_899)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private final List<String> sent = new ArrayList<>();
  private final List<Callback> pending = new ArrayList<>(); // of what is under way

  private Response slow() {
    return (Response)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Response.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("write")) {
                sent.add(StandardCharsets.UTF_8.decode((ByteBuffer) arguments[1]).toString());
                pending.add((Callback) arguments[2]);
              }
              return null;
            });
  }

  @Test
  void aFeedThatIsClosedWhileAWriteIsUnderWayEndsAfterIt() {
    AtomicInteger ended = new AtomicInteger();
    SseClient feed = new SseClient(view, slow(), Callback.from(ended::incrementAndGet), "p", "a");
    feed.advance();
    feed.close();
    assertThat(sent).as("the last write waits").hasSize(1);
    pending.get(0).succeeded();
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1)).isEmpty();
    pending.get(1).succeeded();
    assertThat(ended).hasValue(1);
    feed.close();
    feed.advance();
    assertThat(sent).hasSize(2);
  }

  @Test
  void tellsASlowBrowserNothingUntilItHasTakenInAndThenEverythingAnew() {
    Response slow = slow();
    SseClient feed = new SseClient(view, slow, Callback.NOOP, "p", "a");
    judged("a", 0, 1, false, "");
    feed.advance();
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).contains("event: series\n", "event: tick\n");
    pending.get(0).succeeded();

    judged("a", 1, 9, true, "");
    feed.advance();
    assertThat(sent.get(1))
        .contains("event: points\n", "\"timestamp\":[1]", "\"reason\":\"because\"");
    for (int i = 2; i < 2_000; i++) {
      judged("a", i, 1, false, "");
      feed.advance();
    }
    assertThat(sent).as("nothing while the last is under way").hasSize(2);
    pending.get(1).succeeded();
    feed.advance();
    assertThat(sent.get(2)).contains("event: resync\n").doesNotContain("event: points\n");

    pending.get(2).failed(new java.io.IOException("gone"));
    feed.advance();
    assertThat(feed.closed()).isTrue();
    assertThat(sent).hasSize(3);
  }
}
