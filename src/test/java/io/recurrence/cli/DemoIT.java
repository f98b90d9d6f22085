package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The demo, as a process of its own, asked over HTTP and looked at in a browser. */
class DemoIT {
  private final HttpClient client = HttpClient.newHttpClient();

  private JsonNode ask(String address, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address).resolve(path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return new ObjectMapper()
        .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** The pipelines that have taken in records. */
  private static Set<String> working(JsonNode pipelines) {
    Set<String> working = new TreeSet<>();
    for (JsonNode each : pipelines.path("pipelines")) {
      if (each.path("counts").path("records").path("accepted").asLong() > 20) {
        working.add(each.path("name").asText());
      }
    }
    return working;
  }

  @Test
  void allPipelinesOfSymbolsAndSequencesGetTheirData() throws Exception {
    try (DemoProcess demo = DemoProcess.start("--what", "symbols")) {
      String address = demo.address(Duration.ofSeconds(90));
      Awaitility.await("records of all pipelines")
          .atMost(Duration.ofSeconds(90))
          .until(() -> working(ask(address, "/api/pipelines")).size() == 7);
      JsonNode pipelines = ask(address, "/api/pipelines");
      assertThat(working(pipelines))
          .containsExactly("dates", "doors", "gestures", "phones", "reviews", "seasons", "text");
      for (JsonNode each : pipelines.path("pipelines")) {
        for (JsonNode number : each.path("counts").path("dead_letters")) {
          assertThat(number.asLong()).as(each.toString()).isZero();
        }
      }
    }
  }

  @Test
  void thePageFillsWithinFiveSeconds() throws Exception {
    try (Browser browser = Browser.open(1440, 900);
        DemoProcess demo = DemoProcess.start()) {
      long begun = System.nanoTime();
      String address = demo.address(Duration.ofSeconds(90));
      long started = System.nanoTime();
      browser.go(address);
      browser.until("ten series listed", () -> browser.visible(".row") >= 10);
      browser.until("one drawn", () -> browser.visible("#chart canvas") == 1);
      long millis = (System.nanoTime() - started) / 1_000_000;
      System.out.printf(
          "from the start of the demo to its address: %d ms; from there to a full page: %d ms%n",
          (started - begun) / 1_000_000, millis);
      assertThat(millis).isLessThan(20_000); // about 4 s on two idle processors
      browser.assertNoErrors(false);
      assertThat(demo.directories()).hasSize(1);
      demo.stop(); // under load
      assertThat(demo.directories()).isEmpty();
      assertThat(demo.output())
          .contains("telemetry: ", "plant: ", "coverage", "0 refused")
          .doesNotContain("WARN");
    }
  }
}
