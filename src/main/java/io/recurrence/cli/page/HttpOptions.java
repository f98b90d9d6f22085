package io.recurrence.cli.page;

import io.recurrence.cli.FailureException;
import io.recurrence.cli.UsageException;
import io.recurrence.page.HttpSecurity;
import io.recurrence.page.LiveView;
import io.recurrence.page.PageServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to serve the page, its interface, health and metrics. */
public final class HttpOptions {
  private static final int DEFAULT_PORT = 8080;
  private static final int TRIES = 20;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description =
          "Serves the live page, /api, /livez, /readyz and /metrics on this port; 0 takes any that is free.")
  public @Nullable Integer port;

  @Option(
      names = "--http-host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address to serve on. What is not this machine alone needs a token and TLS, or a proxy in"
              + " front. Default: ${DEFAULT-VALUE}.")
  String host = "127.0.0.1";

  @Option(
      names = "--http-token-file",
      paramLabel = "FILE",
      description =
          "A file with the token that everything but /livez and /readyz then needs: Authorization: Bearer TOKEN,"
              + " or as the password that a browser asks for.")
  @Nullable Path tokenFile;

  @Option(
      names = "--http-certificate",
      paramLabel = "F.pem",
      description = "Serves by TLS, with this certificate and those that it rests on, in PEM.")
  @Nullable Path certificate;

  @Option(
      names = "--http-key",
      paramLabel = "F.pem",
      description = "The key of the certificate: PKCS #8 in PEM.")
  @Nullable Path key;

  private HttpSecurity security() {
    if ((certificate == null) != (key == null)) {
      throw new UsageException("--http-certificate and --http-key are of use together only");
    }
    return new HttpSecurity(tokenFile == null ? null : token(tokenFile), certificate, key);
  }

  private static String token(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (!token.matches("[\\x21-\\x7e]{16,512}")) {
        throw new UsageException(
            "--http-token-file: the token in %s must be of 16 to 512 characters of ASCII without blanks"
                .formatted(file));
      }
      return token;
    } catch (IOException e) {
      throw new UsageException("--http-token-file: cannot read " + file + ": " + e.getMessage());
    }
  }

  /** Serves on the port that was given. */
  PageServer serve(LiveView view, Supplier<String> metrics, int given) {
    if (given < 0 || given > 65_535) {
      throw new UsageException(
          "--http-port was " + given + " but it must be a port, from 0 to 65535");
    }
    try {
      return PageServer.start(view, metrics, host, given, security());
    } catch (IOException e) {
      throw new FailureException(
          "cannot serve on %s port %d: %s; --http-port 0 takes a free one"
              .formatted(host, given, FailureException.rootMessage(e)),
          e);
    }
  }

  /** Serves on the port that was given, otherwise on 8080 or the next that is free. */
  PageServer serveSomewhere(LiveView view, Supplier<String> metrics) {
    if (port != null) {
      return serve(view, metrics, port);
    }
    for (int next = DEFAULT_PORT; next < DEFAULT_PORT + TRIES; next++) {
      try {
        return PageServer.start(view, metrics, host, next, security());
      } catch (IOException e) {
        // taken
      }
    }
    return serve(view, metrics, 0);
  }

  /** The address of the page, for people. */
  String address(PageServer server) {
    return "%s://%s:%d/"
        .formatted(
            certificate == null ? "http" : "https",
            host.equals("0.0.0.0") ? "127.0.0.1" : host,
            server.port());
  }
}
