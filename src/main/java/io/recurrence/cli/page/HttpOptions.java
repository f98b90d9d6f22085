package io.recurrence.cli.page;

import io.recurrence.cli.FailureException;
import io.recurrence.cli.UsageException;
import io.recurrence.page.LiveView;
import io.recurrence.page.PageServer;
import java.io.IOException;
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
          "The address to serve on. There is no access control: what is not this machine alone needs a"
              + " proxy in front. Default: ${DEFAULT-VALUE}.")
  String host = "127.0.0.1";

  /** Serves on the port that was given. */
  PageServer serve(LiveView view, Supplier<String> metrics, int given) {
    if (given < 0 || given > 65_535) {
      throw new UsageException(
          "--http-port was " + given + " but it must be a port, from 0 to 65535");
    }
    try {
      return PageServer.start(view, metrics, host, given);
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
        return PageServer.start(view, metrics, host, next);
      } catch (IOException e) {
        // taken
      }
    }
    return serve(view, metrics, 0);
  }

  /** The address of the page, for people. */
  String address(PageServer server) {
    return "http://%s:%d/".formatted(host.equals("0.0.0.0") ? "127.0.0.1" : host, server.port());
  }
}
