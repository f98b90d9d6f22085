package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.page.LiveView;
import io.recurrence.page.PageServer;
import io.recurrence.page.RunningPipeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The page with ten thousand series that all move. */
class ManySeriesIT {
  private static final int SERIES = 10_000;

  /** A pipeline of which only the records are seen. */
  private static final class Records implements RunningPipeline {
    @Override
    public String name() {
      return "many";
    }

    @Override
    public int horizon() {
      return 24;
    }

    @Override
    public boolean stepwise() {
      return false;
    }

    @Override
    public Health health() {
      return new Health("RUNNING", true, true, 0, 0);
    }

    @Override
    public Map<String, Object> counts() {
      return Map.of();
    }

    @Override
    public Map<String, Object> card() {
      return Map.of();
    }

    @Override
    public Optional<Stored> stored(String series) {
      return Optional.empty();
    }

    @Override
    public Past past(String series, long time, int points) {
      return new Past(List.of(), List.of());
    }

    @Override
    public List<String> explain(String series, long time) {
      return List.of();
    }

    @Override
    public List<String> names(int limit) {
      return List.of();
    }
  }

  @Test
  void staysFluentWithTenThousandSeries() throws Exception {
    LiveView view = new LiveView(List.of(new Records()));
    Random random = new Random(3);
    for (int step = 0; step < 60; step++) {
      step(view, random, step);
    }
    AtomicBoolean ended = new AtomicBoolean();
    Thread feeder =
        new Thread(
            () -> {
              long next = System.nanoTime();
              for (int step = 60; !ended.get(); step++) {
                step(view, random, step); // ten thousand records each second
                next += 1_000_000_000;
                java.util.concurrent.locks.LockSupport.parkNanos(next - System.nanoTime());
              }
            });
    try (Browser browser = Browser.open(1440, 900);
        PageServer server = PageServer.start(view, () -> "", "127.0.0.1", 0)) {
      feeder.start();
      browser.go("http://127.0.0.1:" + server.port() + "/");
      browser.until("all counted", () -> browser.text("#matched").equals("10,000 series"));
      browser.until("one drawn", () -> browser.visible("#chart canvas") == 1);
      Object figures =
          browser.runAsync(
              """
              const done = arguments[arguments.length - 1];
              const list = document.getElementById('list');
              const frames = [];
              const begun = performance.now();
              let before = begun;
              function frame(now) {
                frames.push(now - before);
                before = now;
                list.scrollTop = (now - begun) * 60;
                if (now - begun < 6000) { requestAnimationFrame(frame); return; }
                frames.sort((a, b) => a - b);
                const at = (share) => Math.round(10 * frames[Math.floor(share * (frames.length - 1))]) / 10;
                done([frames.length, at(0.5), at(0.95), at(1),
                  Math.round(performance.memory.usedJSHeapSize / 1e5) / 10,
                  document.querySelectorAll('.row').length]);
              }
              requestAnimationFrame(frame);
              """);
      List<?> f = (List<?>) figures;
      System.out.printf(
          "10,000 series, scrolled for 6 s: %s frames, median %s ms, p95 %s ms, longest %s ms,"
              + " %s MB of heap, %s rows in the page%n",
          f.toArray());
      assertThat(((Number) f.get(2)).doubleValue()).as("95 of 100 frames, ms").isLessThan(1_000);
      assertThat(((Number) f.get(3)).doubleValue()).as("longest frame, ms").isLessThan(5_000);
      assertThat(((Number) f.get(4)).doubleValue()).as("heap, MB").isLessThan(100);
      assertThat(((Number) f.get(5)).intValue()).as("rows that exist").isLessThan(100);
      browser.until(
          "rows where it was scrolled to",
          () ->
              (Boolean)
                  browser.run(
                      "const b = document.getElementById('list').getBoundingClientRect();"
                          + "const e = document.elementFromPoint(b.left + 60, b.top + b.height / 2);"
                          + "return !!e.closest('.row')"));
      browser.assertNoErrors(false);
    } finally {
      ended.set(true);
      feeder.join();
    }
  }

  private static void step(LiveView view, Random random, int step) {
    for (int i = 0; i < SERIES; i++) {
      double expected = 50 + 10 * Math.sin(step / 6.0 + i);
      double value = expected + random.nextGaussian();
      boolean anomaly = random.nextInt(20_000) == 0;
      String record =
          String.format(
              Locale.ROOT,
              "{\"series\":\"sensor-%05d\",\"timestamp\":%d,\"value\":%.3f,\"expected_value\":%.3f,"
                  + "\"lower_bound\":%.3f,\"upper_bound\":%.3f,\"confidence_level\":0.95,"
                  + "\"anomaly_score\":0.5,\"anomaly_grade\":%s,\"is_anomaly\":%s,"
                  + "\"status\":\"OK\",\"reason\":\"\",\"model\":\"naive\"}",
              i,
              1_700_000_000_000L + 1000L * step,
              value,
              expected,
              expected - 2,
              expected + 2,
              anomaly ? "0.8" : "0.0",
              anomaly);
      view.judged("many", record.getBytes(StandardCharsets.UTF_8));
    }
  }
}
