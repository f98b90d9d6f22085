package io.recurrence.app;

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

/** The demo of symbols and sequences, as a process of its own, asked over HTTP. */
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
}
