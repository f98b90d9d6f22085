package io.recurrence.cli;

import static io.recurrence.cli.FaultyPlant.FAULTY;
import static io.recurrence.cli.FaultyPlant.SERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.cli.page.LivePage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live page in a real browser, over a real stream on a real broker. */
class PageIT {
  private static Browser browser;
  private static PlantStream stream;
  private LivePage page;
  private boolean away; // whether the server was, on purpose

  @BeforeAll
  static void startTheStream() {
    browser = Browser.open(1440, 900);
    stream = new PlantStream();
  }

  @AfterAll
  static void stopTheStream() {
    if (browser != null) {
      browser.close();
      stream.close();
    }
  }

  @BeforeEach
  void serve() {
    page = stream.serve(0);
  }

  @AfterEach
  void stopServing() {
    browser.assertNoErrors(away);
    browser.go("about:blank");
    page.close();
  }

  private void open(String series) {
    browser.go("about:blank");
    browser.go(page.address() + (series.isEmpty() ? "" : "#page/" + series));
    browser.until("all series listed", () -> browser.visible(".row") == SERIES.size());
    browser.until("a series drawn", () -> browser.visible("#chart canvas") == 1);
    browser.until("its name shown", () -> !browser.text("#name").isEmpty());
  }

  @Test
  void showsAFaultWithinTwoSecondsOfItsRecordAndSaysWhy() throws Exception {
    open(FAULTY);
    browser.until("the history shown", () -> browser.visible("#models li") > 1);
    long latest = chart("latest");
    long started = System.nanoTime();
    stream.plant.fault(
        600.0); // stranger than the fault that the test of accessibility may have made before
    browser.until("a new mark on the chart", () -> chart("latest") > latest);
    long millis = (System.nanoTime() - started) / 1_000_000;
    System.out.printf("from the fault to its mark: %d ms%n", millis);
    assertThat(millis).isLessThan(10_000); // about half a second on two idle processors

    browser.until("the incident listed", () -> browser.text("#log").contains(FAULTY));
    browser.until("the reason told", () -> browser.text("#why").startsWith("Latest anomaly"));
    browser.until(
        "the series in trouble comes first", () -> browser.text("#row-0 .who").equals(FAULTY));
    browser.click("#log button");
    assertThat(browser.text("#pause")).isEqualTo("Go live");
    browser.until("the moment shown", () -> chart("marks") > 0);
    for (double share = 0.3; share < 0.8 && browser.visible("#tip p") == 0; share += 0.005) {
      browser.point("#chart .u-over", share);
    }
    assertThat(browser.text("#tip p")).isNotEmpty();
    browser.click("#why button:last-child");
    browser.until("it explained", () -> browser.text("#explanation").contains("Why: "));
    browser.escape();
    browser.click("#pause");
  }

  /** What the chart says of itself. */
  private static long chart(String what) {
    String script = "return document.getElementById('chart').dataset." + what + " || '0'";
    return Long.parseLong(String.valueOf(browser.run(script)));
  }

  @Test
  void filtersIncidentsAndGivesThemAsCsv() {
    open(FAULTY);
    stream.plant.fault(1_200.0);
    browser.until("the incident listed", () -> browser.text("#log").contains(FAULTY));
    browser.set("incident-series", "no such series");
    assertThat(browser.visible("#log li")).isZero();
    assertThat(browser.text("#calm")).contains("filter");
    browser.set("incident-series", "PUMP");
    String saved = browser.saved("csv");
    assertThat(saved).startsWith("timestamp,value,expected,lower,upper,is_anomaly,kind,reason\n20");
  }

  @Test
  void showsWhatIsNoLongerHeldFromTheTopic() {
    open(FAULTY);
    Object points =
        browser.runAsync(
            """
            const done = arguments[arguments.length - 1], name = "/api/series/%s";
            import("/data.js").then(async ({ ask, Series }) => {
              const series = new Series(await ask(name));
              const at = series.time.at(-400);
              for (const column of ["time", "value", "expected", "lower", "upper"])
                series[column] = series[column].slice(-100);
              series.prepend(await ask(`${name}/history?timestamp=${at}`));
              const sorted = series.time.every((time, i) => !i || time > series.time[i - 1]);
              done([series.time.includes(at), sorted, series.value.includes(null)].join());
            })"""
                .formatted(FAULTY));
    assertThat(points).isEqualTo("true,true,true");
  }

  @Test
  void nothingOverlapsHoweverWideItIs() {
    open(FAULTY);
    for (int width : new int[] {1400, 1024, 390}) {
      browser.size(width, 800);
      browser.click("nav button[data-to=detail]");
      browser.until("figures", () -> browser.visible("#figures dd") == 5);
      assertThat(browser.overlaps("#figures dd *, #figures dt")).as("at %d pixels", width).isZero();
    }
    browser.size(1440, 900);
  }

  @Test
  void tellsWhatWasRefusedAndWhy() {
    open(FAULTY);
    long now = System.currentTimeMillis();
    stream.producer.send(KafkaFixture.record("page.in", now, FAULTY, "{\"ts\":" + now + "}"));
    stream.producer.flush();
    browser.until("the reason", () -> browser.text("#unused").contains("1 no value"));
    assertThat(browser.text("#unused")).startsWith("page: 1 refused (1 no value)");
  }

  @Test
  void findsASeriesAndSwitchesToIt() {
    open("");
    browser.type("/");
    browser.type("PUMP");
    browser.until("two pumps", () -> browser.text("#matched").equals("2 of 8 series"));
    assertThat(browser.visible(".row")).isEqualTo(2);
    browser.run(
        "[...document.querySelectorAll('.row')]"
            + ".find(row => row.textContent.includes('pump-2.flow')).click()");
    browser.until("the pump shown", () -> browser.text("#name").equals("pump-2.flow"));
    browser.type("/");
    browser.escape();
    browser.until("all again", () -> browser.text("#matched").equals("8 series"));
  }

  @Test
  void isUsedByKeysAlone() {
    open(FAULTY);
    browser.set("sort", "name");
    browser.until("sorted by name", () -> browser.text("#row-0 .who").equals(SERIES.get(0)));
    browser.type("j");
    browser.until("the next series", () -> !browser.text("#name").equals(FAULTY));
    browser.type("k");
    browser.until("back again", () -> browser.text("#name").equals(FAULTY));
    for (int i = 0; i < 6; i++) {
      browser.type("+"); // so near that a screen back is a moment ago
    }
    browser.until("a few forecasts", () -> chart("forecasts") > 3);
    browser.type(" ");
    assertThat(browser.text("#connection")).isEqualTo("paused");
    browser.type(org.openqa.selenium.Keys.ARROW_LEFT);
    browser.until(
        "an earlier forecast against what came",
        () -> browser.text("#moment").startsWith("forecast made"));
    browser.type(org.openqa.selenium.Keys.END);
    assertThat(browser.text("#connection")).isEqualTo("live");
    browser.type("?");
    browser.until("help", () -> browser.visible("#helping") == 1);
    browser.escape();
    browser.until("help gone", () -> browser.visible("#helping") == 0);
    browser.type("t");
    assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
    browser.run("localStorage.clear()");
  }

  @Test
  void comesBackAfterTheServerHasBeenAway() {
    open(FAULTY);
    int port =
        Integer.parseInt(
            page.address().replaceAll("\\D+\\d+\\D+\\d+\\D+\\d+\\D+\\d+:(\\d+)/", "$1"));
    page.close();
    browser.until("told", () -> browser.text("#connection").startsWith("reconnecting"));
    page = stream.serve(port);
    browser.until("live again", () -> browser.text("#connection").equals("live"));
    String before = browser.text("#totals");
    browser.until("records come in", () -> !browser.text("#totals").equals(before));
    assertThat(browser.text("#name")).isEqualTo(FAULTY);
    away = true;
  }

  @Test
  void isAccessibleLightAndDarkWideAndNarrow() throws Exception {
    open(FAULTY);
    stream.plant.fault(-45.0);
    browser.until("an incident", () -> browser.visible("#log li") > 0);
    browser.until("weights", () -> browser.visible("#models li") > 1);
    for (boolean dark : new boolean[] {false, true}) {
      browser.dark(dark);
      String theme = dark ? "dark" : "light";
      browser.until(
          theme, () -> theme.equals(browser.run("return document.documentElement.dataset.theme")));
      browser.settle();
      browser.assertAccessible();
      browser.picture(theme);
    }
    browser.dark(false);
    browser.size(390, 844);
    browser.until("tabs", () -> browser.visible("nav") == 1);
    browser.settle();
    browser.picture("phone-list");
    browser.click("nav button[data-to=detail]");
    browser.settle();
    assertThat(browser.visible("#series")).isZero();
    browser.assertAccessible();
    browser.picture("phone-chart");
    browser.size(1440, 900);
  }
}
