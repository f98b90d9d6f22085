package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.testing.FakePipeline;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server answers, wrong requests included. */
class PageServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final LiveView view = new LiveView(List.of(new FakePipeline("p")));
  private PageServer server;

  @BeforeEach
  void start() throws IOException {
    server = PageServer.start(view, () -> "", "127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  /** An address as no client would send it. */
  private String raw(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anAddressThatIsNoTextIsTheFaultOfWhoAsks() throws Exception {
    for (String path :
        List.of(
            "/api/series?search=%ff",
            "/api/series?search=%c0%af",
            "/api/series?pipeline=%zz",
            "/api/series/%ff",
            "/api/events?series=%f0%28%8c%28")) {
      assertThat(raw("GET " + path + " HTTP/1.1")).as(path).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void whatJettyItselfRefusesCarriesTheSameHeaders() throws Exception {
    String tooLong = "x".repeat(9_000);
    for (String line :
        List.of(
            "GET /" + tooLong + " HTTP/1.1",
            "GET / HTTP/1.1\r\nX: " + tooLong,
            "GET / HTTP/1.1\r\nHost: other",
            "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
            "POST / HTTP/1.1\r\nContent-Length: -5",
            "GET / HTTP/1.1\r\nExpect: nonsense",
            "GET /%zz HTTP/1.1",
            "GET / HTTP/9.9",
            "NONSENSE")) {
      String shown = line.substring(0, Math.min(30, line.length()));
      assertThat(raw(line))
          .as(shown)
          .containsPattern("^HTTP/1.1 (4|505)")
          .containsIgnoringCase("X-Content-Type-Options: nosniff")
          .containsIgnoringCase("Content-Security-Policy: default-src 'none'");
    }
  }

  @Test
  void connectionsThatSendSlowlyKeepNobodyFromBeingAnswered() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < ConnectionLimits.MOST + 50; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        slow.add(socket);
        socket.getOutputStream().write("GET /livez".getBytes(StandardCharsets.US_ASCII));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(raw("GET /livez HTTP/1.1")).startsWith("HTTP/1.1 200");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void eventsSayWhatTheyAreHoweverEarlyTheFirstIsSent() throws Exception {
    for (int i = 0; i < 40; i++) {
      HttpResponse<InputStream> events =
          client.send(request("/api/events"), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = events.body()) {
        assertThat(events.headers().firstValue("Content-Type"))
            .hasValue("text/event-stream; charset=utf-8");
        assertThat(body.read()).isEqualTo('e');
      }
    }
  }

  @Test
  void aSeriesOfResultsIsGivenWithTheirRecords() throws Exception {
    String record =
        "{\"series\":\"hand\",\"timestamp\":7,\"class\":\"wave\",\"probability\":0.5,\"ended\":true}";
    view.judged("p", record.getBytes(StandardCharsets.UTF_8));
    assertThat(get("/api/series/hand").body())
        .contains("\"result_kind\":\"class\",\"result\":\"wave\"", "\"results\":[" + record + "]");
    assertThat(get("/api/series?search=hand").body()).contains("\"result\":\"wave\"");
    assertThat(get("/results.js").statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasNotUsedStandsBesideTheHealthOfItsPipeline() throws Exception {
    assertThat(get("/api/pipelines").body())
        .contains("\"stalled_seconds\":0", "\"counts\":{\"dead_letters\":{\"no_value\":3}}");
  }
}
