package io.recurrence.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How a server is reached: limits of a request, TLS. */
final class HttpConnectors {
  private static final int REQUEST_BYTES = 8 * 1024;
  private static final long IDLE_MILLIS = 30_000;

  private HttpConnectors() {}

  /**
   * One for HTTP/1.1.
   *
   * @throws IOException where the certificate or its key cannot be read
   */
  static ServerConnector of(Server server, String host, int port, HttpSecurity security)
      throws IOException {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    Path certificate = security.certificate();
    Path key = security.key();
    ServerConnector connector =
        certificate == null || key == null
            ? new ServerConnector(server, 1, 1, http)
            : new ServerConnector(server, 1, 1, tls(certificate, key), http);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(REQUEST_BYTES);
    // a name of a series may hold what a path of files could not; no file is looked up by it
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "names of series",
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.AMBIGUOUS_EMPTY_SEGMENT,
            Violation.SUSPICIOUS_PATH_CHARACTERS,
            Violation.ILLEGAL_PATH_CHARACTERS));
    // there is one certificate, whatever name is asked for: probes and Prometheus ask for addresses
    http.addCustomizer(new SecureRequestCustomizer(false));
    return http;
  }

  /** TLS 1.2 and 1.3, with the ciphers of the JDK less those that Jetty counts as weak. */
  private static SslConnectionFactory tls(Path certificate, Path key) throws IOException {
    String password = UUID.randomUUID().toString(); // of a store that is in memory only
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(PemFiles.read(certificate, key, password.toCharArray()));
    tls.setKeyStorePassword(password);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString());
  }
}
