package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.cli.page.HttpOptions;
import io.recurrence.cli.page.LivePage;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.generate.Doors;
import io.recurrence.sequence.MadeSequences;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The live page in a real browser, of pipelines on symbols and sequences. */
class ResultsPageIT {
  private static final int CHANGES = 4_000;
  private static final int RUN = 600; // seconds of a machine

  private static Browser browser;
  private static Application application;
  private static LivePage page;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startTheStreams() {
    browser = Browser.open(1440, 900);
    List<PipelineSpec> specs =
        List.of(
            SpecLoader.parse(
                """
                name: changes
                task: {type: symbols, alarm-rate: 0.002}
                input: {topic: changes.in, symbol: /state, time: {field: /ts}}
                output: {results: changes.results, anomalies: changes.anomalies, dead-letters: changes.dead}
                """),
            SpecLoader.parse(
                """
                name: written
                task: {type: translate, weights: dates, split: characters, longest: 40}
                input: {topic: written.in, symbol: /date, time: {field: /ts}}
                output: {results: written.results, dead-letters: written.dead}
                """),
            SpecLoader.parse(
                """
                name: moved
                task: {type: classify, weights: gestures, gap: PT1S}
                input: {topic: moved.in, values: [/x, /y, /z], time: {field: /ts}}
                output: {results: moved.results, dead-letters: moved.dead}
                """),
            SpecLoader.parse(
                """
                name: machines
                task: {type: label, states: 2}
                input: {topic: machines.in, value: /power, time: {field: /ts}}
                output: {results: machines.results, dead-letters: machines.dead}
                """),
            SpecLoader.parse(
                """
                name: opinions
                task: {type: classify, weights: reviews, split: words}
                input: {topic: opinions.in, symbol: /text, time: {field: /ts}}
                output: {results: opinions.results, dead-letters: opinions.dead}
                """));
    PrometheusMeterRegistry registry = LivePage.registry();
    Map<String, String> settings = KafkaFixture.settings("results-page");
    specs.forEach(spec -> KafkaFixture.create(1, Topics.of(spec)));
    ApplicationSpec spec = new ApplicationSpec("results-page", false, specs, Map.of());
    application = new Application(spec, settings, registry);
    application.start();
    producer = KafkaFixture.producer();
    Doors doors = new Doors(1, System.currentTimeMillis() - Duration.ofDays(30).toMillis(), 2);
    for (int i = 0; i < CHANGES; i++) {
      Doors.Change change = doors.next();
      send("changes.in", change.door(), change.time(), "state", change.state());
    }
    long now = System.currentTimeMillis();
    send("written.in", "form", now - 1, "date", "7 November 1991");
    send("written.in", "form", now, "date", "11 March 2024");
    send("opinions.in", "hotel", now - 1, "text", "the room was not bad at all");
    send("opinions.in", "hotel", now, "text", "the food was bad");
    int moves = move(now - 60_000);
    runAMachine(now - RUN * 1_000);
    producer.flush();
    KafkaFixture.read("moved.results", moves, Duration.ofMinutes(2));
    KafkaFixture.read("machines.results", RUN / 2, Duration.ofMinutes(2));
    KafkaFixture.read("changes.results", CHANGES, Duration.ofMinutes(2));
    KafkaFixture.read("opinions.results", 2, Duration.ofMinutes(2));
    KafkaFixture.read("written.results", 2, Duration.ofMinutes(2));
    HttpOptions options = new HttpOptions();
    options.port = 0;
    page = LivePage.open(options, List.of(application), settings, registry);
  }

  private static void send(String topic, String series, long time, String field, String text) {
    String json = "{\"ts\":%d,\"%s\":\"%s\"}".formatted(time, field, text);
    producer.send(KafkaFixture.record(topic, time, series, json));
  }

  /** Each gesture once, two seconds apart; gives how many records. */
  private static int move(long from) {
    int records = 0;
    long time = from;
    for (double[][] gesture : MadeSequences.GESTURES.make(1, 5).sequences()) {
      for (double[] at : gesture) {
        String json = "{\"ts\":%d,\"x\":%.3f,\"y\":%.3f,\"z\":%.3f}";
        String value = json.formatted(time, at[0], at[1], at[2]);
        producer.send(KafkaFixture.record("moved.in", time, "hand", value));
        time += 40;
        records++;
      }
      time += 2_000;
    }
    return records;
  }

  /** A machine that idles and works for a minute each. */
  private static void runAMachine(long from) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < RUN; i++) {
      double power = (i / 60 % 2 == 0 ? 12 : 40) + random.nextGaussian();
      String json = "{\"ts\":%d,\"power\":%.2f}".formatted(from + 1_000L * i, power);
      producer.send(KafkaFixture.record("machines.in", from + 1_000L * i, "press", json));
    }
  }

  @AfterAll
  static void stopTheStreams() {
    if (page == null) {
      return;
    }
    browser.close();
    page.close();
    application.close();
    producer.close();
  }

  private static void open(String address) {
    browser.go("about:blank");
    browser.go(page.address() + "#" + address);
    browser.until("all series listed", () -> browser.visible(".row") == 6);
    browser.until("its name shown", () -> !browser.text("#name").isEmpty());
  }

  /** What a chart says of itself. */
  private static long chart(String id, String what) {
    String script = "return document.getElementById('" + id + "').dataset." + what + " || '0'";
    return Long.parseLong(String.valueOf(browser.run(script)));
  }

  @Test
  void listsTheSeriesOfAllPipelinesOrOfTheOneThatIsChosen() throws Exception {
    open("moved/hand");
    browser.until("a choice", () -> browser.visible("#pipeline") == 1);
    browser.until("its pipeline beside a series", () -> browser.text("#rows").contains("opinions"));
    browser.run(
        "const pipeline = document.getElementById('pipeline'); pipeline.value = 'changes';"
            + " pipeline.dispatchEvent(new Event('change'))");
    browser.until("those of one", () -> browser.visible(".row") == 2);
    assertThat(browser.text("#matched")).isEqualTo("2 of 6 series");
    browser.picture("one-of-several-pipelines");
    browser.assertAccessible();
    browser.assertNoErrors(false);
  }

  @Test
  void showsTheSymbolsThatCameWhatComesNextAndWhatWasStrange() throws Exception {
    open("changes/front");
    browser.until("a ribbon", () -> chart("ribbon", "segments") > 20);
    browser.until("surprise", () -> chart("lines", "points") > 20);
    browser.until("the next symbol", () -> browser.visible("#chances li") >= 4);
    assertThat(browser.visible("#ribbon-legend li")).isBetween(3L, 4L);
    assertThat(browser.visible("#chart")).isZero();
    assertThat(browser.text("#figures")).contains("Forecast for it", "bits");
    long last = System.currentTimeMillis();
    send("changes.in", "front", last - 4_000, "state", "unlocked");
    send("changes.in", "front", last - 3_000, "state", "open");
    send("changes.in", "front", last - 2_000, "state", "unlocked");
    producer.flush();
    browser.until("a mark", () -> chart("lines", "marks") == 1);
    browser.until("its reason", () -> browser.text("#why").contains("'unlocked' came"));
    browser.until("the incident listed", () -> browser.text("#log").contains("front"));
    browser.picture("symbols");
    browser.assertAccessible();
    browser.assertNoErrors(false);
  }

  @Test
  void showsTranslationsAndTheAttentionOfTheOneThatIsChosen() throws Exception {
    open("written/form");
    browser.until("both", () -> browser.visible("#translations li") == 2);
    assertThat(browser.text("#translations button[aria-pressed=true] b")).isEqualTo("2024-03-11");
    assertThat(browser.text("#sub")).as("it learns nothing").contains("normal");
    assertThat(browser.visible("#ribbon")).isZero();
    long squares = browser.visible("#attention .weight");
    assertThat(squares).isGreaterThanOrEqualTo(10L * "11 March 2024".length());
    browser.click("#translations li:last-child button");
    browser.until("the other", () -> browser.visible("#attention .weight") > squares);
    browser.picture("translation");
    browser.assertAccessible();
    browser.assertNoErrors(false);
  }

  @Test
  void showsWhichClassesWereProbableWhileASequenceWentOn() throws Exception {
    open("moved/hand");
    browser.until("ended sequences", () -> chart("ribbon", "segments") >= 3);
    browser.until("probabilities", () -> chart("lines", "points") > 100);
    assertThat(browser.visible("#chances li")).isEqualTo(6);
    assertThat(browser.visible("#lines-legend li")).isEqualTo(6);
    assertThat(browser.text("#figures")).contains("So far", "Records");
    browser.picture("classes");
    browser.assertAccessible();
    browser.assertNoErrors(false);
  }

  @Test
  void showsTheRegimesThatASeriesWasInAndHowLongTheyLast() throws Exception {
    open("machines/press");
    browser.until("regimes", () -> chart("ribbon", "segments") >= 3);
    assertThat(browser.visible("#ribbon-legend li")).isEqualTo(2);
    assertThat(browser.visible("#chances li")).isEqualTo(2);
    assertThat(browser.text("#figures")).contains("Lasts", "records on average");
    browser.picture("regimes");
    browser.assertAccessible();
    browser.assertNoErrors(false);
  }

  @Test
  void showsTheClassesOfTextsAndWhatWasProbableAfterEachWord() throws Exception {
    open("opinions/hotel");
    browser.until("both", () -> browser.visible("#translations li") == 2);
    assertThat(browser.text("#translations button[aria-pressed=true] b")).isEqualTo("negative");
    assertThat(browser.visible("#attention .weight")).isEqualTo(2 * 4);
    browser.click("#translations li:last-child button");
    browser.until("the other", () -> browser.visible("#attention .weight") == 2 * 7);
    assertThat(browser.text("#translations button[aria-pressed=true] b")).isEqualTo("positive");
    browser.picture("texts");
    browser.assertAccessible();
    browser.assertNoErrors(false);
  }
}
