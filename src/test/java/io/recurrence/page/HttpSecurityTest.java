package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.testing.FakePipeline;
import io.recurrence.testing.MadeCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that wants a token, and one that is served by TLS. */
class HttpSecurityTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path directory;

  private static PageServer server(HttpSecurity security) throws IOException {
    LiveView view = new LiveView(List.of(new FakePipeline("p")));
    return PageServer.start(view, () -> "metric 1", "127.0.0.1", 0, security);
  }

  private static HttpResponse<String> get(
      HttpClient client, PageServer server, String address, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.formatted(server.port())));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void withoutTheTokenOnlyHealthIsTold() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (PageServer server = server(new HttpSecurity(TOKEN, null, null))) {
      for (String path : List.of("/", "/api/series", "/api/events", "/metrics", "/page.js")) {
        String address = "http://127.0.0.1:%d" + path;
        for (String wrong :
            List.of("Bearer", "Bearer ", "Bearer wrong", "Basic !", basic("a:b"), TOKEN)) {
          HttpResponse<String> refused = get(client, server, address, "Authorization", wrong);
          assertThat(refused.statusCode()).as(path + " with " + wrong).isEqualTo(401);
          assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
          assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
          assertThat(refused.body()).doesNotContain(TOKEN);
        }
        assertThat(get(client, server, address).statusCode()).isEqualTo(401);
      }
      String metrics = "http://127.0.0.1:%d/metrics";
      for (String right : List.of("Bearer " + TOKEN, "bearer " + TOKEN, basic("any:" + TOKEN))) {
        assertThat(get(client, server, metrics, "Authorization", right).body())
            .isEqualTo("metric 1");
      }
      assertThat(get(client, server, "http://127.0.0.1:%d/livez").body())
          .isEqualTo("{\"live\":true}");
    }
    assertThat(new HttpSecurity(TOKEN, null, null).toString()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void itIsServedByTls(String algorithm) throws Exception {
    MadeCertificate made = MadeCertificate.of(directory, "page", algorithm);
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(made.certificate())).build();
    HttpSecurity tls = new HttpSecurity(null, made.certificate(), made.key());
    try (PageServer server = server(tls)) {
      HttpResponse<String> answer = get(client, server, "https://127.0.0.1:%d/livez");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession())
          .hasValueSatisfying(session -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
      assertThatThrownBy(
              () -> get(HttpClient.newHttpClient(), server, "https://127.0.0.1:%d/livez"))
          .isInstanceOf(SSLException.class);
    }
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "page", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void whatIsNoCertificateOrNoKeyIsNamed() throws Exception {
    MadeCertificate made = MadeCertificate.of(directory, "page", "EC");
    Path none = Files.writeString(directory.resolve("none.pem"), "nothing");
    assertThatThrownBy(() -> server(new HttpSecurity(null, made.certificate(), none)))
        .hasMessageContaining("none.pem holds no key of PKCS #8");
    assertThatThrownBy(() -> server(new HttpSecurity(null, none, made.key())))
        .hasMessageContaining("none.pem");
  }
}
