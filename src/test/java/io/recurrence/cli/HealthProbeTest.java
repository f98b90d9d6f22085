package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.page.HttpSecurity;
import io.recurrence.page.LiveView;
import io.recurrence.page.PageServer;
import io.recurrence.testing.FakePipeline;
import io.recurrence.testing.MadeCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health check of the image, of a page with and without TLS. */
class HealthProbeTest {
  @TempDir Path directory;

  private static PageServer server(String host, HttpSecurity security) throws Exception {
    LiveView view = new LiveView(List.of(new FakePipeline("p")));
    return PageServer.start(view, () -> "", host, 0, security);
  }

  @Test
  void itAsksWithoutTlsAndWithoutAToken() throws Exception {
    try (PageServer server =
        server("127.0.0.1", new HttpSecurity("0123456789abcdef", null, null))) {
      String address = "http://127.0.0.1:" + server.port();
      assertThat(HealthProbe.answers(address + "/livez", null)).isTrue();
      assertThat(HealthProbe.answers(address + "/metrics", null)).isFalse();
    }
    assertThat(HealthProbe.answers("http://127.0.0.1:1/livez", null)).isFalse();
    assertThat(HealthProbe.answers("no address", null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2"}) // the certificate names the first
  void aCertificateThatVouchesForItselfIsTrustedByItsFileUnderAnyName(String host)
      throws Exception {
    MadeCertificate made = MadeCertificate.of(directory, "page", "EC");
    MadeCertificate other = MadeCertificate.of(directory, "other", "EC");
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    HttpSecurity tls = new HttpSecurity(null, made.certificate(), made.key());
    try (PageServer server = server("0.0.0.0", tls)) {
      String address = "https://%s:%d/livez".formatted(host, server.port());
      assertThat(HealthProbe.answers(address, made.certificate())).isTrue();
      assertThat(HealthProbe.answers(address, other.certificate())).isFalse();
      assertThat(HealthProbe.answers(address, empty)).isFalse();
      assertThat(HealthProbe.answers(address, directory.resolve("none.pem"))).isFalse();
      assertThat(HealthProbe.answers(address, null)).isFalse();
    }
  }
}
