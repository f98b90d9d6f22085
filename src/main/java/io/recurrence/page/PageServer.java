package io.recurrence.page;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page, what stands behind it, health and metrics. It answers GET and HEAD only, and
 * where it is bound to this machine alone it answers only to names of this machine, so that no page
 * of another site can ask it by a name of its own.
 */
public final class PageServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
  private static final Set<String> HEALTH = Set.of("livez", "readyz");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final int THREADS = 24;
  private static final int MOST_ASKING = 12; // of the interface, which may wait for Kafka

  private final LiveView view;
  private final Api api;
  private final Supplier<String> metrics;
  private final PageFiles files = new PageFiles();
  private final SseHub feeds = new SseHub();
  private final ConnectionLimits connections = new ConnectionLimits(System::nanoTime);
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  private final HttpSecurity security;
  private final Server server;
  private final ServerConnector connector;
  private final boolean local;

  private PageServer(
      LiveView view, Supplier<String> metrics, String host, int port, HttpSecurity security)
      throws IOException {
    this.security = security;
    this.view = view;
    this.api = new Api(view);
    this.metrics = metrics;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("page");
    threads.setDaemon(true);
    this.server = new Server(threads);
    this.connector = HttpConnectors.of(server, host, port, security);
    server.addConnector(connector);
    connector.addBean(connections);
    server.setHandler(new Answers());
    server.setErrorHandler(Reply::refuse);
    this.local = loopback(host);
  }

  /** Starts a server that answers everyone, without TLS. */
  public static PageServer start(LiveView view, Supplier<String> metrics, String host, int port)
      throws IOException {
    return start(view, metrics, host, port, HttpSecurity.NONE);
  }

  /**
   * Starts a server.
   *
   * @param metrics in the text format of Prometheus
   * @param port 0 for any that is free
   * @throws IOException where the port is taken, the host is not one of this machine, or the
   *     certificate cannot be read
   */
  public static PageServer start(
      LiveView view, Supplier<String> metrics, String host, int port, HttpSecurity security)
      throws IOException {
    PageServer page = new PageServer(view, metrics, host, port, security);
    try {
      page.server.start();
    } catch (IOException e) {
      page.close();
      throw e;
    } catch (Exception e) {
      page.close();
      throw new IOException(e);
    }
    return page;
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** How many browsers listen. */
  public int listeners() {
    return feeds.size();
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false; // the server will say so when it binds
    }
  }

  /** Every request comes here. */
  private final class Answers extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Reply.secure(response);
      connections.begin(request);
      try {
        answer(request, response, callback);
      } catch (HttpError problem) {
        Reply.send(
            response,
            callback,
            problem.status(),
            Json.error(problem.status(), String.valueOf(problem.getMessage())));
      } catch (OutOfMemoryError e) {
        LOG.error(
            "No memory to answer {}; the page holds less from now on",
            request.getHttpURI().getPath());
        view.shrink();
        Reply.send(response, callback, 503, Json.error(503, "there was no memory for the answer"));
      } catch (RuntimeException e) {
        LOG.error("Cannot answer {}", request.getHttpURI().getPath(), e);
        Reply.send(
            response,
            callback,
            500,
            Json.error(500, "this should not have happened; the log says more"));
      }
      return true;
    }
  }

  private void answer(Request request, Response response, Callback callback) throws HttpError {
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      throw new HttpError(405, "only GET and HEAD are answered");
    }
    if (local && !LOCAL.contains(Request.getServerName(request))) {
      throw new HttpError(421, "this server answers to localhost only");
    }
    Query query = Query.of(request);
    boolean known = security.allows(request);
    if (!known && !HEALTH.contains(query.path().get(0))) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, HttpSecurity.CHALLENGE);
      throw new HttpError(401, "a token is needed: Authorization: Bearer TOKEN");
    }
    switch (query.path().get(0)) {
      case "api" -> api(query, request, response, callback);
      case "livez" -> health(response, callback, false, known);
      case "readyz" -> health(response, callback, true, known);
      case "metrics" -> {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Reply.send(
            response,
            callback,
            200,
            "text/plain; version=0.0.4; charset=utf-8",
            metrics.get().getBytes(StandardCharsets.UTF_8));
      }
      default -> file(request, response, callback);
    }
  }

  private void api(Query query, Request request, Response response, Callback callback)
      throws HttpError {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (query.path().size() == 2 && query.path().get(1).equals("events")) {
      SseClient feed =
          new SseClient(view, response, callback, query.name("pipeline"), query.name("series"));
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
      feeds.add(feed); // from now on the clock may write
      connections.listens(request);
      view.look();
      feed.advance();
      return;
    }
    if (!asking.tryAcquire()) {
      throw new HttpError(503, MOST_ASKING + " questions are being answered; ask again");
    }
    byte[] answer;
    try {
      answer = api.answer(query);
    } finally {
      asking.release();
    }
    Reply.send(response, callback, 200, answer);
  }

  /** Without a token, the answer has no details. */
  private void health(Response response, Callback callback, boolean ready, boolean known) {
    boolean well =
        view.pipelines().values().stream()
            .map(RunningPipeline::health)
            .allMatch(health -> ready ? health.ready() : health.live());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    byte[] body =
        Json.object(
            json -> {
              json.writeBooleanField(ready ? "ready" : "live", well);
              if (known) {
                Json.health(json, view.pipelines().values());
              }
            });
    Reply.send(response, callback, well ? 200 : 503, body);
  }

  private void file(Request request, Response response, Callback callback) throws HttpError {
    String path = request.getHttpURI().getPath();
    PageFiles.@Nullable File file = files.get(path == null ? "/" : path);
    if (file == null) {
      throw new HttpError(404, "there is nothing here; the page is at /");
    }
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
    response.getHeaders().put(HttpHeader.ETAG, file.tag);
    if (file.tag.equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
      response.setStatus(304);
      callback.succeeded();
      return;
    }
    Reply.send(response, callback, 200, file.type, file.bytes);
  }

  @Override
  public void close() {
    feeds.close();
    connections.close();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The server did not stop in order", e);
    }
  }
}
